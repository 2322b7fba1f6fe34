package dev.vigie.measure;

import java.nio.ByteBuffer;

/** A summary of the window (clock - timespan, clock] of one group's time. */
public sealed interface Sliding
        permits SlidingSum,
                SlidingDistinct,
                SlidingMean,
                SlidingQuantile,
                SlidingSteps,
                SlidingNames,
                Watched,
                NewValues,
                Inactivity,
                Silence,
                SequenceGaps,
                SequentialRun,
                ShareEvidence,
                Daily {

    long timespanMillis();

    /** Moves the clock forward, never back, and lets go of what left the window. */
    void advance(long clockMillis);

    /**
     * The measure's value at the clock. {@link Double#NaN} where nothing is in the window and the measure of nothing is
     * not a number, as a mean is: it meets no limit.
     */
    double value();

    /**
     * The error of {@link #value()}, relative to it: one standard error of an estimate, or the most that rounding can
     * make; 0 while the value is exact.
     */
    double relativeError();

    /** True if nothing is in the window: an empty summary need not be stored. */
    boolean isEmpty();

    /**
     * Reads what an addition will read, so that it is near by then, and changes nothing: see
     * {@code HeldMeasures#touch}.
     *
     * @param hash of the value that will be added, where there is one: any other is as right, and less useful
     * @return nothing that means anything
     */
    default long touch(long hash) {
        return timespanMillis();
    }

    int serializedBytes();

    /** Puts exactly {@link #serializedBytes()} bytes. */
    void writeTo(ByteBuffer out);

    /** An estimate of what this holds on the heap. */
    long heapBytes();
}
