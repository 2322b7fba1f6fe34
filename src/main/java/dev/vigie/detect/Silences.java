package dev.vigie.detect;

import dev.vigie.measure.Silence;
import dev.vigie.model.Alert;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says that a feed has fallen silent, whoever notices: somebody who waited for it, or the event that ends the silence.
 * Both say the same, an episode that opens at the minute in which the silence grew too long, since that follows from
 * what the feed said before; who waited has only said it earlier.
 */
final class Silences {

    private final List<GroupPlan> groups;
    /** By grouping the rules that look at silence. */
    private final int[][] rules;

    private final Episodes episodes;

    Silences(StagePlan plan, Episodes episodes) {
        this.groups = plan.groups();
        this.rules = groups.stream().map(Silences::rulesOf).toArray(int[][]::new);
        this.episodes = episodes;
    }

    private static int[] rulesOf(GroupPlan group) {
        return IntStream.range(0, group.rules().size())
                .filter(i -> {
                    PlannedRule rule = group.rules().get(i);
                    return rule.alerts()
                            && rule.measure() >= 0
                            && group.measures().get(rule.measure()).kind() == MeasureSpec.Kind.SILENCE;
                })
                .toArray();
    }

    /** True if some rule waits for groups of this grouping. */
    boolean concern(int grouping) {
        return rules[grouping].length > 0;
    }

    /** Judges the silence that an event at {@code timeMillis} ends, before anybody learns of the event. */
    void end(int grouping, Profile profile, long timeMillis, Profiles profiles, Consumer<Alert> alerts) {
        if (timeMillis > profile.clockMillis()) {
            for (int rule : rules[grouping]) {
                Silence silence = silence(grouping, rule, profile);
                if (silence != null) {
                    judge(groups.get(grouping), rule, profile, silence, timeMillis, profiles, alerts);
                }
            }
        }
    }

    /** Judges a silence that goes on: nothing had come when it should have been {@code nowMillis}. */
    void await(int grouping, Profile profile, long nowMillis, Profiles profiles, Consumer<Alert> alerts) {
        for (int rule : rules[grouping]) {
            Silence silence = silence(grouping, rule, profile);
            if (silence != null) {
                long untilMillis = silence.await(nowMillis);
                profile.markChanged(groups.get(grouping).rules().get(rule).measure());
                profiles.changed(profile);
                judge(groups.get(grouping), rule, profile, silence, untilMillis, profiles, alerts);
            }
        }
    }

    /** Until when the group was heard or waited for; {@link Silence#NEVER} where it is not known. */
    long heardMillis(int grouping, Profile profile) {
        long heardMillis = Silence.NEVER;
        for (int rule : rules[grouping]) {
            Silence silence = silence(grouping, rule, profile);
            heardMillis = silence == null ? heardMillis : Math.max(heardMillis, silence.heardMillis());
        }
        return heardMillis;
    }

    private @Nullable Silence silence(int grouping, int rule, Profile profile) {
        PlannedRule planned = groups.get(grouping).rules().get(rule);
        int daily = planned.condition().daily();
        return daily != PlannedRule.NONE && !profile.has(daily) ? null : (Silence) profile.measure(planned.measure());
    }

    private void judge(
            GroupPlan group,
            int rule,
            Profile profile,
            Silence silence,
            long untilMillis,
            Profiles profiles,
            Consumer<Alert> alerts) {
        PlannedRule planned = group.rules().get(rule);
        double missed = silence.missedMinutes(untilMillis);
        if (missed > 0 && planned.condition().holds(profile, missed, 0)) {
            long sinceMillis = silence.firstMinute(
                    untilMillis, at -> planned.condition().holds(profile, silence.missedMinutes(at), 0));
            episodes.silent(
                    group,
                    planned,
                    profile,
                    new Episodes.Quiet(silence.lastSeenMillis(), sinceMillis, untilMillis, missed),
                    profiles,
                    alerts);
        }
    }
}
