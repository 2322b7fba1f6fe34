package dev.vigie.measure;

import java.nio.ByteBuffer;

/** An interval of numbers of one series, both ends included, for {@link SequentialRun}: how many of them were read. */
final class NumberRun {

    static final int GAP_MAX = 8;
    static final int EXACT = Long.SIZE;
    static final long NUMBER_MAX = Long.MAX_VALUE - GAP_MAX;

    private static final int FIXED_BYTES = 5 * Long.BYTES;
    private static final int FIXED_HEAP_BYTES = 64;

    private final long series;
    private long low;
    private long high;
    /** Bit i: whether low + i was read. */
    private long lowest = 1;
    /** Bit i: whether high - i was read. */
    private long highest = 1;

    private final PaneCounts counts;

    NumberRun(long series, long number, long pane) {
        this(series, number, number, new PaneCounts());
        counts.add(pane, 1);
    }

    private NumberRun(long series, long low, long high, PaneCounts counts) {
        this.series = series;
        this.low = low;
        this.high = high;
        this.counts = counts;
    }

    /** See {@link Sliding#touch}. */
    long touch() {
        return series + counts.touch();
    }

    boolean reaches(long other, long number) {
        return series == other && number >= low - GAP_MAX && number <= high + GAP_MAX;
    }

    /** True if the other one begins where this one ends. */
    boolean touches(NumberRun above) {
        return series == above.series && above.low > high && above.low <= high + GAP_MAX;
    }

    /** Takes in a number that this reaches; false, and nothing changes, if it was read before. */
    boolean add(long number, long pane) {
        if (number > high) {
            highest = shifted(highest, number - high);
            high = number;
        } else if (number < low) {
            lowest = shifted(lowest, low - number);
            low = number;
        } else if (isKnown(number)) {
            return false;
        }
        mark(number);
        counts.add(pane, 1);
        return true;
    }

    private boolean isKnown(long number) {
        if (high - number < EXACT) {
            return (highest >>> (high - number) & 1) != 0;
        }
        return number - low >= EXACT || (lowest >>> (number - low) & 1) != 0;
    }

    private void mark(long number) {
        if (high - number < EXACT) {
            highest |= 1L << (high - number);
        }
        if (number - low < EXACT) {
            lowest |= 1L << (number - low);
        }
    }

    /** Takes in a run above this one. */
    void join(NumberRun above) {
        highest = above.highest | shifted(highest, above.high - high);
        lowest |= shifted(above.lowest, above.low - low);
        high = above.high;
        counts.add(above.counts);
    }

    private static long shifted(long bits, long by) {
        return by < Long.SIZE ? bits << by : 0;
    }

    /** Different numbers, as of their panes. */
    long count() {
        return counts.total();
    }

    long earliestPane() {
        return counts.earliestPane();
    }

    void dropBefore(long oldestPane) {
        counts.dropBefore(oldestPane);
    }

    int serializedBytes(long newestPane) {
        return FIXED_BYTES + counts.serializedBytes(newestPane);
    }

    void writeTo(ByteBuffer out, long newestPane) {
        out.putLong(series).putLong(low).putLong(high).putLong(lowest).putLong(highest);
        counts.writeTo(out, newestPane);
    }

    static NumberRun readFrom(ByteBuffer in, long oldestPane, long newestPane) {
        Varint.need(in, FIXED_BYTES);
        long series = in.getLong();
        long low = in.getLong();
        long high = in.getLong();
        long lowest = in.getLong();
        long highest = in.getLong();
        Varint.check(low >= 0 && low <= high && high <= NUMBER_MAX, "a run's ends are crossed");
        Varint.check(isOfWidth(lowest, high - low) && isOfWidth(highest, high - low), "a run's ends were not read");
        NumberRun read = new NumberRun(series, low, high, PaneCounts.readFrom(in, oldestPane, newestPane));
        read.lowest = lowest;
        read.highest = highest;
        Varint.check(read.count() - 1 <= high - low, "a run has more numbers than there are");
        return read;
    }

    private static boolean isOfWidth(long bits, long width) {
        return (bits & 1) != 0 && (width >= Long.SIZE - 1 || bits >>> (width + 1) == 0);
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + counts.heapBytes();
    }
}
