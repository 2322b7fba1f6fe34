package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * For how long a group slept before it woke.
 *
 * <p><b>Idea.</b> All that is left of a dormant group is when it was last seen. Its sleep is noticed by the event that
 * ends it, and stated while that event is in the window. Where several end within one window the longest counts.
 *
 * <p><b>Error.</b> Only the longest sleep is kept: when it leaves the window, a shorter one that ended within it is
 * forgotten. Such a one is shorter than the timespan, since it lies between two times of the window; so whatever is at
 * least a timespan long is stated exactly, and nothing is ever overstated. Constant state.
 *
 * <p><b>Order.</b> A late event that falls into a sleep cannot split it any more: what is stated is the longest stretch
 * without events as it looked when the group woke. Whoever would split it beforehand, by lines dated back, is seen
 * where backdated events are counted.
 */
public final class Inactivity implements Sliding {

    private static final long DAY_MILLIS = 86_400_000;
    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + 4 * Long.BYTES;
    private static final int HEAP_BYTES = 56;
    private static final long NEVER = Long.MIN_VALUE;

    private final long timespanMillis;
    private long lastSeenMillis = NEVER;
    private long wokeMillis = NEVER;
    private long sleptMillis;

    /** @param timespanMillis for how long after waking the sleep is stated; 1 to a quarter of {@link Long#MAX_VALUE} */
    public Inactivity(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /** Takes in that the group did something; what is older than the last time changes nothing. */
    public void see(long timeMillis) {
        if (lastSeenMillis != NEVER && timeMillis <= lastSeenMillis) {
            return;
        }
        advance(timeMillis);
        long slept = lastSeenMillis == NEVER ? 0 : timeMillis - lastSeenMillis;
        if (slept < 0) {
            slept = Long.MAX_VALUE; // longer than a long can say
        }
        if (slept >= DAY_MILLIS && slept >= sleptMillis) {
            wokeMillis = timeMillis;
            sleptMillis = slept;
        }
        lastSeenMillis = timeMillis;
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long clockMillis) {
        if (sleptMillis > 0 && wokeMillis <= Panes.horizon(clockMillis, timespanMillis)) {
            wokeMillis = NEVER;
            sleptMillis = 0;
        }
    }

    /** Days of the longest sleep, from 1 on, that ended within the timespan; 0 if none did. */
    @Override
    public double value() {
        return sleptMillis / (double) DAY_MILLIS;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return lastSeenMillis == NEVER;
    }

    @Override
    public int serializedBytes() {
        return BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT)
                .putLong(timespanMillis)
                .putLong(lastSeenMillis)
                .putLong(wokeMillis)
                .putLong(sleptMillis);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Inactivity readFrom(ByteBuffer in) {
        Varint.need(in, BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        Inactivity read = new Inactivity(Panes.readTimespan(in));
        read.lastSeenMillis = in.getLong();
        read.wokeMillis = in.getLong();
        read.sleptMillis = in.getLong();
        Varint.check(read.wokeMillis <= read.lastSeenMillis, "it woke after it was seen");
        Varint.check(read.sleptMillis == 0 || read.sleptMillis >= DAY_MILLIS, "it did not sleep for a day");
        return read;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
