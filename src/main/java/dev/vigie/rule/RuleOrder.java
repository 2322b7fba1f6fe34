package dev.vigie.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which correlations can be put together: each after those that it refers to (Kahn, "Topological sorting
 * of large networks", 1962), in time linear in the references.
 *
 * @param depths in that order, each rule's number of steps down to detection rules, from 1; without the rules that
 *     belong to a circle or refer to one
 * @param circles rules that refer to each other in a circle, each beginning with the one that was read first
 */
record RuleOrder(Map<String, Integer> depths, List<List<String>> circles) {

    /** @param references by rule, in the order read, the rules that it refers to; all of them keys too */
    static RuleOrder of(Map<String, Set<String>> references) {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> dependents = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        references.forEach((rule, targets) -> {
            open.put(rule, targets.size());
            targets.forEach(target ->
                    dependents.computeIfAbsent(target, t -> new ArrayList<>()).add(rule));
            if (targets.isEmpty()) {
                ready.add(rule);
            }
        });
        Map<String, Integer> depths = new LinkedHashMap<>();
        for (String rule = ready.poll(); rule != null; rule = ready.poll()) {
            int deepest = 0;
            for (String target : references.getOrDefault(rule, Set.of())) {
                deepest = Math.max(deepest, depths.getOrDefault(target, 0));
            }
            depths.put(rule, deepest + 1);
            for (String dependent : dependents.getOrDefault(rule, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        return new RuleOrder(depths, circles(references, depths.keySet()));
    }

    /** What is not placed refers to something that is not placed; whoever follows that walks into a circle. */
    private static List<List<String>> circles(Map<String, Set<String>> references, Set<String> placed) {
        List<String> read = List.copyOf(references.keySet());
        Map<String, Integer> places = new HashMap<>();
        read.forEach(rule -> places.put(rule, places.size()));
        List<List<String>> circles = new ArrayList<>();
        Set<String> walked = new HashSet<>(placed);
        for (String start : read) {
            Set<String> path = new LinkedHashSet<>();
            String rule = start;
            while (walked.add(rule)) {
                path.add(rule);
                rule = references.getOrDefault(rule, Set.of()).stream()
                        .filter(target -> !placed.contains(target))
                        .findFirst()
                        .orElseThrow();
            }
            if (path.contains(rule)) {
                List<String> all = List.copyOf(path);
                List<String> circle = new ArrayList<>(all.subList(all.indexOf(rule), all.size()));
                String first = Collections.min(circle, Comparator.comparing(places::get));
                Collections.rotate(circle, -circle.indexOf(first));
                circles.add(List.copyOf(circle));
            }
        }
        return circles;
    }
}
