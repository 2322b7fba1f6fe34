package dev.vigie.stream;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, as a histogram with fixed buckets. Safe for use by several threads. */
public final class Delays {

    /** A commit is due every 100 ms at most; a day is what a backlog may come to. */
    private static final double[] UPPER_SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400
    };

    private final LongAdder[] counts = new LongAdder[UPPER_SECONDS.length + 1];
    private final LongAdder sumMillis = new LongAdder();

    Delays() {
        Arrays.setAll(counts, bucket -> new LongAdder());
    }

    /** @param millis below 0 counts as 0: two machines' clocks */
    void add(long millis) {
        long taken = Math.max(0, millis);
        int bucket = 0;
        while (bucket < UPPER_SECONDS.length && taken > 1_000 * UPPER_SECONDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sumMillis.add(taken);
    }

    /** The buckets' upper bounds, rising; the last bucket, of all that took longer, has none. */
    public double[] upperSeconds() {
        return UPPER_SECONDS.clone();
    }

    /** How many fell into each bucket, one more than there are bounds. */
    public long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    public double sumSeconds() {
        return sumMillis.sum() / 1_000.0;
    }
}
