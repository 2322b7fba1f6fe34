package dev.vigie.detect;

import java.util.Arrays;

/**
 * What those measures of one group say that the occurrence at hand has made grow: found where the kind of measure is
 * known, and read by every rule that looks at it. Reused.
 */
final class Figures {

    private double[] values = {};
    private double[] errors = {};
    /** By measure the ordinal of the occurrence that it has a figure of. */
    private long[] of = {};

    private long now;

    /** Forgets the last occurrence's. */
    void begin(int measures) {
        if (measures > of.length) {
            values = new double[measures];
            errors = new double[measures];
            of = Arrays.copyOf(of, measures);
        }
        now++;
    }

    /** @param error relative, as {@link dev.vigie.measure.Sliding#relativeError} has it */
    void put(int measure, double value, double error) {
        values[measure] = value;
        errors[measure] = error;
        of[measure] = now;
    }

    boolean has(int measure) {
        return of[measure] == now;
    }

    /** Where it {@linkplain #has has} one. */
    double value(int measure) {
        return values[measure];
    }

    /** Where it {@linkplain #has has} one. */
    double error(int measure) {
        return errors[measure];
    }
}
