package dev.vigie.detect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does for one grouping: its measures and the rules that look at them.
 *
 * @param names of the grouping
 * @param keyings the ways in which an occurrence finds its groups: one, but for aliases that mean different fields for
 *     different rules
 * @param measureByPart index of each measure by the id of its stored part
 * @param rules in the order in which they become reasons: the widest window first, so that it opens the episode where
 *     several cross at one event
 * @param exposures what was exposed, over rising timespans; after these, for rules that speak of other people, those
 * @param days which measures look back on days
 * @param accounts index of the measure that tells which accounts read most, or -1 for groups within one account
 * @param habits what knows an account's habits; null for all groups but accounts
 * @param sparse what to look at where a base index has matched, on level 0
 * @param dense what to look at in any case, by level
 */
record GroupPlan(
        List<String> names,
        List<Keying> keyings,
        List<MeasureSpec> measures,
        Map<Long, Integer> measureByPart,
        List<PlannedRule> rules,
        List<Exposures> exposures,
        List<DayPlan> days,
        int accounts,
        @Nullable Habits habits,
        List<Lookup> sparse,
        List<Lookup> dense) {

    /** More keyings than bits cannot be told apart. */
    static final int KEYINGS_MAX = 64;

    /** Indexes of measures and rules. */
    static final class Lookup {
        static final Lookup NOTHING = new Lookup(new int[0], new int[0]);

        final int[] measures;
        final int[] rules;

        Lookup(int[] measures, int[] rules) {
            this.measures = measures;
            this.rules = rules;
        }
    }

    /**
     * Indexes of the measures that tell what was exposed over {@code timespanMillis}, so that an episode can begin with
     * its opening window.
     */
    record Exposures(long timespanMillis, int people, int unnamed, int uncounted) {

        /** The same, but that people are others: those read since a drift began, or backdated. */
        Exposures of(int others) {
            return new Exposures(timespanMillis, others, unnamed, uncounted);
        }
    }

    /** A grouping that no rule uses. */
    static GroupPlan unused(List<String> names) {
        return new GroupPlan(
                names, List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), -1, null, List.of(), List.of());
    }

    /** What was exposed when {@code rule}, one of this plan's, crossed. */
    Exposures exposuresOf(PlannedRule rule) {
        int people = rule.people();
        for (Exposures candidate : exposures) {
            if (candidate.timespanMillis() == rule.timespanMillis()
                    && (people == PlannedRule.NONE || candidate.people() == people)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no exposures over " + rule.timespanMillis() + " ms");
    }

    /** True if the rule looks at what is too old for all others. */
    boolean countsLate(PlannedRule rule) {
        return rule.measure() >= 0 && measures.get(rule.measure()).kind().countsLate();
    }

    boolean countsLate() {
        return measures.stream().anyMatch(measure -> measure.kind().countsLate());
    }

    DayPlan dayPlan(int measure) {
        for (DayPlan each : days) {
            if (each.measure() == measure) {
                return each;
            }
        }
        throw new IllegalArgumentException("measure " + measure + " does not look back on days");
    }

    long timespanMillisMax() {
        long longest = 0;
        for (Exposures each : exposures) {
            longest = Math.max(longest, each.timespanMillis());
        }
        return longest;
    }
}
