package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sampling thresholds of the oldest panes of a {@link SlidingDistinct}, and how many values are kept in each. Panes
 * that are newer have none: they keep all.
 *
 * <p>A threshold is an unsigned fraction of 2^64; a value is kept in a pane if its hash, unsigned, is below. Thresholds
 * never fall from one pane to the next newer one.
 */
final class PaneThresholds {

    /** A trimming leaves an eighth of the cap free, or the next one would follow at once. */
    private static final int TRIMMED_VALUES_MAX = SlidingDistinct.VALUES_MAX / 8 * 7;

    private static final int FIXED_HEAP_BYTES = 96;

    private final long firstPane;
    private final long[] thresholds;
    private final double[] scales;
    private final int[] kept;

    private PaneThresholds(long firstPane, long[] thresholds) {
        this.firstPane = firstPane;
        this.thresholds = thresholds;
        this.kept = new int[thresholds.length];
        this.scales = new double[thresholds.length];
        for (int i = 0; i < thresholds.length; i++) {
            scales[i] = 1 / fraction(thresholds[i]);
        }
    }

    /**
     * Lowers thresholds as far as they are permitted, further if the cap demands it, and drops from the table what no
     * longer passes.
     */
    static PaneThresholds trim(HashTimes table, Panes panes, long clockMillis, @Nullable PaneThresholds before) {
        PaneThresholds now = before;
        double sampleSize = SlidingDistinct.SAMPLE_VALUES;
        // Uniform hashes need one round: to keep an eighth too many would be 24 standard deviations. Others must not
        // break the cap.
        do {
            PaneThresholds last = now;
            long firstPane = panes.oldest(clockMillis);
            int[] kept = new int[(int) (panes.number(clockMillis) - firstPane) + 1];
            table.forEach((time, hash) -> kept[(int) (panes.number(time) - firstPane)]++);
            while (expectedKept(last, firstPane, kept, sampleSize) > TRIMMED_VALUES_MAX) {
                sampleSize *= 7.0 / 8;
            }
            PaneThresholds next = lowered(last, firstPane, kept, sampleSize);
            table.retainIf((time, hash) -> next.admits(panes.number(time), hash));
            now = next;
            sampleSize /= 2;
        } while (table.size() >= SlidingDistinct.VALUES_MAX);
        now.recount(table, panes);
        return now;
    }

    /**
     * Lowers the threshold of every pane p to {@code sampleSize} / N_p, where N_p estimates the values last seen in p
     * or later, unless that is 1 or more or the threshold is lower already.
     *
     * @param keptByPane values kept in {@code firstPane} and each pane after it, up to the clock's
     */
    private static PaneThresholds lowered(
            @Nullable PaneThresholds before, long firstPane, int[] keptByPane, double sampleSize) {
        long[] lowered = new long[keptByPane.length];
        double valuesFromHere = 0;
        int sampledPanes = 0;
        for (int i = keptByPane.length - 1; i >= 0; i--) {
            double old = fractionOf(before, firstPane + i);
            valuesFromHere += keptByPane[i] / old;
            double fraction = Math.min(old, sampleSize / valuesFromHere);
            if (fraction < 1) {
                lowered[i] = Math.max(1, (long) (fraction * 0x1p63)) << 1;
                sampledPanes = Math.max(sampledPanes, i + 1);
            }
        }
        return new PaneThresholds(firstPane, Arrays.copyOf(lowered, sampledPanes));
    }

    /** How many values {@link #lowered} would keep, on average. */
    private static double expectedKept(
            @Nullable PaneThresholds before, long firstPane, int[] keptByPane, double sampleSize) {
        double expected = 0;
        double valuesFromHere = 0;
        for (int i = keptByPane.length - 1; i >= 0; i--) {
            double old = fractionOf(before, firstPane + i);
            valuesFromHere += keptByPane[i] / old;
            expected += keptByPane[i] * Math.min(1, sampleSize / valuesFromHere / old);
        }
        return expected;
    }

