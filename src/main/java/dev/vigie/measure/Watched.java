package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * For how long a group has been watched: from its first event on to its clock. Tells whether a window can have filled,
 * so that little in it means little, and not merely that watching has begun.
 */
public final class Watched implements Sliding {

    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + 2 * Long.BYTES;
    private static final int HEAP_BYTES = 32;

    private long sinceMillis = Long.MAX_VALUE;
    private long clockMillis = Long.MIN_VALUE;

    /** Takes in that something happened at {@code timeMillis}, in whatever order. */
    public void see(long timeMillis) {
        sinceMillis = Math.min(sinceMillis, timeMillis);
        clockMillis = Math.max(clockMillis, timeMillis);
    }

    /** The longest timespan there is: nothing leaves. */
    @Override
    public long timespanMillis() {
        return Long.MAX_VALUE / 4;
    }

    @Override
    public void advance(long toMillis) {
        clockMillis = Math.max(clockMillis, toMillis);
    }

    /** Milliseconds from the first event to the clock, 0 before the first. */
    @Override
    public double value() {
        return isEmpty() ? 0 : clockMillis - sinceMillis;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return sinceMillis == Long.MAX_VALUE;
    }

    @Override
    public int serializedBytes() {
        return BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(sinceMillis).putLong(clockMillis);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Watched readFrom(ByteBuffer in) {
        Varint.need(in, BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        Watched read = new Watched();
        read.sinceMillis = in.getLong();
        read.clockMillis = in.getLong();
        Varint.check(read.sinceMillis <= read.clockMillis, "it begins after its clock");
        return read;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
