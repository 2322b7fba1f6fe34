package dev.vigie.bench.quality;

import java.util.Arrays;
import java.util.Collection;

/** A sample's quantiles by nearest rank: always values that occurred. */
final class Quantiles {

    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    static Quantiles of(Collection<? extends Number> values) {
        double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    /** The sample, rising. */
    double[] sorted() {
        return sorted.clone();
    }

    /** The smallest value that at least this part of the sample, 0 to 1, does not exceed. */
    double at(double level) {
        if (sorted.length == 0) {
            throw new IllegalStateException("an empty sample has no quantiles");
        }
        return sorted[Math.max(0, (int) Math.ceil(level * sorted.length) - 1)];
    }

    double median() {
        return at(0.5);
    }

    Interval interval(double level) {
        return Interval.ofQuantile(sorted, level);
    }
}