    boolean admits(long pane, long hash) {
        int i = index(pane);
        return i >= thresholds.length || Long.compareUnsigned(hash, thresholds[i]) < 0;
    }

    void count(long pane, int change) {
        int i = index(pane);
        if (i < thresholds.length) {
            kept[i] += change;
        }
    }

    /** Counts anew what the table holds. */
    void recount(HashTimes table, Panes panes) {
        Arrays.fill(kept, 0);
        table.forEach((time, hash) -> count(panes.number(time), 1));
    }

    long lastPane() {
        return firstPane + thresholds.length - 1;
    }

    /** The estimated number of distinct values, if so many are kept in all panes together. */
    double distinctValues(int keptInAll) {
        double values = keptInAll;
        for (int i = 0; i < thresholds.length; i++) {
            values += kept[i] * (scales[i] - 1);
        }
        return values;
    }

    /** The estimated variance of {@link #distinctValues}: of each pane, n (1/theta - 1) with n = kept / theta. */
    double variance() {
        double variance = 0;
        for (int i = 0; i < thresholds.length; i++) {
            variance += kept[i] * scales[i] * (scales[i] - 1);
        }
        return variance;
    }

    /**
     * The same thresholds for wider panes, each with the lowest of those whose values fall into it; nothing is counted
     * yet.
     */
    PaneThresholds over(Panes from, Panes to) {
        long first = to.number(from.endOf(firstPane));
        long[] wider = new long[(int) (to.number(from.endOf(lastPane())) - first) + 1];
        for (int i = thresholds.length - 1; i >= 0; i--) {
            wider[(int) (to.number(from.endOf(firstPane + i)) - first)] = thresholds[i];
        }
        return new PaneThresholds(first, wider);
    }

    int serializedBytes() {
        return Long.BYTES + 1 + thresholds.length * Long.BYTES;
    }

    void writeTo(ByteBuffer out) {
        out.putLong(firstPane);
        out.put((byte) thresholds.length);
        for (long threshold : thresholds) {
            out.putLong(threshold);
        }
    }

    /** Reads thresholds of which at least the last belongs to a pane of the window, and none to a later one. */
    static PaneThresholds readFrom(ByteBuffer in, Panes panes, long clockMillis) {
        Varint.need(in, Long.BYTES + 1);
        long firstPane = in.getLong();
        int count = in.get();
        Varint.check(count > 0 && count <= Panes.LIVE_PANES_MAX, "a count of thresholds out of bounds");
        long lastPane = firstPane + count - 1;
        Varint.check(firstPane >= panes.number(Long.MIN_VALUE) && firstPane <= lastPane, "panes out of bounds");
        Varint.check(lastPane >= panes.oldest(clockMillis) && lastPane <= panes.number(clockMillis), "no live pane");
        Varint.need(in, (long) count * Long.BYTES);
        long[] thresholds = new long[count];
        for (int i = 0; i < count; i++) {
            thresholds[i] = in.getLong();
            Varint.check(thresholds[i] != 0 && (thresholds[i] & 1) == 0, "a threshold out of bounds");
            Varint.check(i == 0 || Long.compareUnsigned(thresholds[i - 1], thresholds[i]) <= 0, "a falling threshold");
        }
        return new PaneThresholds(firstPane, thresholds);
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (2L * Long.BYTES + Integer.BYTES) * thresholds.length;
    }

    /** Panes before the first were empty when the thresholds were set; a late arrival there is held to the lowest. */
    private int index(long pane) {
        return (int) Math.min(Math.max(pane - firstPane, 0), thresholds.length);
    }

    private static double fractionOf(@Nullable PaneThresholds before, long pane) {
        if (before == null) {
            return 1;
        }
        int i = before.index(pane);
        return i == before.thresholds.length ? 1 : fraction(before.thresholds[i]);
    }

    private static double fraction(long threshold) {
        return (threshold >>> 1) * 0x1p-63;
    }
}
