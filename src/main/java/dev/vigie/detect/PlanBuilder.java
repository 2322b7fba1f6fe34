package dev.vigie.detect;

import dev.vigie.detect.GroupPlanBuilder.TriggerSource;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.CorrelationRule.Input;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles a rule set: finds what rules have in common, and sorts them into the two stages. Groups within an account
 * are served by the stage that sees events; groups above it by the stage that sees contributions, to which the first
 * stage raises signals.
 */
final class PlanBuilder {

    private static final List<Field> ACCOUNT_FIELDS = List.of(Field.OPERATOR, Field.ACCOUNT);

    private final Map<String, Integer> selectionByText = new HashMap<>();
    private final List<Selection> selections = new ArrayList<>();
    private final Map<String, Integer> signalByKey = new HashMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private final Map<List<String>, GroupPlanBuilder> accountGroups = new LinkedHashMap<>();
    private final Map<List<String>, GroupPlanBuilder> widerGroups = new LinkedHashMap<>();
    private final Map<String, Integer> accountOutcomes = new HashMap<>();
    private final Map<String, Integer> widerOutcomes = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    PlanBuilder(RuleSet rules) {
        GroupPlanBuilder accounts = new GroupPlanBuilder(Group.ACCOUNT, new AccountTriggers());
        accounts.keying(ACCOUNT_FIELDS);
        accountGroups.put(Group.ACCOUNT, accounts);
        rules.correlations().forEach(this::prepare);
        for (DetectionRule rule : rules.detections()) {
            if (rule.alerts()) {
                accounts.add(rule, ACCOUNT_FIELDS);
            }
        }
        for (CorrelationRule rule : rules.correlations()) {
            builder(rule).add(rule);
        }
    }

    private GroupPlanBuilder builder(CorrelationRule rule) {
        return isAccountRule(rule)
                ? accountGroups.computeIfAbsent(
                        rule.groupNames(), names -> new GroupPlanBuilder(names, new AccountTriggers()))
                : widerGroups.computeIfAbsent(
                        rule.groupNames(),
                        names -> new GroupPlanBuilder(names, new WiderTriggers(widerGroups.size(), names)));
    }

    /** Makes the rule's grouping and keyings known, and gives what others refer to an outcome. */
    private void prepare(CorrelationRule rule) {
        boolean account = isAccountRule(rule);
        GroupPlanBuilder builder = builder(rule);
        int level = 0;
        List<String> inputKeys = new ArrayList<>();
        for (Input input : rule.inputs()) {
            builder.keying(input.groupBy());
            inputKeys.add(keyOf(input) + input.groupBy());
            if (input.rule() instanceof CorrelationRule other) {
                String id = other.meta().id();
                Map<String, Integer> outcomes = isAccountRule(other) ? accountOutcomes : widerOutcomes;
                outcomes.putIfAbsent(id, outcomes.size());
                if (account == isAccountRule(other)) {
                    level = Math.max(level, 1 + levels.getOrDefault(id, 0));
                }
            }
        }
        levels.put(rule.meta().id(), level);
        keys.put(
                rule.meta().id(),
                "correlation(" + rule.type() + rule.valueFields() + rule.percentile() + rule.timespanMillis()
                        + rule.limits() + rule.measure() + rule.rarity() + rule.groupNames() + inputKeys + ")");
    }

    private static boolean isAccountRule(CorrelationRule rule) {
        return Group.isWithinAccount(rule.groupNames());
    }

    private int selection(Selection selection) {
        Integer known = selectionByText.putIfAbsent(selection.toString(), selections.size());
        if (known != null) {
            return known;
        }
        selections.add(selection);
        return selections.size() - 1;
    }

    /** The index of what of the input's selection must match: none where a correlation's every match counts. */
    private int baseOf(Input input) {
        return input.rule() instanceof CorrelationRule && input.selection().isEverything()
                ? Trigger.ANY
                : selection(input.selection());
    }

    private String keyOf(Input input) {
        Rule rule = input.rule();
        String selected = input.selection().toString();
        return rule instanceof CorrelationRule
                ? keys.getOrDefault(rule.meta().id(), "") + " and " + selected
                : selected;
    }

