package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many values a group shows that it never showed before: a network, a program, an hour, a register.
 *
 * <p><b>Idea.</b> A table from a value's hash to when it was first and last seen. A value is new for one timespan after
 * its first sight. At most {@value #VALUES_MAX} values are held; the one seen longest ago makes room, and would be new
 * again if it came back. A group gets to know itself first: until it has been active on {@value #LEARNING_DAYS} days
 * (UTC), nothing is new.
 *
 * <p>As long as the table has room, the value does not depend on the order of events within the window: an older sight
 * moves the first one back.
 */
public final class NewValues implements Sliding {

    public static final int LEARNING_DAYS = 10;
    static final int VALUES_MAX = 256;

    private static final long DAY_MILLIS = 86_400_000;
    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 2 + 3 * Long.BYTES + Short.BYTES;
    private static final int ENTRY_BYTES = 3 * Long.BYTES;
    private static final int FIXED_HEAP_BYTES = 100;
    private static final long NO_DAY = Long.MIN_VALUE;
    /** First seen while the group got to know itself. */
    private static final long ALWAYS = Long.MIN_VALUE;

    private static final int CAPACITY_MIN = 4;

    private final long timespanMillis;
    private long[] hashes = new long[CAPACITY_MIN];
    private long[] firstMillis = new long[CAPACITY_MIN];
    private long[] lastMillis = new long[CAPACITY_MIN];
    private int size;
    private int activeDays;
    private long lastDay = NO_DAY;
    private long clockMillis = Long.MIN_VALUE;
    private long newestMillis = ALWAYS;

    /** @param timespanMillis for how long a value is new, 1 to a quarter of {@link Long#MAX_VALUE} */
    public NewValues(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /** Takes in a value; false, and nothing changes, if {@code timeMillis} has left the window. */
    public boolean add(long timeMillis, long valueHash) {
        if (clockMillis != Long.MIN_VALUE && timeMillis <= clockMillis - timespanMillis) {
            return false;
        }
        clockMillis = Math.max(clockMillis, timeMillis);
        long day = Math.floorDiv(timeMillis, DAY_MILLIS);
        if (day > lastDay) {
            lastDay = day;
            activeDays = Math.min(activeDays + 1, LEARNING_DAYS + 1);
        }
        int place = find(valueHash);
        if (place < 0) {
            place = room();
            hashes[place] = valueHash;
            firstMillis[place] = isLearning() ? ALWAYS : timeMillis;
            lastMillis[place] = timeMillis;
        } else {
            firstMillis[place] = Math.min(firstMillis[place], timeMillis);
            lastMillis[place] = Math.max(lastMillis[place], timeMillis);
        }
        newestMillis = Math.max(newestMillis, firstMillis[place]);
        return true;
    }

    private boolean isLearning() {
        return activeDays <= LEARNING_DAYS;
    }

    private int find(long valueHash) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == valueHash) {
                return i;
            }
        }
        return -1;
    }

    private int room() {
        if (size == VALUES_MAX) {
            int oldest = 0;
            for (int i = 1; i < size; i++) {
                oldest = lastMillis[i] < lastMillis[oldest] ? i : oldest;
            }
            return oldest;
        }
        if (size == hashes.length) {
            int capacity = Math.min(VALUES_MAX, 2 * size);
            hashes = Arrays.copyOf(hashes, capacity);
            firstMillis = Arrays.copyOf(firstMillis, capacity);
            lastMillis = Arrays.copyOf(lastMillis, capacity);
        }
        size++;
        return size - 1;
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        clockMillis = Math.max(clockMillis, toMillis);
    }

    /** How many values were first seen within the window. */
    @Override
    public double value() {
        long leftMillis = clockMillis - timespanMillis;
        if (newestMillis == ALWAYS || newestMillis <= leftMillis) {
            return 0;
        }
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += firstMillis[i] > leftMillis ? 1 : 0;
        }
        return count;
    }

    /** True if the value was first seen within the window by a group that knows itself. */
    public boolean isNew(long valueHash) {
        int place = find(valueHash);
        return place >= 0 && firstMillis[place] > clockMillis - timespanMillis;
    }

    /** True if the group knows itself, and the value from before the window. */
    public boolean isUsual(long valueHash) {
        int place = find(valueHash);
        return place >= 0 && !isLearning() && firstMillis[place] <= clockMillis - timespanMillis;
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
        return FIXED_BYTES + size * ENTRY_BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(clockMillis).putLong(lastDay);
        out.put((byte) activeDays).putShort((short) size);
        for (int i = 0; i < size; i++) {
            out.putLong(hashes[i]).putLong(firstMillis[i]).putLong(lastMillis[i]);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static NewValues readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        long timespanMillis = in.getLong();
        Varint.check(timespanMillis > 0 && timespanMillis <= Long.MAX_VALUE / 4, "its timespan is out of bounds");
        NewValues read = new NewValues(timespanMillis);
        read.clockMillis = in.getLong();
        read.lastDay = in.getLong();
        read.activeDays = in.get();
        int size = in.getShort();
        Varint.check(read.activeDays >= 0 && read.activeDays <= LEARNING_DAYS + 1, "its days");
        Varint.check(size >= 0 && size <= VALUES_MAX, "a count out of bounds");
        Varint.need(in, (long) size * ENTRY_BYTES);
        for (int i = 0; i < size; i++) {
            int place = read.room();
            read.hashes[place] = in.getLong();
            read.firstMillis[place] = in.getLong();
            read.lastMillis[place] = in.getLong();
            read.newestMillis = Math.max(read.newestMillis, read.firstMillis[place]);
        }
        return read;
    }

    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + (long) hashes.length * ENTRY_BYTES;
    }
}
