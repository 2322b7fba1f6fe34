package dev.vigie.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two rule sets say of the same: alerts of one group that follow from one another by overlap in time, from their
 * opening to their end, whichever set raised them. Mostly one of each, or one alone; where one set has one long alert
 * and the other two short ones within it, these are one case.
 *
 * @param before alerts of the old rules, by time
 * @param after alerts of the new rules, by time; at least one of either
 * @param differences in what the two differ; empty unless both have alerts
 */
public record Case(List<Raised> before, List<Raised> after, Set<Difference> differences) {

    public Case {
        before = List.copyOf(before);
        after = List.copyOf(after);
        differences = Set.copyOf(differences);
    }

    /** What becomes of it with the new rules. */
    public enum Fate {
        COMES,
        GOES,
        CHANGES,
        STAYS
    }

    /** In what the alerts of a case differ. Figures and sentences that follow from other limits are no difference. */
    public enum Difference {
        /** How many alerts it is. */
        ALERTS,
        /** Which rules crossed. */
        RULES,
        /** Which event opened the first, or when. */
        OPENING,
        /** How many people were exposed before the first. */
        PEOPLE,
        /** The highest level. */
        LEVEL
    }

    /** All cases of two sets' alerts, by the time of their opening. */
    static List<Case> of(List<Raised> before, List<Raised> after) {
        Map<Map<String, String>, List<Side>> byGroup = new HashMap<>();
        before.forEach(alert -> add(byGroup, new Side(alert, false)));
        after.forEach(alert -> add(byGroup, new Side(alert, true)));
        List<Case> cases = new ArrayList<>();
        for (List<Side> sides : byGroup.values()) {
            sides.sort(Comparator.<Side>comparingLong(side -> side.alert.openedAtMillis())
                    .thenComparing(side -> side.isNew));
            List<Side> one = new ArrayList<>();
            long endMillis = Long.MIN_VALUE;
            for (Side side : sides) {
                if (!one.isEmpty() && side.alert.openedAtMillis() > endMillis) {
                    cases.add(of(one));
                    one = new ArrayList<>();
                }
                one.add(side);
                endMillis = Math.max(endMillis, side.alert.closedAtMillis());
            }
            cases.add(of(one));
        }
        cases.sort(Comparator.<Case>comparingLong(each -> each.first().openedAtMillis())
                .thenComparing(each -> each.first().id()));
        return cases;
    }

    /** An alert, and which set's it is. */
    private record Side(Raised alert, boolean isNew) {}

    /** By what the group is made of and its values: an account and a source are never the same group. */
    private static void add(Map<Map<String, String>, List<Side>> byGroup, Side side) {
        Map<String, String> key = new HashMap<>(side.alert.group());
        key.put("", side.alert.groupKind());
        byGroup.computeIfAbsent(key, unseen -> new ArrayList<>()).add(side);
    }

    private static Case of(List<Side> sides) {
        List<Raised> before =
                sides.stream().filter(side -> !side.isNew).map(Side::alert).toList();
        List<Raised> after = sides.stream().filter(Side::isNew).map(Side::alert).toList();
        return new Case(before, after, differences(before, after));
    }

    private static Set<Difference> differences(List<Raised> before, List<Raised> after) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (before.isEmpty() || after.isEmpty()) {
            return differences;
        }
        Raised old = before.get(0);
        Raised fresh = after.get(0);
        addIf(differences, Difference.ALERTS, before.size() != after.size());
        addIf(differences, Difference.RULES, !rules(before).equals(rules(after)));
        addIf(
                differences,
                Difference.OPENING,
                old.openedAtMillis() != fresh.openedAtMillis()
                        || !old.openingEvent().equals(fresh.openingEvent()));
        addIf(differences, Difference.PEOPLE, old.exposedBefore() != fresh.exposedBefore());
        addIf(differences, Difference.LEVEL, !highest(before).equals(highest(after)));
        return differences;
    }

    private static void addIf(Set<Difference> differences, Difference difference, boolean differs) {
        if (differs) {
            differences.add(difference);
        }
    }

    private static String highest(List<Raised> alerts) {
        return alerts.stream()
                .map(Raised::level)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .name();
    }

    private static Set<String> rules(List<Raised> alerts) {
        Set<String> rules = new HashSet<>();
        alerts.forEach(alert -> rules.addAll(alert.rules()));
        return rules;
    }

    public Fate fate() {
        return before.isEmpty()
                ? Fate.COMES
                : after.isEmpty() ? Fate.GOES : differences.isEmpty() ? Fate.STAYS : Fate.CHANGES;
    }

    /** The alert that speaks for the case: the new rules' first, where they have one. */
    public Raised first() {
        return after.isEmpty() ? before.get(0) : after.get(0);
    }

    /** The ids of the rules that crossed by either set. */
    Set<String> rules() {
        Set<String> rules = rules(before);
        rules.addAll(rules(after));
        return rules;
    }
}
