package dev.vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An event as an operator's log has it: a line of JSON with fields named as in rules. What the bench generates needs no
 * escapes.
 */
public final class JsonLine {

    private final StringBuilder out = new StringBuilder();

    public byte[] of(AccessEvent event) {
        out.setLength(0);
        out.append("{\"time\":\"")
                .append(Instant.ofEpochMilli(event.timeMillis()))
                .append('"');
        for (Field field : Field.values()) {
            switch (field) {
                case TIME, INGESTED_AT, SRC_NETWORK, HOUR, SENSITIVITY -> {}
                case ASSIGNED -> out.append(",\"assigned\":").append(event.assigned());
                case SUBJECT -> subjects(event.subjects());
                case FIELD ->
                    out.append(",\"field\":[\"")
                            .append(String.join("\",\"", event.fields()))
                            .append("\"]");
                case RECORD_COUNT, BYTES, SEQUENCE -> number(field, event);
                case ID,
                        OPERATOR,
                        ACCOUNT,
                        ROLE,
                        SESSION,
                        RESOURCE,
                        ACTION,
                        OUTCOME,
                        SRC_IP,
                        USER_AGENT,
                        COUNTRY,
                        PURPOSE,
                        CLAIMED_OPERATOR -> text(field, event);
            }
        }
        return out.append('}').toString().getBytes(UTF_8);
    }

    private void number(Field field, AccessEvent event) {
        long number = field.number(event);
        if (number != AccessEvent.UNKNOWN) {
            out.append(",\"").append(field.fieldName()).append("\":").append(number);
        }
    }

    private void text(Field field, AccessEvent event) {
        String text = field.text(event);
        if (text != null) {
            out.append(",\"")
                    .append(field.fieldName())
                    .append("\":\"")
                    .append(text)
                    .append('"');
        }
    }

    private void subjects(List<Subject> subjects) {
        String before = ",\"subject\":[";
        for (Subject subject : subjects) {
            out.append(before).append("{\"id\":\"").append(subject.id()).append("\",\"attributes\":{");
            String separator = "";
            for (Map.Entry<String, String> attribute : subject.attributes().entrySet()) {
                out.append(separator).append('"').append(attribute.getKey());
                out.append("\":\"").append(attribute.getValue()).append('"');
                separator = ",";
            }
            out.append("}}");
            before = ",";
        }
        out.append(']');
    }
}
