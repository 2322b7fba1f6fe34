package dev.vigie.detect;

import dev.vigie.rule.Limit;
import dev.vigie.rule.RuleMeta;
import java.util.List;

/**
 * A rule bound to its plan.
 *
 * @param selection index of its selection in the plan
 * @param measure index of its measure in the grouping, or {@link #EVERY_EVENT}
 * @param timespanMillis how long it must stay below its condition before its episode may close
 * @param limits all must hold; empty for a rule that every event crosses
 */
record PlannedRule(RuleMeta meta, int selection, int measure, long timespanMillis, List<Limit> limits) {

    /** Stands for the measure of a detection rule, which looks at one event. */
    static final int EVERY_EVENT = -1;

    /** A full measure's window is at most one of so many panes wider than its timespan. */
    private static final int PANES = 64;

    /**
     * A detection rule has no timespan of its own: an hour without a match ends it, or each match would be an episode.
     */
    static final long QUIET_MILLIS = 3_600_000;

    /** The stretch of time that the rule looks at: none for a detection rule. */
    long windowMillis() {
        return measure == EVERY_EVENT ? 0 : timespanMillis;
    }

    /** For how long after it held the rule keeps its episode open: its window, which may be a pane wider. */
    long quietMillis() {
        return measure == EVERY_EVENT ? timespanMillis : timespanMillis + (timespanMillis - 1) / PANES + 1;
    }

    boolean holds(double value, double relativeError) {
        for (Limit limit : limits) {
            double compared = switch (limit.operator()) {
                case GT, GTE -> value * (1 + relativeError);
                case LT, LTE, EQ, NEQ -> value;
            };
            if (!limit.holds(compared)) {
                return false;
            }
        }
        return true;
    }

    /** How many times the condition's lower limit {@code value} is: what must double for another message. */
    double severity(double value) {
        for (Limit limit : limits) {
            boolean lower = switch (limit.operator()) {
                case GT, GTE -> true;
                case LT, LTE, EQ, NEQ -> false;
            };
            if (lower && limit.value() > 0) {
                return value / limit.value();
            }
        }
        return measure == EVERY_EVENT ? value : 1;
    }

    /** How an analyst would write the condition, such as {@code >= 50}. */
    String limitText() {
        return String.join(
                " and ",
                limits.stream()
                        .map(limit -> limit.operator().sign() + " " + Numbers.text(limit.value()))
                        .toList());
    }
}
