package dev.vigie.detect;

import dev.vigie.measure.Sliding;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the rules of one stage whether they hold at the occurrence at hand. Used by one thread. */
final class Questions {

    private final GroupPlan[] groups;
    private final PlannedRule[][] rules;
    /** For each grouping's rules whether what is below a value at which it does not hold need not be asked. */
    private final boolean[][] rises;

    private final Days days;
    private final @Nullable Judgements judgements;
    private final boolean[] held;
    private boolean anyHeld;

    Questions(StagePlan plan, Days days, @Nullable Judgements judgements) {
        this.groups = plan.groups().toArray(GroupPlan[]::new);
        this.days = days;
        this.judgements = judgements;
        this.held = new boolean[plan.outcomeCount()];
        this.rules = new PlannedRule[groups.length][];
        this.rises = new boolean[groups.length][];
        for (int i = 0; i < groups.length; i++) {
            rules[i] = groups[i].rules().toArray(PlannedRule[]::new);
            rises[i] = rises(groups[i].rules());
        }
    }

    private static boolean[] rises(List<PlannedRule> rules) {
        boolean[] rises = new boolean[rules.size()];
        for (int i = 0; i < rises.length; i++) {
            rises[i] = rules.get(i).condition().rises() && !rules.get(i).isOfEvent();
        }
        return rises;
    }

    /** Forgets the last occurrence. */
    void begin() {
        if (anyHeld) {
            Arrays.fill(held, false);
            anyHeld = false;
        }
    }

    /** Whether correlations that others refer to hold, by outcome: those that were asked so far. */
    boolean[] held() {
        return held;
    }

    /**
     * Asks one rule of the group that is visited; if it holds, the visit learns of it.
     *
     * @param late true if the occurrence is too old for every window
     */
    void ask(Visit visit, int index, boolean late) {
        GroupPlan group = groups[visit.grouping];
        PlannedRule rule = rules[visit.grouping][index];
        if (late && !group.countsLate(rule)) {
            return;
        }
        visit.asked |= rule.alerts();
        double value = 1;
        double error = 0;
        if (rule.condition() instanceof Joint joint) {
            value = joint.valueOf(group, visit, days);
        } else if (rule.looksAt(visit.figures)) {
            value = visit.figures.value(rule.measure());
            error = visit.figures.error(rule.measure());
        } else if (!rule.isOfEvent()) {
            Sliding measure = visit.profile.measure(rule.measure());
            if (measure == null && !group.countsLate(rule)) {
                return;
            }
            value = measure == null ? 0 : rule.read(measure); // see grow
            error = measure == null ? 0 : rule.errorOf(measure);
        }
        if (judgements == null && error == 0 && visit.profile.quiet().covers(index, value)) {
            return;
        }
        boolean daily = rule.condition().daily() != PlannedRule.NONE;
        if (daily && Double.isNaN(value)) {
            return; // nothing is learnt of no figure
        }
        if (daily) {
            days.see(value, group, visit.profile, rule.condition().daily());
        }
        boolean holds = rule.condition().holds(visit.profile, value, error) && rule.isWatchedLongEnough(visit.profile);
        if (judgements != null && !rule.isOfEvent()) {
            judgements.judged(rule.meta(), visit.profile.group(), value, error, holds);
        }
        if (!holds) {
            if (error == 0 && rises[visit.grouping][index]) {
                visit.profile.quiet().raise(index, value);
            }
            return;
        }
        if (rule.outcome() != PlannedRule.NONE) {
            held[rule.outcome()] = true;
            anyHeld = true;
        }
        if (rule.alerts()) {
            visit.held.add(index, value, error);
        }
    }
}
