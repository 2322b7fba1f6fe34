package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Subject;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.CorrelationRule.Input;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Correlations as slowly and obviously as can be: all events are kept, and each is looked at again for every rule. */
final class CorrelationReference {

    private final RuleSet rules;
    private final List<AccessEvent> events = new ArrayList<>();
    /** For each correlation the events at which it held, by the group for which it did. */
    private final Map<String, Map<Integer, Set<Group>>> matches = new HashMap<>();

    private final Map<String, Double> highest = new TreeMap<>();

    CorrelationReference(RuleSet rules) {
        this.rules = rules;
    }

    Map<String, Double> highest() {
        return highest;
    }

    void add(AccessEvent event) {
        events.add(event);
        int now = events.size() - 1;
        for (CorrelationRule rule : rules.correlations()) {
            Set<Group> asked = new LinkedHashSet<>();
            for (Input input : rule.inputs()) {
                for (Group group : groups(rule, input, event)) {
                    if (fires(rule, input, now, group)) {
                        asked.add(group);
                    }
                }
            }
            for (Group group : asked) {
                judge(rule, group, now);
            }
        }
    }

    private void judge(CorrelationRule rule, Group group, int now) {
        long clockMillis = clock(rule, group, true);
        double value = value(rule, group, clockMillis);
        boolean fills = rule.limits().stream().allMatch(limit -> switch (limit.operator()) {
            case LT, LTE, NEQ -> true;
            case GT, GTE, EQ -> false;
        });
        boolean watched = !fills || clockMillis - clock(rule, group, false) >= rule.timespanMillis();
        if (!Double.isNaN(value) && watched && rule.limits().stream().allMatch(limit -> limit.holds(value))) {
            matches.computeIfAbsent(rule.meta().id(), id -> new HashMap<>())
                    .computeIfAbsent(now, index -> new HashSet<>())
                    .add(group);
            highest.merge(rule.meta().id() + " " + new TreeMap<>(group.valuesByName()), value, Math::max);
        }
    }

    private boolean fires(CorrelationRule rule, Input input, int index, Group group) {
        if (input.rule() instanceof DetectionRule) {
            return input.selection().matches(events.get(index));
        }
        CorrelationRule other = (CorrelationRule) input.rule();
        Set<Group> held = matches.getOrDefault(other.meta().id(), Map.of()).getOrDefault(index, Set.of());
        boolean sameAbove = !group.isWithinAccount() && other.groupNames().equals(rule.groupNames());
        return (sameAbove ? held.contains(group) : !held.isEmpty())
                && input.selection().matches(events.get(index));
    }

    /** The latest, or the earliest, time of anything that reached the group. */
    private long clock(CorrelationRule rule, Group group, boolean latest) {
        return events.stream()
                .filter(event -> reaches(rule, group, event))
                .mapToLong(AccessEvent::timeMillis)
                .reduce(latest ? Math::max : Math::min)
                .orElseThrow();
    }

    /** Groups within an account see all of its events; groups above see what exposes or concerns one of their rules. */
    private boolean reaches(CorrelationRule rule, Group group, AccessEvent event) {
        for (CorrelationRule each : rules.correlations()) {
            if (each.groupNames().equals(rule.groupNames())) {
                for (Input input : each.inputs()) {
                    if (groups(each, input, event).contains(group)
                            && (group.isWithinAccount()
                                    || Exposure.of(event) != null
                                    || fires(each, input, events.indexOf(event), group))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Collection<Group> groups(CorrelationRule rule, Input input, AccessEvent event) {
        List<List<String>> keys = new ArrayList<>();
        keys.add(List.of());
        for (Field field : input.groupBy()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> key : keys) {
                for (String value : values(field, event)) {
                    List<String> next = new ArrayList<>(key);
                    next.add(field == Field.SUBJECT ? hashed(value) : value);
                    longer.add(next);
                }
            }
            keys = longer;
        }
        Set<Group> groups = new LinkedHashSet<>();
        keys.forEach(key -> groups.add(new Group(rule.groupNames(), key)));
        return groups;
    }

    private static String hashed(String subject) {
        return new SubjectHash(null, new KeyedHash(1, 2)).of(subject);
    }

    private static List<String> values(Field field, AccessEvent event) {
        return switch (field.kind()) {
            case TEXT -> field.text(event) == null ? List.of() : List.of(String.valueOf(field.text(event)));
            case NUMBER -> field.number(event) == AccessEvent.UNKNOWN ? List.of() : List.of("" + field.number(event));
            case TEXTS ->
                field == Field.SUBJECT
                        ? event.subjects().stream().map(Subject::id).toList()
                        : event.fields();
        };
    }

    private double value(CorrelationRule rule, Group group, long clockMillis) {
        List<List<Integer>> byInput = new ArrayList<>();
        Set<Integer> any = new LinkedHashSet<>();
        for (Input input : rule.inputs()) {
            List<Integer> fired = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                long timeMillis = events.get(i).timeMillis();
                if (timeMillis > clockMillis - rule.timespanMillis()
                        && groups(rule, input, events.get(i)).contains(group)
                        && fires(rule, input, i, group)) {
                    fired.add(i);
                }
            }
            byInput.add(fired);
            any.addAll(fired);
        }
        return switch (rule.type()) {
            case EVENT_COUNT -> any.size();
            case VALUE_COUNT -> combinations(rule, any).size();
            case VALUE_SUM ->
                numbers(rule, any).stream().mapToLong(Long::longValue).sum();
            case VALUE_AVG ->
                numbers(rule, any).stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
            case VALUE_PERCENTILE -> percentile(rule, numbers(rule, any));
            case TEMPORAL -> byInput.stream().filter(fired -> !fired.isEmpty()).count();
            case TEMPORAL_ORDERED -> steps(byInput, 0, Long.MIN_VALUE, new HashSet<>());
        };
    }

    private Set<List<String>> combinations(CorrelationRule rule, Set<Integer> indexes) {
        Set<List<String>> distinct = new HashSet<>();
        for (int index : indexes) {
            List<List<String>> combinations = new ArrayList<>();
            combinations.add(List.of());
            for (Field field : rule.valueFields()) {
                List<List<String>> longer = new ArrayList<>();
                for (List<String> key : combinations) {
                    for (String value : values(field, events.get(index))) {
                        List<String> next = new ArrayList<>(key);
                        next.add(value);
                        longer.add(next);
                    }
                }
                combinations = longer;
            }
            distinct.addAll(combinations);
        }
        return distinct;
    }

    private List<Long> numbers(CorrelationRule rule, Set<Integer> indexes) {
        return indexes.stream()
                .map(index -> rule.valueFields().get(0).number(events.get(index)))
                .filter(number -> number != AccessEvent.UNKNOWN)
                .sorted()
                .toList();
    }

    private static double percentile(CorrelationRule rule, List<Long> sorted) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(rule.percentile() / 100 * sorted.size()) - 1);
    }

    /**
     * The most steps, from {@code step} on, that distinct events of rising or equal times can take: every way tried.
     */
    private int steps(List<List<Integer>> byInput, int step, long afterMillis, Set<Integer> used) {
        if (step == byInput.size()) {
            return 0;
        }
        int most = 0;
        for (int index : byInput.get(step)) {
            if (events.get(index).timeMillis() >= afterMillis && used.add(index)) {
                most = Math.max(
                        most, 1 + steps(byInput, step + 1, events.get(index).timeMillis(), used));
                used.remove(index);
            }
        }
        return most;
    }
}
