package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event, when it counts and where it came from. Its hashes are valid while it is the event at hand.
 *
 * @param isIdReused its id came before with other content
 * @param hashes begun with {@code event}
 */
record EventOccurrence(AccessEvent event, long timeMillis, boolean isIdReused, Origin origin, Hashes hashes)
        implements Occurrence {

    @Override
    public String operator() {
        return event.operator();
    }

    @Override
    public String account() {
        return event.account();
    }

    @Override
    public @Nullable String role() {
        return event.role();
    }

    @Override
    public long eventHash() {
        return hashes.id();
    }

    @Override
    public int valueCount(Field field) {
        return switch (field.kind()) {
            case TEXT -> hashes.hasText(field) ? 1 : 0;
            case NUMBER -> number(field) == AccessEvent.UNKNOWN ? 0 : 1;
            case TEXTS -> field.textCount(event);
        };
    }

    @Override
    public long valueHash(Field field, int index) {
        return switch (field.kind()) {
            case TEXT -> hashes.ofText(field);
            case NUMBER -> hashes.of(number(field));
            case TEXTS -> field == Field.SUBJECT ? hashes.subject(index) : hashes.ofKnown(field.textAt(event, index));
        };
    }

    @Override
    public long told(Facet facet, int index) {
        return hashes.told(index, facet);
    }

    @Override
    public long ingestedAtMillis() {
        return event.ingestedAtMillis();
    }

    @Override
    public long appendedMillis() {
        return origin.appendedMillis();
    }

    /** An account's events come by one partition: none runs ahead of another. */
    @Override
    public long arrivedMillis() {
        return AccessEvent.UNKNOWN;
    }

    @Override
    public long number(Field field) {
        return field == Field.SENSITIVITY ? hashes.sensitivity(event) : field.number(event);
    }

    @Override
    public @Nullable Exposure exposure() {
        return Exposure.of(event);
    }

    @Override
    public @Nullable String resource() {
        return event.resource();
    }

    @Override
    public @Nullable String sourceIp() {
        return event.sourceIp();
    }

    @Override
    public List<String> fieldsRead() {
        return event.fields();
    }

    @Override
    public Evidence evidence(SubjectHash subjectHash) {
        return subjectHash.evidence(event, timeMillis);
    }
}
