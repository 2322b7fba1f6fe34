package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The longest run of near-consecutive numbers that a group has read: somebody who takes a register as it comes reads
 * 1001, 1002, 1003, up or down; somebody who works reads whoever is there.
 *
 * <p><b>Idea.</b> Up to {@value #RUNS_MAX} intervals of numbers of one series, each with a count of the numbers read in
 * it. A number at most {@value NumberRun#GAP_MAX} beyond an end extends the interval; two that come to touch become
 * one. A bitmap over the {@value NumberRun#EXACT} numbers at either end tells which of them were read already, so that
 * numbers that come twice count once and those that come out of order (a page sorted by name) count all. A number
 * counts while the time at which it was first read is in the window, rounded up to the end of its {@linkplain Panes
 * pane}; the interval lasts as long as any of its numbers counts. So the counts of a clerk who enters new files all
 * day, in the order of their numbers, are those of an hour and not of his life. Where there is no room, the interval
 * that has not grown for the most additions ends.
 *
 * <p><b>Error.</b> The count is never more than the different numbers of one run that were read in the window, made
 * wider by less than one pane. It is exact where at most {@value #RUNS_MAX} intervals are open and no number comes more
 * than {@value NumberRun#EXACT} inside its interval for the first time; else it may be too small. In these bounds it
 * does not depend on the order of what is in the window. Constant state: below {@value #BYTES_MAX} bytes, mostly below
 * 1,000.
 *
 * <p><b>What it does not see.</b> Whoever reads every ninth number, more than {@value #RUNS_MAX} sweeps in turn, or a
 * register in random order, has no runs, and reads no fewer people: volumes are the measure of that.
 *
 * <p>The intervals are those of a merging scan (Knuth, The Art of Computer Programming 3, 5.4.1), kept for the most
 * recent ones only.
 */
public final class SequentialRun implements Sliding {

    static final int RUNS_MAX = 16;
    static final int BYTES_MAX = 9_000;

    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 2 + 2 * Long.BYTES;
    private static final int FIXED_HEAP_BYTES = 164;

    private final Panes panes;
    /** The one that grew last stands last. */
    private final @Nullable NumberRun[] runs = new NumberRun[RUNS_MAX];

    private int size;
    private long clockMillis = Long.MIN_VALUE;
    /** No run has an earlier pane: until this one leaves the window, nothing does. */
    private long earliestPane = Long.MAX_VALUE;

    private long longest;
    private boolean longestKnown = true;

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE} */
    public SequentialRun(long timespanMillis) {
        panes = Panes.of(timespanMillis);
    }

    /**
     * Takes in a number; false, and nothing changes, if {@code timeMillis} has left the window.
     *
     * @param series which numbers belong together
     * @param serial at least 0; {@link SerialNumber#NONE} and what else is negative is no number
     */
    public boolean add(long timeMillis, long series, long serial) {
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= panes.horizon(clockMillis)) {
            return false;
        }
        if (serial < 0 || serial > NumberRun.NUMBER_MAX) {
            return true;
        }
        long pane = panes.number(timeMillis);
        int place = reaching(series, serial);
        if (place < 0) {
            earliestPane = Math.min(earliestPane, pane);
            append(new NumberRun(series, serial, pane));
            return true;
        }
        NumberRun run = run(place);
        if (run.add(serial, pane)) {
            earliestPane = Math.min(earliestPane, pane);
            remove(place);
            append(joined(run));
        }
        return true;
    }

    @Override
    public long touch(long hash) {
        return clockMillis
                + panes.widthMillis()
                + (size == 0 ? 0 : run(size - 1).touch());
    }

    private int reaching(long series, long serial) {
        for (int i = size - 1; i >= 0; i--) {
            if (run(i).reaches(series, serial)) {
                return i;
            }
        }
        return -1;
    }

    private void append(NumberRun run) {
        if (size == RUNS_MAX) {
            longestKnown &= run(0).count() < longest;
            remove(0);
        }
        runs[size] = run;
        size++;
        longest = Math.max(longest, run.count());
    }

    private void remove(int index) {
        size--;
        System.arraycopy(runs, index + 1, runs, index, size - index);
        runs[size] = null;
    }

    /** The run together with those that it touches, which are removed. */
    private NumberRun joined(NumberRun grown) {
        NumberRun joined = grown;
        for (int i = size - 1; i >= 0; i--) {
            NumberRun other = run(i);
            if (joined.touches(other)) {
                joined.join(other);
                remove(i);
            } else if (other.touches(joined)) {
                other.join(joined);
                joined = other;
                remove(i);
            }
        }
        return joined;
    }

    private NumberRun run(int index) {
        return Objects.requireNonNull(runs[index], "runs stand without gaps");
    }

    @Override
    public long timespanMillis() {
        return panes.timespanMillis();
    }

    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        long oldest = panes.oldest(clockMillis);
        if (earliestPane >= oldest) {
            return;
        }
        earliestPane = Long.MAX_VALUE;
        for (int i = size - 1; i >= 0; i--) {
            run(i).dropBefore(oldest);
            if (run(i).count() == 0) {
                remove(i);
            } else {
                earliestPane = Math.min(earliestPane, run(i).earliestPane());
            }
        }
        longestKnown = false;
    }

    /** Different numbers in the longest run. */
    @Override
    public double value() {
        if (!longestKnown) {
            longest = 0;
            for (int i = 0; i < size; i++) {
                longest = Math.max(longest, run(i).count());
            }
            longestKnown = true;
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
        int bytes = FIXED_BYTES;
        for (int i = 0; i < size; i++) {
            bytes += run(i).serializedBytes(panes.number(clockMillis));
        }
        return bytes;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(panes.timespanMillis()).putLong(clockMillis).put((byte) size);
        for (int i = 0; i < size; i++) {
            run(i).writeTo(out, panes.number(clockMillis));
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
        SequentialRun read = new SequentialRun(Panes.readTimespan(in));
        read.clockMillis = in.getLong();
        int size = in.get();
        Varint.check(size >= 0 && size <= RUNS_MAX, "a count out of bounds");
        long oldest = read.panes.oldest(read.clockMillis);
        for (int i = 0; i < size; i++) {
            read.runs[i] = NumberRun.readFrom(in, oldest, read.panes.number(read.clockMillis));
        }
        read.size = size;
        read.earliestPane = oldest;
        read.longestKnown = false;
        return read;
    }

    @Override
    public long heapBytes() {
        long bytes = FIXED_HEAP_BYTES;
        for (int i = 0; i < size; i++) {
            bytes += run(i).heapBytes();
        }
        return bytes;
    }
}
