package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * The mean of amounts over a sliding window of a group's own event time ({@code value_avg}).
 *
 * <p><b>Idea.</b> A {@link SlidingSum} counts the additions that it is made of, beside their sum, but takes no note of
 * an amount of 0, which a mean must. So every amount is added raised by 1, and over n amounts the mean is (sum - n) /
 * n. Sum and n come from the same entries, whether exact or in panes; so this is always the mean of some set of amounts
 * that holds all of (t - timespan, t], and besides at most amounts of the one pane before it.
 *
 * <p><b>Where numbers end.</b> A sum beyond {@link Long#MAX_VALUE} stays there, so the mean is then too low, but never
 * below (2^63 - 1) / n - 1, and right again once the amounts that made the excess have left. Of more than
 * {@link Integer#MAX_VALUE} amounts in one pane the rest are summed but not counted, and the mean is too high; at
 * 10,000 a second that takes a pane of two and a half days, a timespan of 160.
 *
 * <p>The mean of nothing is {@link Double#NaN}, not 0: no comparison with it holds, so it meets no limit, "below 5"
 * neither. Order of arrival and memory are {@link SlidingSum}'s.
 */
public final class SlidingMean implements Sliding {

    private static final byte FORMAT = 1;
    private static final int FIXED_HEAP_BYTES = 16;

    private final SlidingSum raised;

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE}, which never expires */
    public SlidingMean(long timespanMillis) {
        this(new SlidingSum(timespanMillis));
    }

    private SlidingMean(SlidingSum raised) {
        this.raised = raised;
    }

    @Override
    public long timespanMillis() {
        return raised.timespanMillis();
    }

    /** Moves the group's clock forward (never back) and drops what left the window. */
    @Override
    public void advance(long toMillis) {
        raised.advance(toMillis);
    }

    /**
     * Adds an amount at its event time, which may be behind the clock (a late arrival) or ahead of it (the clock
     * advances).
     *
     * @param amount 0 or more; 0 counts
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(long timeMillis, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is 0 or more, not " + amount);
        }
        return raised.add(timeMillis, amount == Long.MAX_VALUE ? amount : amount + 1);
    }

    /** The mean at the clock; {@link Double#NaN} if there is no amount in the window. */
    @Override
    public double value() {
        long amounts = raised.additions();
        return amounts == 0 ? Double.NaN : (double) (raised.sum() - amounts) / amounts;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return raised.isEmpty();
    }

    @Override
    public int serializedBytes() {
        return 1 + raised.serializedBytes();
    }

    /** Writes {@link #serializedBytes} bytes; equal content gives equal bytes. */
    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT);
        raised.writeTo(out);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SlidingMean readFrom(ByteBuffer in) {
        Varint.need(in, 1);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        return new SlidingMean(SlidingSum.readFrom(in));
    }

    /** What it occupies, about, on a 64-bit machine with compressed references. */
    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + raised.heapBytes();
    }
}
