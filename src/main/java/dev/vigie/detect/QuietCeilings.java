package dev.vigie.detect;

import java.util.Arrays;

/**
 * Up to which value each rule of a group has been asked today and did not hold. Where a condition
 * {@linkplain Condition#rises rises} nothing comes of a value that is no higher: the day has seen a greater one, and
 * there it did not hold. Most of a group's events end here, at one number, instead of at what a month of days has
 * taught. Not stored: what is forgotten is asked again.
 */
final class QuietCeilings {

    private double[] values = {};

    /** True if nothing can come of {@code value}; false for no figure. */
    boolean covers(int rule, double value) {
        return rule < values.length && value <= values[rule];
    }

    /** Notes that the rule was asked of {@code value} and did not hold. */
    void raise(int rule, double value) {
        if (rule >= values.length) {
            int before = values.length;
            values = Arrays.copyOf(values, Math.max(rule + 1, Math.min(2 * before, before + 64)));
            Arrays.fill(values, before, values.length, Double.NaN);
        }
        if (!(value <= values[rule])) {
            values[rule] = value;
        }
    }

    /** A new day is judged anew. */
    void clear() {
        Arrays.fill(values, Double.NaN);
    }

    long heapBytes() {
        return 16 + (long) values.length * Double.BYTES;
    }
}
