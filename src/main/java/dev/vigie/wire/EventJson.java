package dev.vigie.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events as lines of a log, one JSON object each, with the names that rules use:
 *
 * <pre>
 *   {"id":"e-1","time":"2025-12-15T09:12:33.120Z","operator":"atlas","account":"m.petit","action":"READ",
 *    "outcome":"SUCCESS","subject":["A-1017",{"id":"A-1018","attributes":{"nationality":"t7"}}],
 *    "field":["email","phone"],"src_ip":"192.0.2.7"}
 * </pre>
 *
 * What an event lacks is left out. So is what a log cannot say of itself: when it was ingested, and whose name it
 * claimed.
 */
public final class EventJson {

    private EventJson() {}

    /** The event as one line of UTF-8, with its line break. */
    public static byte[] line(AccessEvent event) {
        return (JsonText.object(to -> writeEvent(to, event)) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the event as one line, with its line break. */
    public static void write(AccessEvent event, OutputStream to) throws IOException {
        to.write(line(event));
    }

    private static void writeEvent(JsonGenerator to, AccessEvent event) throws IOException {
        to.writeStringField(Field.ID.fieldName(), event.id());
        JsonText.time(to, Field.TIME.fieldName(), event.timeMillis());
        text(to, Field.OPERATOR, event);
        text(to, Field.ACCOUNT, event);
        text(to, Field.ROLE, event);
        text(to, Field.SESSION, event);
        text(to, Field.RESOURCE, event);
        text(to, Field.ACTION, event);
        text(to, Field.OUTCOME, event);
        writeSubjects(to, event.subjects());
        count(to, Field.RECORD_COUNT, event);
        count(to, Field.BYTES, event);
        if (!event.fields().isEmpty()) {
            JsonText.texts(to, Field.FIELD.fieldName(), event.fields());
        }
        text(to, Field.SRC_IP, event);
        text(to, Field.USER_AGENT, event);
        text(to, Field.COUNTRY, event);
        text(to, Field.PURPOSE, event);
        if (event.assigned() != null) {
            to.writeBooleanField(Field.ASSIGNED.fieldName(), event.assigned());
        }
        count(to, Field.SEQUENCE, event);
    }

    private static void text(JsonGenerator to, Field field, AccessEvent event) throws IOException {
        JsonText.optional(to, field.fieldName(), field.text(event));
    }

    private static void count(JsonGenerator to, Field field, AccessEvent event) throws IOException {
        long count = field.number(event);
        if (count != AccessEvent.UNKNOWN) {
            to.writeNumberField(field.fieldName(), count);
        }
    }

    private static void writeSubjects(JsonGenerator to, List<Subject> subjects) throws IOException {
        if (subjects.isEmpty()) {
            return;
        }
        to.writeArrayFieldStart(Field.SUBJECT.fieldName());
        for (Subject subject : subjects) {
            if (subject.attributes().isEmpty()) {
                to.writeString(subject.id());
            } else {
                writeSubject(to, subject);
            }
        }
        to.writeEndArray();
    }

    private static void writeSubject(JsonGenerator to, Subject subject) throws IOException {
        to.writeStartObject();
        to.writeStringField("id", subject.id());
        to.writeObjectFieldStart("attributes");
        // Immutable maps iterate in an order that changes with every start of the JVM.
        for (Map.Entry<String, String> attribute : new TreeMap<>(subject.attributes()).entrySet()) {
            to.writeStringField(attribute.getKey(), attribute.getValue());
        }
        to.writeEndObject();
        to.writeEndObject();
    }
}