    private int signal(int grouping, Trigger source, String key) {
        String full = grouping + "|" + source.keying() + "|" + key;
        Integer known = signalByKey.putIfAbsent(full, signals.size());
        if (known != null) {
            return known;
        }
        signals.add(new Signal(grouping, source, MeasureSpec.stableHash(key)));
        return signals.size() - 1;
    }

    List<Selection> selections() {
        return selections;
    }

    List<Signal> signals() {
        return signals;
    }

    /** The second stage. To be called first: what it wants to know are selections of the first. */
    StagePlan widerStage() {
        widerGroups.values().forEach(GroupPlanBuilder::addExposures);
        return stage(widerGroups, signals.size(), widerOutcomes.size());
    }

    StagePlan accountStage() {
        accountGroups.values().forEach(GroupPlanBuilder::addExposures);
        return stage(accountGroups, selections.size(), accountOutcomes.size());
    }

    private static StagePlan stage(Map<List<String>, GroupPlanBuilder> builders, int bases, int outcomes) {
        return new StagePlan(
                builders.values().stream().map(builder -> builder.build(bases)).toList(), bases, outcomes);
    }

    /** Triggers of groups within an account. */
    private final class AccountTriggers implements TriggerSource {

        @Override
        public Trigger ofInput(Input input, int keying) {
            int outcome = input.rule() instanceof CorrelationRule other
                    ? accountOutcomes.getOrDefault(other.meta().id(), Trigger.ANY)
                    : Trigger.ANY;
            return new Trigger(baseOf(input), outcome, keying);
        }

        @Override
        public Trigger ofExposure(Exposure exposure, int keying) {
            return new Trigger(selection(exposure), Trigger.ANY, keying);
        }

        @Override
        public String keyOf(Input input) {
            return PlanBuilder.this.keyOf(input);
        }

        @Override
        public int levelOf(CorrelationRule rule) {
            return levels.getOrDefault(rule.meta().id(), 0);
        }

        @Override
        public int outcomeOf(CorrelationRule rule) {
            return accountOutcomes.getOrDefault(rule.meta().id(), PlannedRule.NONE);
        }
    }

    /** Triggers of the groups above: signals, and correlations of the same grouping. */
    private final class WiderTriggers implements TriggerSource {
        private final int grouping;
        private final List<String> names;

        WiderTriggers(int grouping, List<String> names) {
            this.grouping = grouping;
            this.names = names;
        }

        /** Aliases of one name may stand for other fields in another rule: what they find are not the same groups. */
        private String key(Input input, String selected) {
            List<String> fields = input.groupBy().stream().map(Field::fieldName).toList();
            return fields.equals(names) ? selected : selected + " @" + fields;
        }

        @Override
        public Trigger ofInput(Input input, int keying) {
            if (input.rule() instanceof CorrelationRule other && !isAccountRule(other)) {
                int outcome = widerOutcomes.getOrDefault(other.meta().id(), Trigger.ANY);
                int base = baseOf(input);
                Trigger selected = new Trigger(base, Trigger.ANY, keying);
                int signal = base == Trigger.ANY
                        ? Trigger.ANY
                        : signal(
                                grouping, selected, key(input, input.selection().toString()));
                return new Trigger(signal, outcome, 0);
            }
            int outcome = input.rule() instanceof CorrelationRule other
                    ? accountOutcomes.getOrDefault(other.meta().id(), Trigger.ANY)
                    : Trigger.ANY;
            Trigger raised = new Trigger(baseOf(input), outcome, keying);
            return new Trigger(signal(grouping, raised, key(input, PlanBuilder.this.keyOf(input))), Trigger.ANY, 0);
        }

        @Override
        public Trigger ofExposure(Exposure exposure, int keying) {
            Trigger raised = new Trigger(selection(exposure), Trigger.ANY, keying);
            return new Trigger(signal(grouping, raised, exposure.name()), Trigger.ANY, 0);
        }

        @Override
        public String keyOf(Input input) {
            return PlanBuilder.this.keyOf(input);
        }

        @Override
        public int levelOf(CorrelationRule rule) {
            return levels.getOrDefault(rule.meta().id(), 0);
        }

        @Override
        public int outcomeOf(CorrelationRule rule) {
            return widerOutcomes.getOrDefault(rule.meta().id(), PlannedRule.NONE);
        }
    }
}
