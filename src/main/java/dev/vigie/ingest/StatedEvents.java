package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Subject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes events that their sender stated as such, not as lines of a log: their texts are held to what those of a log
 * are, and whose they are, when they came and that nobody else is named is said here, not by the sender. Not safe for
 * use by several threads.
 */
public final class StatedEvents {

    private final Draft draft = new Draft(null);

    /**
     * What becomes of one.
     *
     * @param operator who may write to the topic, or null where that is not known and the event is believed
     * @param idPrefix as for {@link LineParser#parse}
     * @param ingestedAtMillis as for {@link LineParser#parse}
     * @param raw what it was read from
     */
    public Parsed take(
            AccessEvent stated, @Nullable String operator, String idPrefix, long ingestedAtMillis, byte[] raw) {
        try {
            fill(stated);
            return new Parsed.Event(draft.event(operator, null, idPrefix, 0, ingestedAtMillis));
        } catch (Rejection rejection) {
            return Parsed.Rejected.of(rejection, raw, 0, raw.length);
        }
    }

    private void fill(AccessEvent stated) throws Rejection {
        draft.clear();
        draft.id = stated.id();
        draft.time(stated.timeMillis());
        draft.operator = stated.operator();
        draft.account = stated.account();
        draft.role = stated.role();
        draft.session = stated.session();
        draft.resource = stated.resource();
        draft.action = stated.action();
        draft.outcome = stated.outcome();
        draft.sourceIp = stated.sourceIp();
        draft.userAgent = stated.userAgent();
        draft.country = stated.country();
        draft.purpose = stated.purpose();
        draft.assigned = stated.assigned();
        put(Field.RECORD_COUNT, stated.recordCount());
        put(Field.BYTES, stated.bytes());
        put(Field.SEQUENCE, stated.sequence());
        for (Subject subject : stated.subjects()) {
            draft.subjects.add(new Subject(Texts.name("subject", subject.id()), described(subject.attributes())));
        }
        for (String field : stated.fields()) {
            draft.addField(field);
        }
    }

    private void put(Field field, long count) throws Rejection {
        if (count != AccessEvent.UNKNOWN) {
            draft.put(field, count);
        }
    }

    private static Map<String, String> described(Map<String, String> attributes) throws Rejection {
        if (attributes.size() > SubjectsDraft.ATTRIBUTES_MAX) {
            throw new Rejection(
                    Reason.BAD_VALUE, "more than " + SubjectsDraft.ATTRIBUTES_MAX + " attributes of one subject");
        }
        Map<String, String> described = new HashMap<>();
        attributes.forEach((name, value) -> described.put(Texts.description(name), Texts.description(value)));
        return described;
    }
}
