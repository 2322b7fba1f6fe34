package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.CorrelationRule.Input;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.VigieMeasure;
import dev.vigie.rule.VigieMeasure.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The measures that Sigma lacks as slowly and obviously as can be: all events are kept, and at each all of its groups'
 * are gone through anew, in the order in which they came. For rules with one input, grouped by fields of one value.
 */
final class VigieReference {

    private final RuleSet rules;
    private final long longestMillis;
    private final List<Arrival> arrivals = new ArrayList<>();
    /** By {@link #key} of each rule and group. */
    private final Map<String, List<Arrival>> byGroup = new HashMap<>();

    VigieReference(RuleSet rules) {
        this.rules = rules;
        this.longestMillis = rules.correlations().stream()
                .mapToLong(CorrelationRule::timespanMillis)
                .reduce(PlannedRule.QUIET_MILLIS, Math::max);
    }

    /**
     * An event that was no repetition.
     *
     * @param timeMillis when it counts
     * @param accountMillis its account's clock then
     * @param late too old for every rule
     */
    record Arrival(AccessEvent event, long timeMillis, long accountMillis, boolean late, boolean reused) {}

    /** What rules say at {@code event}, by {@link #key}: of every rule that is asked. */
    Map<String, Double> add(AccessEvent event) {
        Map<String, Double> values = new TreeMap<>();
        Arrival now = arrive(event);
        if (now != null) {
            for (CorrelationRule rule : rules.correlations()) {
                Group group = group(rule, event);
                if (group != null) {
                    String key = key(rule.meta().name(), group);
                    List<Arrival> its = byGroup.computeIfAbsent(key, unseen -> new ArrayList<>());
                    its.add(now);
                    if (concerns(rule, now)) {
                        values.put(key, value(rule, group, its));
                    }
                }
            }
        }
        return values;
    }

    static String key(@Nullable String rule, Group group) {
        return rule + " " + group;
    }

    /** Null for a repetition. */
    @Nullable
    Arrival arrive(AccessEvent event) {
        long timeMillis = Histories.timeMillis(event);
        long clockMillis = timeMillis;
        boolean reused = false;
        for (Arrival before : arrivals) {
            if (account(before.event()).equals(account(event))) {
                boolean sameId = before.event().id().equals(event.id());
                if (sameId && content(before.event()).equals(content(event))) {
                    return null;
                }
                reused |= sameId;
                clockMillis = Math.max(clockMillis, before.accountMillis());
            }
        }
        boolean late = timeMillis <= clockMillis - longestMillis;
        Arrival now = new Arrival(event, timeMillis, clockMillis, late, reused);
        arrivals.add(now);
        return now;
    }

    private static List<String> account(AccessEvent event) {
        return List.of(event.operator(), event.account());
    }

    private static AccessEvent content(AccessEvent event) {
        return Histories.ingested(event, AccessEvent.UNKNOWN);
    }

    /**
     * True if the rule is asked about the event: it matches, and is not too old for all but those who look for that.
     */
    static boolean concerns(CorrelationRule rule, Arrival now) {
        VigieMeasure measure = rule.measure();
        boolean countsLate = measure != null && (measure.kind() == Kind.BACKDATED || measure.kind() == Kind.REUSED_ID);
        return matches(rule, now.event()) && (!now.late() || countsLate);
    }

    private static boolean matches(CorrelationRule rule, AccessEvent event) {
        return rule.inputs().get(0).selection().matches(event);
    }

    static @Nullable Group group(CorrelationRule rule, AccessEvent event) {
        Input input = rule.inputs().get(0);
        List<String> values = new ArrayList<>();
        for (Field field : input.groupBy()) {
            String value = field.text(event);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new Group(rule.groupNames(), values);
    }

    /** The group's clock after the event, or {@code clockMillis} where the event does not reach the group. */
    static long clock(CorrelationRule rule, Group group, Arrival each, long clockMillis) {
        if (group.isWithinAccount()) {
            return Math.max(clockMillis, each.late() ? each.accountMillis() : each.timeMillis());
        }
        boolean reaches = !each.late() && (Exposure.of(each.event()) != null || matches(rule, each.event()));
        return reaches ? Math.max(clockMillis, each.timeMillis()) : clockMillis;
    }

    private double value(CorrelationRule rule, Group group, List<Arrival> its) {
        Tally tally = Tally.of(rule, rules.sensitivity());
        long clockMillis = Long.MIN_VALUE;
        for (Arrival each : its) {
            clockMillis = clock(rule, group, each, clockMillis);
            if (concerns(rule, each)) {
                tally.add(each, clockMillis);
            }
        }
        return tally.value(clockMillis);
    }
}
