package dev.vigie.simulate;

import java.util.Arrays;

/**
 * How many people's records a human can work through in a stretch of time: whoever is at it waits until the oldest have
 * slipped out of the last {@code timespanMillis}. A ring of the times at which the last {@code people} were shown; a
 * person shown twice counts twice.
 */
final class Quota {

    private final long[] shownMillis;
    private final long timespanMillis;
    private int oldest;

    Quota(int people, long timespanMillis) {
        this.shownMillis = new long[people];
        this.timespanMillis = timespanMillis;
        Arrays.fill(shownMillis, Long.MIN_VALUE / 2);
    }

    /**
     * The earliest time, not before {@code timeMillis}, at which {@code people} more are within the quota; at least 1,
     * at most all of it.
     */
    long earliest(long timeMillis, int people) {
        long freedMillis = shownMillis[(oldest + people - 1) % shownMillis.length] + timespanMillis;
        return freedMillis > timeMillis ? freedMillis : timeMillis;
    }

    void show(long timeMillis, int people) {
        for (int i = 0; i < people; i++) {
            shownMillis[oldest] = timeMillis;
            oldest = (oldest + 1) % shownMillis.length;
        }
    }
}
