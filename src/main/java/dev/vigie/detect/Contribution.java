package dev.vigie.detect;

import dev.vigie.measure.SerialNumber;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of one event reaches a group above the account: when it was, what the group's rules want to know, hashes of the
 * values that they add up, and what an alert would show of it. No subject and no attribute of one is in it but as a
 * hash.
 *
 * @param signals what rules wanted to know and the event was, by {@link Signal#id}, rising
 * @param exposure null if the event showed nothing
 * @param values by facet what measures take in
 * @param arrivedMillis when the broker appended the message in which it came, or {@link AccessEvent#UNKNOWN}
 */
public record Contribution(
        Group group,
        long timeMillis,
        String operator,
        String account,
        long eventHash,
        List<Long> signals,
        @Nullable Exposure exposure,
        List<FacetValues> values,
        @Nullable String resource,
        @Nullable String sourceIp,
        List<String> fieldsRead,
        Evidence evidence,
        Origin origin,
        long arrivedMillis)
        implements GroupOccurrence {

    /** The values of one facet. */
    static final class FacetValues {
        final Facet facet;
        /** Of a number field, else {@link AccessEvent#UNKNOWN}. */
        final long number;
        /** Keyed, one for each value. */
        final long[] hashes;
        /** True if they were made for a group that is one of the event's subjects. */
        final boolean ofOneSubject;

        FacetValues(Facet facet, long number, long[] hashes) {
            this(facet, number, hashes, false);
        }

        private FacetValues(Facet facet, long number, long[] hashes, boolean ofOneSubject) {
            this.facet = facet;
            this.number = number;
            this.hashes = hashes;
            this.ofOneSubject = ofOneSubject;
        }

        /** The same of one of the event's subjects alone; what is not of subjects stays. */
        FacetValues ofSubject(int index) {
            return facet.field() == Field.SUBJECT
                    ? new FacetValues(facet, number, new long[] {hashes[index]}, true)
                    : this;
        }
    }

    public Contribution {
        signals = List.copyOf(signals);
        values = List.copyOf(values);
        fieldsRead = List.copyOf(fieldsRead);
    }

    /** What alerts of groups above the account show of {@code now}: no subject. */
    static Evidence evidenceOf(EventOccurrence now) {
        AccessEvent event = now.event();
        return new Evidence(
                event.id(),
                now.timeMillis(),
                event.action(),
                event.outcome(),
                event.resource(),
                event.sourceIp(),
                List.of(),
                event.subjects().size());
    }

    /**
     * What {@code now} contributes to {@code group}.
     *
     * @param evidence as {@link #evidenceOf} has it
     */
    static Contribution of(
            Group group, EventOccurrence now, List<Long> signals, List<FacetValues> values, Evidence evidence) {
        AccessEvent event = now.event();
        return new Contribution(
                group,
                now.timeMillis(),
                event.operator(),
                event.account(),
                now.eventHash(),
                signals,
                now.exposure(),
                values,
                event.resource(),
                event.sourceIp(),
                event.fields(),
                evidence,
                now.origin(),
                AccessEvent.UNKNOWN);
    }

    @Override
    public int valueCount(Field field) {
        FacetValues known = of(field, "");
        return known == null ? 0 : known.hashes.length;
    }

    @Override
    public long valueHash(Field field, int index) {
        FacetValues known = of(field, "");
        if (known == null) {
            throw new IllegalArgumentException("no value of " + field.fieldName());
        }
        return known.hashes[index];
    }

    /** Nothing where it was sent by a plan that did not ask: a measure that is new begins empty. */
    @Override
    public long told(Facet facet, int index) {
        FacetValues known = of(facet.field(), facet.name());
        if (known == null) {
            return untold(facet);
        }
        return known.hashes[index];
    }

    /** What stands for a facet of a subject that nobody told. */
    static long untold(Facet facet) {
        return facet.equals(Facet.SERIAL) ? SerialNumber.NONE : 0;
    }

    @Override
    public long appendedMillis() {
        return origin.appendedMillis();
    }

    @Override
    public long number(Field field) {
        FacetValues known = of(field, "");
        return known == null ? AccessEvent.UNKNOWN : known.number;
    }

    /** By {@link Facet#name} too: no facet is made to look for one. */
    private @Nullable FacetValues of(Field field, String name) {
        for (int i = 0; i < values.size(); i++) {
            FacetValues each = values.get(i);
            if (each.facet.field() == field && each.facet.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /** Evidence names no subject: the account's own alerts do. */
    @Override
    public Evidence evidence(SubjectHash subjectHash) {
        return evidence;
    }
}
