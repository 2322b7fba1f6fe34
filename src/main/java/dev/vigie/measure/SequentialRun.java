package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * The longest run of near-consecutive numbers that a group has read: somebody who takes a register as it comes reads
 * 1001, 1002, 1003; somebody who works reads whoever is there.
 *
 * <p><b>Idea.</b> Up to {@value #RUNS_MAX} intervals of numbers of one series, each with a count of the numbers read in
 * it. A number at most {@value #GAP_MAX} beyond an end extends the interval; two that come to touch become one. A
 * bitmap over the {@value #EXACT} numbers at either end tells which of them were read already, so that numbers that
 * come twice count once and those that come out of order (a page sorted by name) count all. A run ends when a timespan
 * has passed without it growing; where there is no room, the one that grew longest ago ends.
 *
 * <p><b>Error.</b> The count is never more than the different numbers read, and less only for those that lie more than
 * {@value #EXACT} inside the run when they come. Constant state.
 */
public final class SequentialRun implements Sliding {

    static final int RUNS_MAX = 16;
    static final int GAP_MAX = 8;
    static final int EXACT = Long.SIZE;

    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 2 + 2 * Long.BYTES;
    private static final int RUN_BYTES = 6 * Long.BYTES + Integer.BYTES;
    private static final int RUN_HEAP_BYTES = 72;
    private static final int FIXED_HEAP_BYTES = 140;

    private final long timespanMillis;
    private final Run[] runs = new Run[RUNS_MAX];
    private int size;
    private long clockMillis = Long.MIN_VALUE;

    /** An interval of numbers, both ends included. */
    private static final class Run {
        long series;
        long low;
        long high;
        /** Bit i: whether low + i was read. */
        long lowest;
        /** Bit i: whether high - i was read. */
        long highest;

        int count;
        long grewMillis;

        boolean reaches(long other, long number) {
            return series == other && number >= low - GAP_MAX && number <= high + GAP_MAX;
        }

        boolean add(long number) {
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
            count++;
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
        void join(Run above) {
            highest = above.highest | shifted(highest, above.high - high);
            lowest |= shifted(above.lowest, above.low - low);
            high = above.high;
            count += above.count;
            grewMillis = Math.max(grewMillis, above.grewMillis);
        }

        private static long shifted(long bits, long by) {
            return by < Long.SIZE ? bits << by : 0;
        }
    }

    /** @param timespanMillis after so long without growing a run ends; 1 to a quarter of {@link Long#MAX_VALUE} */
    public SequentialRun(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /**
     * Takes in a number; false, and nothing changes, if {@code timeMillis} has left the window.
     *
     * @param series which numbers belong together
     * @param serial at least 0
     */
    public boolean add(long timeMillis, long series, long serial) {
        if (clockMillis != Long.MIN_VALUE && timeMillis <= clockMillis - timespanMillis) {
            return false;
        }
        advance(timeMillis);
        Run found = null;
        for (int i = 0; i < size; i++) {
            if (runs[i].reaches(series, serial)) {
                found = runs[i];
                break;
            }
        }
        if (found == null) {
            found = begin(series, serial);
            found.grewMillis = timeMillis;
        } else if (found.add(serial)) {
            found.grewMillis = Math.max(found.grewMillis, timeMillis);
            joinNeighbours(found);
        }
        return true;
    }

    private Run begin(long series, long serial) {
        Run run = new Run();
        run.series = series;
        run.low = serial;
        run.high = serial;
        run.lowest = 1;
        run.highest = 1;
        run.count = 1;
        int place = size;
        if (size == RUNS_MAX) {
            place = 0;
            for (int i = 1; i < size; i++) {
                place = runs[i].grewMillis < runs[place].grewMillis ? i : place;
            }
        } else {
            size++;
        }
        runs[place] = run;
        return run;
    }

    private void joinNeighbours(Run grown) {
        for (int i = size - 1; i >= 0; i--) {
            Run other = runs[i];
            if (other == grown || other.series != grown.series) {
                continue;
            }
            if (other.low > grown.high && other.low <= grown.high + GAP_MAX) {
                grown.join(other);
                remove(i);
            } else if (other.high < grown.low && other.high >= grown.low - GAP_MAX) {
                other.join(grown);
                copy(other, grown);
                remove(i);
            }
        }
    }

    private static void copy(Run from, Run to) {
        to.low = from.low;
        to.high = from.high;
        to.lowest = from.lowest;
        to.highest = from.highest;
        to.count = from.count;
        to.grewMillis = from.grewMillis;
    }

    private void remove(int index) {
        size--;
        runs[index] = runs[size];
        runs[size] = null;
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        for (int i = size - 1; i >= 0; i--) {
            if (runs[i].grewMillis <= clockMillis - timespanMillis) {
                remove(i);
            }
        }
    }

    /** Different numbers in the longest run. */
    @Override
    public double value() {
        int longest = 0;
        for (int i = 0; i < size; i++) {
            longest = Math.max(longest, runs[i].count);
        }
        return longest;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public int serializedBytes() {
        return FIXED_BYTES + size * RUN_BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(clockMillis).put((byte) size);
        for (int i = 0; i < size; i++) {
            Run run = runs[i];
            out.putLong(run.series).putLong(run.low).putLong(run.high);
            out.putLong(run.lowest).putLong(run.highest).putInt(run.count).putLong(run.grewMillis);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SequentialRun readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        long timespanMillis = in.getLong();
        Varint.check(timespanMillis > 0 && timespanMillis <= Long.MAX_VALUE / 4, "its timespan is out of bounds");
        SequentialRun read = new SequentialRun(timespanMillis);
        read.clockMillis = in.getLong();
        int size = in.get();
        Varint.check(size >= 0 && size <= RUNS_MAX, "a count out of bounds");
        Varint.need(in, (long) size * RUN_BYTES);
        for (int i = 0; i < size; i++) {
            Run run = new Run();
            run.series = in.getLong();
            run.low = in.getLong();
            run.high = in.getLong();
            run.lowest = in.getLong();
            run.highest = in.getLong();
            run.count = in.getInt();
            run.grewMillis = in.getLong();
            Varint.check(run.low >= 0 && run.low <= run.high && run.count > 0, "a run's ends are crossed");
            read.runs[i] = run;
        }
        read.size = size;
        return read;
    }

    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + (long) size * RUN_HEAP_BYTES;
    }
}
