package dev.vigie.detect;

import dev.vigie.model.Field;
import dev.vigie.model.Sensitivity;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SelectionIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A rule set compiled for running: each selection is evaluated once per event, each measure kept once per group,
 * whatever the number of rules that use it. Immutable; shared by threads.
 */
public final class Plan {

    private final RuleSet rules;
    private final SelectionIndex selections;
    private final StagePlan accountStage;
    private final StagePlan widerStage;
    private final List<Signal> signals;
    /** For each selection the signals that it may raise, and at last those that need none. */
    private final int[][] signalsBySelection;

    private final Map<Long, int[]> signalsById = new HashMap<>();
    private final Map<List<String>, GroupPlan> groups = new HashMap<>();
    private final Sensitivity sensitivity;
    private final String rulesHash;
    private final long timespanMillisMax;
    private final boolean countsLate;

    public Plan(RuleSet rules) {
        this.rules = rules;
        PlanBuilder builder = new PlanBuilder(rules);
        this.widerStage = builder.widerStage();
        this.accountStage = builder.accountStage();
        this.selections = new SelectionIndex(builder.selections());
        this.signals = List.copyOf(builder.signals());
        this.signalsBySelection = signalsBySelection();
        for (int i = 0; i < signals.size(); i++) {
            int signal = i;
            signalsById.merge(
                    signals.get(i).id(),
                    new int[] {i},
                    (known, one) -> IntStream.concat(IntStream.of(known), IntStream.of(signal))
                            .toArray());
        }
        accountStage.groups().forEach(group -> groups.put(group.names(), group));
        widerStage.groups().forEach(group -> groups.put(group.names(), group));
        this.sensitivity = rules.sensitivity();
        this.rulesHash = rules.hash();
        this.timespanMillisMax = groups.values().stream()
                .mapToLong(GroupPlan::timespanMillisMax)
                .max()
                .orElse(0);
        this.countsLate = accountStage.groups().stream().anyMatch(GroupPlan::countsLate);
    }

    private int[][] signalsBySelection() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i <= selections.size(); i++) {
            lists.add(new ArrayList<>(0));
        }
        for (int i = 0; i < signals.size(); i++) {
            int base = signals.get(i).source().base();
            lists.get(base == Trigger.ANY ? selections.size() : base).add(i);
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    SelectionIndex selections() {
        return selections;
    }

    /** What this was compiled from. */
    public RuleSet rules() {
        return rules;
    }

    /** What is done with events, for groups within an account; the account's own grouping first. */
    StagePlan accountStage() {
        return accountStage;
    }

    /** What is done with contributions, for the groups above. */
    StagePlan widerStage() {
        return widerStage;
    }

    /** True if some rule's groups take in several accounts. */
    public boolean hasWiderGroups() {
        return !widerStage.groups().isEmpty();
    }

    /** How many figures of an account's day, and of its other groups', peers may be told, at most. */
    public int reportsOfDay() {
        return accountStage.groups().stream()
                .mapToInt(group -> group.days().size())
                .sum();
    }

    /** True if some rule counts just what is too old for all others. */
    boolean countsLate() {
        return countsLate;
    }

    Signal signal(int index) {
        return signals.get(index);
    }

    /** The ids of a grouping's signals, rising, each once. */
    long[] signalIds(int grouping) {
        return signals.stream()
                .filter(signal -> signal.grouping() == grouping)
                .mapToLong(Signal::id)
                .sorted()
                .distinct()
                .toArray();
    }

    /** By signal its place in {@link #signalIds}. */
    int[] signalPlaces() {
        long[][] ids = IntStream.range(0, widerStage.groups().size())
                .mapToObj(this::signalIds)
                .toArray(long[][]::new);
        return signals.stream()
                .mapToInt(signal -> Arrays.binarySearch(ids[signal.grouping()], signal.id()))
                .toArray();
    }

    /** The signals that a match of the selection may raise. */
    int[] signalsOf(int selection) {
        return signalsBySelection[selection];
    }

    /** The signals that need no selection to match. */
    int[] signalsOfAny() {
        return signalsBySelection[selections.size()];
    }

    /**
     * The index of the signal that a contribution to {@code grouping} names, or -1 where no rule asks for it any more.
     */
    int signalWithId(int grouping, long id) {
        for (int index : signalsById.getOrDefault(id, new int[0])) {
            if (signals.get(index).grouping() == grouping) {
                return index;
            }
        }
        return -1;
    }

    /**
     * True if there are groups above the account that are named after this field alone, and each has the events with
     * its own value of it and no others: what was the last such event was its last.
     */
    public boolean groupsBy(Field field) {
        int grouping = widerGrouping(List.of(field.fieldName()));
        return grouping >= 0
                && widerStage.groups().get(grouping).keyings().stream()
                        .allMatch(keying -> keying.fields().equals(List.of(field)));
    }

    /** Index of the grouping among those above the account, or -1 where no rule uses it any more. */
    int widerGrouping(List<String> names) {
        for (int i = 0; i < widerStage.groups().size(); i++) {
            if (areEqual(widerStage.groups().get(i).names(), names)) {
                return i;
            }
        }
        return -1;
    }

    /** Asked for every contribution: lists compare themselves by two iterators. */
    private static boolean areEqual(List<String> some, List<String> others) {
        boolean equal = some.size() == others.size();
        for (int i = 0; equal && i < some.size(); i++) {
            equal = some.get(i).equals(others.get(i));
        }
        return equal;
    }

    /** What of an event the grouping's measures take in. */
    static Set<Facet> facetsOf(GroupPlan group) {
        Set<Facet> facets = new LinkedHashSet<>();
        facets.add(Facet.of(Field.SUBJECT));
        facets.add(Facet.of(Field.RECORD_COUNT));
        group.measures().forEach(measure -> facets.addAll(measure.facets()));
        return facets;
    }

    /** The grouping with these names; one without measures where no rule uses it. */
    GroupPlan groupPlan(List<String> names) {
        GroupPlan known = groups.get(names);
        return known == null ? GroupPlan.unused(names) : known;
    }

    /** What each data field tells of a person. */
    Sensitivity sensitivity() {
        return sensitivity;
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
}
