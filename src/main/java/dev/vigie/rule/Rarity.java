package dev.vigie.rule;

/**
 * A condition in place of fixed limits: how rare a value must be, judged by the group's own past and its peers'.
 *
 * @param activeDays for {@code UNUSUAL} and {@code JOINT} the return period from which on it is an alert, for
 *     {@code DRIFT} the average run length between false alerts; in days on which the group is active, more than 0
 * @param atLeast a value, for {@code DRIFT} an excess over the usual, below which it is none however rare; 0 where the
 *     rule says nothing
 * @param peers whose past stands in where the group's own is short
 */
public record Rarity(Condition condition, long activeDays, long atLeast, Peers peers) {

    public Rarity {
        if (activeDays <= 0 || atLeast < 0) {
            throw new IllegalArgumentException("once in " + activeDays + " days, at least " + atLeast);
        }
    }

    /** Which question is asked. */
    public enum Condition {
        /** Too much at once for this group. */
        UNUSUAL,
        /** Too much for weeks. */
        DRIFT,
        /** Several measures, each only somewhat rare, together too rare. */
        JOINT
    }

    /** Whose days are pooled; where they are few they are shrunk to the next wider. */
    public enum Peers {
        OPERATOR_AND_ROLE,
        OPERATOR,
        ROLE
    }
}
