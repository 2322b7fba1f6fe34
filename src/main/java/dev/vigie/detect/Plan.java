package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.Selection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule set compiled for running: each selection is evaluated once per event, each measure kept once per group,
 * whatever the number of rules that use it. Immutable; shared by threads.
 */
public final class Plan {

    private final List<Selection> selections = new ArrayList<>();
    private final List<GroupPlan> groups;
    private final String rulesHash;
    private final long timespanMillisMax;

    public Plan(RuleSet rules) {
        Map<List<Field>, GroupPlan.Builder> builders = new LinkedHashMap<>();
        GroupPlan.Builder accounts = new GroupPlan.Builder(Group.ACCOUNT, this::indexOf);
        builders.put(Group.ACCOUNT, accounts);
        for (DetectionRule rule : rules.detections()) {
            if (rule.alerts()) {
                accounts.add(rule.meta(), rule.selection());
            }
        }
        for (CorrelationRule rule : rules.correlations()) {
            builders.computeIfAbsent(rule.groupBy(), fields -> new GroupPlan.Builder(fields, this::indexOf))
                    .add(rule, AnyOf.of(rule.rules()));
        }
        this.groups = builders.values().stream().map(GroupPlan.Builder::build).toList();
        this.rulesHash = rules.hash();
        this.timespanMillisMax =
                groups.stream().mapToLong(GroupPlan::timespanMillisMax).max().orElse(0);
    }

    private int indexOf(Selection selection) {
        int known = selections.indexOf(selection);
        if (known >= 0) {
            return known;
        }
        selections.add(selection);
        return selections.size() - 1;
    }

    /**
     * One answer for each distinct selection, by index, into {@code matched}, which must have {@link #selectionCount()}
     * places.
     */
    void match(AccessEvent event, boolean[] matched) {
        for (int i = 0; i < selections.size(); i++) {
            matched[i] = selections.get(i).matches(event);
        }
    }

    int selectionCount() {
        return selections.size();
    }

    /** The groupings, the account's first. */
    List<GroupPlan> groups() {
        return groups;
    }

    /** The grouping whose groups consist of {@code fields}; one without measures where no rule uses it. */
    GroupPlan groupPlan(List<Field> fields) {
        for (GroupPlan group : groups) {
            if (group.fields().equals(fields)) {
                return group;
            }
        }
        return new GroupPlan(fields, List.of(), List.of(), List.of());
    }

    /** Hash of the rule files that this was compiled from, hexadecimal. */
    public String rulesHash() {
        return rulesHash;
    }

    /**
     * The longest timespan of any rule, 0 without rules: an event further behind its account's clock is late for all of
     * them.
     */
    public long timespanMillisMax() {
        return timespanMillisMax;
    }

    /** Events that any of several rules selects, as a correlation over them adds them up. */
    private record AnyOf(List<Selection> alternatives) implements Selection {

        static Selection of(List<DetectionRule> rules) {
            List<Selection> selections =
                    rules.stream().map(DetectionRule::selection).distinct().toList();
            return selections.size() == 1 ? selections.get(0) : new AnyOf(selections);
        }

        @Override
        public Set<Field> fields() {
            Set<Field> fields = EnumSet.noneOf(Field.class);
            alternatives.forEach(selection -> fields.addAll(selection.fields()));
            return fields;
        }

        @Override
        public String toString() {
            return String.join(
                    " | ", alternatives.stream().map(Selection::toString).toList());
        }

        @Override
        public boolean matches(AccessEvent event) {
            for (int i = 0; i < alternatives.size(); i++) {
                if (alternatives.get(i).matches(event)) {
                    return true;
                }
            }
            return false;
        }
    }
}
