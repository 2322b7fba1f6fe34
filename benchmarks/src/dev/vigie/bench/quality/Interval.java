package dev.vigie.bench.quality;

import java.util.function.DoubleUnaryOperator;

/**
 * A 95 % confidence interval that is exact: it holds the true value at least as often as it says, at any sample size.
 *
 * <p>For a count k of rare events (Garwood, 1936) its ends are the means at which k or more, and k or fewer, events
 * have a probability of 2.5 % each; for a share (Clopper and Pearson, 1934) likewise; for a quantile they are those
 * order statistics between which it lies with 95 %, whatever the distribution.
 */
record Interval(double low, double high) {

    private static final double TAIL = 0.025;
    private static final int BISECTIONS = 80;

    /** Of the mean of a Poisson variable of which {@code count} was seen. */
    static Interval ofCount(long count) {
        double most = 2 * count + 20;
        double low = count == 0 ? 0 : root(mean -> 1 - poissonAtMost(count - 1, mean) - TAIL, 0, most);
        return new Interval(low, root(mean -> TAIL - poissonAtMost(count, mean), 0, most));
    }

    /** Of the probability of what was seen {@code count} times in {@code trials}. */
    static Interval ofShare(long count, long trials) {
        double low = count == 0 ? 0 : root(p -> 1 - binomialAtMost(count - 1, trials, p) - TAIL, 0, 1);
        double high = count == trials ? 1 : root(p -> TAIL - binomialAtMost(count, trials, p), 0, 1);
        return new Interval(low, high);
    }

    /**
     * Of the {@code level} quantile, 0 to 1, of what {@code sorted} is a sample of; as wide as the sample if need be.
     */
    static Interval ofQuantile(double[] sorted, double level) {
        int count = sorted.length;
        int below = 0;
        while (below < count && binomialAtMost(below, count, level) <= TAIL) {
            below++;
        }
        int above = count - 1;
        while (above > 0 && 1 - binomialAtMost(above - 1, count, level) <= TAIL) {
            above--;
        }
        return new Interval(sorted[Math.max(0, below - 1)], sorted[above]);
    }

    Interval times(double factor) {
        return new Interval(low * factor, high * factor);
    }

    /** Where a function that rises from below zero to above it passes zero. */
    private static double root(DoubleUnaryOperator rising, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double poissonAtMost(long count, double mean) {
        double term = -mean;
        double sum = Math.exp(term);
        for (long i = 1; i <= count; i++) {
            term += Math.log(mean / i);
            sum += Math.exp(term);
        }
        return sum;
    }

    private static double binomialAtMost(long count, long trials, double share) {
        if (share <= 0 || share >= 1) {
            return share <= 0 || count >= trials ? 1 : 0;
        }
        double odds = Math.log(share) - Math.log1p(-share);
        double term = trials * Math.log1p(-share);
        double sum = Math.exp(term);
        for (long i = 1; i <= count; i++) {
            term += Math.log((double) (trials - i + 1) / i) + odds;
            sum += Math.exp(term);
        }
        return sum;
    }
}
