package dev.vigie.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link ShareEvidence} of a group without peers and pauses, from the list of all people of each run, by products. */
final class ShareReference {

    private final Map<Long, Integer> own = new HashMap<>();
    private final Map<Long, Integer> today = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final Map<Long, List<Step>> runs = new HashMap<>();

    private record Step(boolean isOfValue, double usual) {}

    void endDay() {
        today.forEach((value, count) -> own.merge(value, count, Integer::sum));
        today.clear();
        seen.clear();
    }

    void add(long subject, long value, boolean teaches) {
        if (!seen.add(subject)) {
            return;
        }
        if (teaches) {
            today.merge(value, 1, Integer::sum);
        }
        if (known() >= 30) {
            runs.computeIfAbsent(value, unseen -> new ArrayList<>());
        }
        runs.forEach((each, steps) -> steps.add(new Step(each == value, usual(each))));
        runs.values().removeIf(steps -> evidence(steps) <= 0);
    }

    double value() {
        return runs.values().stream()
                .filter(steps -> steps.stream().filter(Step::isOfValue).count() >= 10)
                .mapToDouble(ShareReference::evidence)
                .max()
                .orElse(0);
    }

    private double usual(long value) {
        return Math.max(0.002, (own.getOrDefault(value, 0) + 0.5) / (known() + 10.0));
    }

    private int known() {
        return own.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double evidence(List<Step> steps) {
        double ratio = 0;
        double hits = 0;
        for (int k = 0; k < steps.size(); k++) {
            double p = steps.get(k).usual();
            double theft = (10 * (0.9 + 0.1 * p) + hits) / (10 + k);
            double work = (12 * p + hits) / (12 + k);
            boolean hit = steps.get(k).isOfValue();
            ratio += hit ? Math.log(theft) - Math.log(work) : Math.log1p(-theft) - Math.log1p(-work);
            hits += hit ? 1 : 0;
        }
        return ratio;
    }
}
