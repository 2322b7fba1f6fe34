package dev.vigie.monitor;

import java.util.List;

/**
 * A histogram's values at one moment.
 *
 * @param upperBounds of the buckets, rising; the last bucket has none
 * @param counts in each bucket alone, one more than there are bounds
 * @param sum of all that was counted
 */
public record Distribution(List<Double> upperBounds, List<Long> counts, double sum) {

    public Distribution {
        upperBounds = List.copyOf(upperBounds);
        counts = List.copyOf(counts);
        if (counts.size() != upperBounds.size() + 1) {
            throw new IllegalArgumentException("a histogram has one bucket more than bounds");
        }
    }
}
