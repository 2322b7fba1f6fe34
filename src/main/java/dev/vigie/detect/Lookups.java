package dev.vigie.detect;

import dev.vigie.detect.GroupPlan.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sorts measures and rules by what has to have matched for them to matter. */
final class Lookups {
    private final List<List<Integer>> measures = new ArrayList<>();
    private final List<List<Integer>> rules = new ArrayList<>();
    private final List<List<Integer>> denseMeasures = new ArrayList<>();
    private final List<List<Integer>> denseRules = new ArrayList<>();

    Lookups(int baseCount) {
        for (int i = 0; i < baseCount; i++) {
            measures.add(new ArrayList<>(0));
            rules.add(new ArrayList<>(0));
        }
    }

    void addMeasure(int index, List<Trigger> triggers, int level) {
        add(index, triggers, level, measures, denseMeasures);
    }

    void addRule(int index, List<Trigger> triggers, int level) {
        add(index, triggers, level, rules, denseRules);
    }

    private static void add(
            int index, List<Trigger> triggers, int level, List<List<Integer>> sparse, List<List<Integer>> dense) {
        boolean anyBase = triggers.stream().anyMatch(trigger -> trigger.base() == Trigger.ANY);
        if (level == 0 && !anyBase) {
            triggers.stream()
                    .map(Trigger::base)
                    .distinct()
                    .forEach(base -> sparse.get(base).add(index));
        } else {
            while (dense.size() <= level) {
                dense.add(new ArrayList<>());
            }
            dense.get(level).add(index);
        }
    }

    List<Lookup> sparse() {
        return IntStream.range(0, measures.size())
                .mapToObj(i -> lookup(measures.get(i), rules.get(i)))
                .toList();
    }

    List<Lookup> dense() {
        int levels = Math.max(1, Math.max(denseMeasures.size(), denseRules.size()));
        return IntStream.range(0, levels)
                .mapToObj(i -> lookup(at(denseMeasures, i), at(denseRules, i)))
                .toList();
    }

    private static List<Integer> at(List<List<Integer>> lists, int index) {
        return index < lists.size() ? lists.get(index) : List.of();
    }

    private static Lookup lookup(List<Integer> measures, List<Integer> rules) {
        return measures.isEmpty() && rules.isEmpty() ? Lookup.NOTHING : new Lookup(ints(measures), ints(rules));
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
