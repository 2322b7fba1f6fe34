package dev.vigie.detect;

import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingQuantile;
import dev.vigie.measure.SlidingSteps;
import dev.vigie.rule.RuleMeta;
import java.util.List;

/**
 * A rule bound to its plan.
 *
 * @param alerts false for a rule that only other rules look at
 * @param triggers what the rule is asked about
 * @param measure index of its measure in the grouping, or {@link #EVERY_EVENT}
 * @param watched index of the measure that tells for how long the group has been watched, for a rule that must not take
 *     a window that is still filling for a low count; {@link #NONE} for others
 * @param reading what of the measure the rule looks at
 * @param fraction of the values, for a percentile
 * @param label what alerts call the measure, such as {@code value_count(subject)}
 * @param timespanMillis how long it must stay below its condition before its episode may close
 * @param condition from when on the value is an alert
 * @param people index of the people whom the rule speaks of, where they are others than those of its timespan: read
 *     since a drift began, or backdated; else {@link #NONE}
 * @param outcome index under which other rules find whether it holds, or {@link #NONE}
 * @param level 0, or one above the correlations that it refers to
 */
record PlannedRule(
        RuleMeta meta,
        boolean alerts,
        List<Trigger> triggers,
        int measure,
        int watched,
        Reading reading,
        double fraction,
        String label,
        long timespanMillis,
        Condition condition,
        int people,
        int outcome,
        int level) {

    /** What of a measure a rule looks at. */
    enum Reading {
        VALUE,
        QUANTILE,
        ORDER
    }

    /** Stands for the measure of a detection rule, which looks at one event. */
    static final int EVERY_EVENT = -1;

    static final int NONE = -1;

    /** A full measure's window is at most one of so many panes wider than its timespan. */
    private static final int PANES = 64;

    /**
     * A detection rule has no timespan of its own: an hour without a match ends it, or each match would be an episode.
     */
    static final long QUIET_MILLIS = 3_600_000;

    /** A drift goes on over a long weekend. */
    private static final long DRIFT_QUIET_MILLIS = 4 * 86_400_000L;

    /** A rule that looks at one event. */
    static PlannedRule ofEvent(RuleMeta meta, Trigger trigger) {
        return new PlannedRule(
                meta,
                true,
                List.of(trigger),
                EVERY_EVENT,
                NONE,
                Reading.VALUE,
                0,
                "event",
                QUIET_MILLIS,
                FixedLimits.NONE,
                NONE,
                NONE,
                0);
    }

    boolean isOfEvent() {
        return measure == EVERY_EVENT && !(condition instanceof Joint);
    }

    /** The stretch of time that the rule looks at: none for a detection rule. */
    long windowMillis() {
        return isOfEvent() ? 0 : timespanMillis;
    }

    /** For how long after it held the rule keeps its episode open: its window, which may be a pane wider. */
    long quietMillis() {
        if (condition instanceof Drifting) {
            return DRIFT_QUIET_MILLIS;
        }
        return isOfEvent() ? timespanMillis : timespanMillis + (timespanMillis - 1) / PANES + 1;
    }

    /** False if the rule's window may still be filling, and that matters. */
    boolean isWatchedLongEnough(Profile profile) {
        if (watched == NONE) {
            return true;
        }
        Sliding since = profile.measure(watched);
        return since != null && since.value() >= timespanMillis;
    }

    /** True if these have the figure that its limits are about. */
    boolean looksAt(Figures figures) {
        return reading == Reading.VALUE && measure >= 0 && figures.has(measure);
    }

    /** The figure that the rule's limits are about; NaN where there is none. */
    double read(Sliding summary) {
        return switch (reading) {
            case VALUE -> summary.value();
            case QUANTILE -> ((SlidingQuantile) summary).quantile(fraction);
            case ORDER -> ((SlidingSteps) summary).inOrder();
        };
    }

    /** The relative error of {@link #read}. */
    double errorOf(Sliding summary) {
        return reading == Reading.QUANTILE
                ? ((SlidingQuantile) summary).relativeError(fraction)
                : summary.relativeError();
    }
}
