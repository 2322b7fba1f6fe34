package dev.vigie.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a plain detector's score rose during a theft: a step for each new height, with the people exposed by then. So the
 * threshold, which depends on all seeds together, can be chosen afterwards.
 */
record Ascent(List<Step> steps) {

    /** @param peopleBefore exposed before the event, or by the day's end, at which the score was this high */
    record Step(double score, long peopleBefore) {}

    Ascent {
        steps = new ArrayList<>(steps);
    }

    static Ascent start() {
        return new Ascent(List.of());
    }

    void offer(double score, long peopleBefore) {
        if (steps.isEmpty() || score > steps.get(steps.size() - 1).score) {
            steps.add(new Step(score, peopleBefore));
        }
    }

    /** People exposed when the score first reached {@code threshold}; empty if it never did. */
    OptionalLong peopleBefore(double threshold) {
        return steps.stream()
                .filter(step -> step.score >= threshold)
                .mapToLong(Step::peopleBefore)
                .findFirst();
    }
}
