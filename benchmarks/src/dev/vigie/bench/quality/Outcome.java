package dev.vigie.bench.quality;

import dev.vigie.bench.quality.Evaluation.Extract;
import dev.vigie.bench.quality.SeedResult.PartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** What one detector made of the extracts of one scenario. */
final class Outcome {

    private final List<Long> exposed = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private int missed;

    /**
     * Adds up extracts.
     *
     * @param peopleBefore how many were exposed before the first alert on an extract; empty if there was none, and then
     *     it was everybody
     */
    static Outcome of(List<Extract> extracts, Function<PartResult, OptionalLong> peopleBefore) {
        Outcome outcome = new Outcome();
        for (Extract extract : extracts) {
            long people = extract.part().people();
            long before = peopleBefore.apply(extract.part()).orElse(people);
            outcome.exposed.add(before);
            outcome.shares.add((double) before / people);
            boolean noticed = extract.theft().stream()
                    .anyMatch(part -> peopleBefore.apply(part).isPresent());
            outcome.missed += noticed ? 0 : 1;
        }
        return outcome;
    }

    int thefts() {
        return exposed.size();
    }

    /** Thefts without any alert, on whichever of their extracts. */
    int missed() {
        return missed;
    }

    double missedShare() {
        return (double) missed / thefts();
    }

    /** People exposed before the first alert. */
    Quantiles exposed() {
        return Quantiles.of(exposed);
    }

    /** The part of a theft's people exposed before the first alert, 0 to 1, on average. */
    double meanShare() {
        return shares.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
