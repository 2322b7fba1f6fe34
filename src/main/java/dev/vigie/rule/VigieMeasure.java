package dev.vigie.rule;

import dev.vigie.model.Field;
import org.jspecify.annotations.Nullable;

/**
 * A measure that Sigma has no word for: a correlation rule's {@code vigie} block names it, and its limits then speak of
 * this instead of what the correlation's type would count.
 *
 * @param field whose values are looked at; null for {@code INACTIVITY}, {@code SILENCE} and {@code REUSED_ID}, always
 *     {@link Field#SUBJECT} for {@code SEQUENTIAL_RUN} and {@code SHARE}, and {@link Field#SEQUENCE} for
 *     {@code SEQUENCE_GAP}
 * @param attribute for {@code SHARE} which attribute of the subjects, such as nationality; null for all others
 */
public record VigieMeasure(
        Kind kind, @Nullable Field field, @Nullable String attribute) {

    public VigieMeasure {
        boolean named = kind != Kind.INACTIVITY && kind != Kind.SILENCE && kind != Kind.REUSED_ID;
        if (named != (field != null) || (kind == Kind.SHARE) != (attribute != null)) {
            throw new IllegalArgumentException(kind + " of " + field + ", " + attribute);
        }
    }

    /** What is measured. */
    public enum Kind {
        /** The longest run of near-consecutive subject ids. */
        SEQUENTIAL_RUN,
        /** Evidence, in nats, that one value of an attribute is read more than usual. */
        SHARE,
        /** Values never seen before for this group. */
        NEW_VALUE,
        /** Days for which the group slept before it woke. */
        INACTIVITY,
        /** Minutes of its usual activity that a feed has said nothing for. */
        SILENCE,
        /** Numbers missing in what a sender numbered one by one. */
        SEQUENCE_GAP,
        /** Distinct values of events that came too late for this timespan, by time of ingestion. */
        BACKDATED,
        /** Events whose id came before with other content. */
        REUSED_ID;

        /** True if it needs the account's own memory of events, which no group above has. */
        boolean isOfAccount() {
            return this == BACKDATED || this == REUSED_ID;
        }

        /** True if it is of an operator's whole log. */
        boolean isOfFeed() {
            return this == SILENCE;
        }
    }
}
