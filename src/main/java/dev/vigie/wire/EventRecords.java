package dev.vigie.wire;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** Generic records of the current schema as events: the slow path, for messages that another release wrote. */
final class EventRecords {

    private EventRecords() {}

    /** @throws IllegalArgumentException if the values are none of an event */
    static AccessEvent toEvent(GenericRecord event) {
        List<Subject> subjects = new ArrayList<>();
        for (GenericRecord subject : Generic.records(event, "subjects")) {
            subjects.add(new Subject(Generic.text(subject, "id"), Generic.texts(subject, "attributes")));
        }
        return new AccessEvent(
                Generic.text(event, "id"),
                Generic.integer(event, "time"),
                Generic.count(event, "ingestedAt"),
                Generic.text(event, "operator"),
                Generic.text(event, "account"),
                Generic.optionalText(event, "role"),
                Generic.optionalText(event, "session"),
                Generic.optionalText(event, "resource"),
                Action.valueOf(Generic.text(event, "action")),
                Outcome.valueOf(Generic.text(event, "outcome")),
                subjects,
                Generic.count(event, "recordCount"),
                Generic.count(event, "bytes"),
                Generic.list(event, "fields"),
                Generic.optionalText(event, "sourceIp"),
                Generic.optionalText(event, "userAgent"),
                Generic.optionalText(event, "country"),
                Generic.optionalText(event, "purpose"),
                (Boolean) event.get("assigned"),
                Generic.count(event, "sequence"),
                Generic.optionalText(event, "claimedOperator"),
                (Boolean) event.get("historic"));
    }
}
