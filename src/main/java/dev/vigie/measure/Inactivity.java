package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * For how long a group slept before it woke. All that is left of a dormant group: when it was last seen.
 *
 * <p>The sleep is noticed by the event that ends it and stays for a timespan; where several end within one, the longest
 * counts. A late event that falls into a sleep cannot split it any more: what is stated is never shorter than the
 * longest stretch without events that had come in by then.
 */
public final class Inactivity implements Sliding {

    private static final double DAY_MILLIS = 86_400_000;
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
        if (lastSeenMillis == NEVER) {
            lastSeenMillis = timeMillis;
            return;
        }
        long slept = timeMillis - lastSeenMillis;
        if (slept >= DAY_MILLIS && (slept >= sleptMillis || !isAwake(timeMillis))) {
            wokeMillis = timeMillis;
            sleptMillis = slept;
        }
        lastSeenMillis = Math.max(lastSeenMillis, timeMillis);
    }

    private boolean isAwake(long clockMillis) {
        return wokeMillis != NEVER && clockMillis - wokeMillis < timespanMillis;
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long clockMillis) {
        if (wokeMillis != NEVER && !isAwake(clockMillis)) {
            wokeMillis = NEVER;
            sleptMillis = 0;
        }
    }

    /** Days of the longest sleep, from 1 on, that ended within the timespan; 0 if none did. */
    @Override
    public double value() {
        return sleptMillis / DAY_MILLIS;
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
        long timespanMillis = in.getLong();
        Varint.check(timespanMillis > 0 && timespanMillis <= Long.MAX_VALUE / 4, "its timespan is out of bounds");
        Inactivity read = new Inactivity(timespanMillis);
        read.lastSeenMillis = in.getLong();
        read.wokeMillis = in.getLong();
        read.sleptMillis = in.getLong();
        Varint.check(read.sleptMillis >= 0, "it slept for less than nothing");
        return read;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
