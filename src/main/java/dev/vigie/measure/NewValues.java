package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many values a group shows that it never showed before: a network, a program, an hour, a register.
 *
 * <p><b>Idea.</b> A table from a value's hash to when it was first and last seen. A group gets to know itself first:
 * what it shows on its first {@value #LEARNING_DAYS} active days (UTC) is not new. Any other value is new for one
 * timespan after its first sight.
 *
 * <p><b>Order and late events.</b> First sights are the earliest ones, and the first active days are the earliest ones
 * that came in time, so the value does not depend on the order of events within the window. What has left the window
 * teaches nothing: nobody makes a network known by lines dated further back than a value stays new. Lines dated back by
 * less make it new for less long, but new it is when they come in; only a group that has just learnt can be made to
 * have learnt a little more. Either way they are counted where backdated events are.
 *
 * <p><b>Bounds.</b> At most {@value #VALUES_MAX} values are held; the one seen longest ago makes room, and would be new
 * again if it came back. Until then the value is exact. Whoever shows many values to have others forgotten shows that
 * many new ones, and forgotten ones are new ones again: to forget never hides, it only says new once too often. A group
 * of more values than that has some new ones every day, and rules should compare it with its own past.
 *
 * <p>That what was never seen is rare is all that is assumed; how rare, the group's learning days say: after n days a
 * value of any kind is new with a probability of about the share of values seen once (Good, "The population frequencies
 * of species", Biometrika, 1953).
 */
public final class NewValues implements Sliding {

    public static final int LEARNING_DAYS = 10;
    static final int VALUES_MAX = 256;

    private static final long DAY_MILLIS = 86_400_000;
    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 2 + 2 * Long.BYTES + Short.BYTES;
    private static final int ENTRY_LONGS = 3;
    private static final int FIXED_HEAP_BYTES = 200;

    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int CAPACITY_MIN = 4;

    private final long timespanMillis;
    /** A value's hash, when it was first seen, and when last: side by side, as few are looked at often. */
    private long[] entries = new long[CAPACITY_MIN * ENTRY_LONGS];

    private int size;
    /** The first active days, rising. */
    private final long[] days = new long[LEARNING_DAYS];

    private int dayCount;
    /** The last of the days: the others are hardly ever asked for. */
    private long lastDay = Long.MIN_VALUE;

    private long clockMillis = Long.MIN_VALUE;
    /** No value was first seen later. */
    private long newestMillis = Long.MIN_VALUE;

    /** @param timespanMillis for how long a value is new, 1 to a quarter of {@link Long#MAX_VALUE} */
    public NewValues(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /** Takes in a value; false, and nothing changes, if {@code timeMillis} has left the window. */
    public boolean add(long timeMillis, long valueHash) {
        if (timeMillis > clockMillis) {
            clockMillis = timeMillis;
        } else if (timeMillis <= leftMillis()) {
            return false;
        }
        learn(day(timeMillis));
        int at = find(valueHash);
        if (at < 0) {
            at = room();
            put(at, valueHash, timeMillis, timeMillis);
        } else {
            entries[at + FIRST] = Math.min(entries[at + FIRST], timeMillis);
            entries[at + LAST] = Math.max(entries[at + LAST], timeMillis);
        }
        newestMillis = Math.max(newestMillis, entries[at + FIRST]);
        return true;
    }

    @Override
    public long touch(long hash) {
        return entries[0] + clockMillis + lastDay;
    }

    private static long day(long timeMillis) {
        return Math.floorDiv(timeMillis, DAY_MILLIS);
    }

    /** The newest time that has left the window. */
    private long leftMillis() {
        return Panes.horizon(clockMillis, timespanMillis);
    }

    private void learn(long day) {
        // Nearly always: the last of the days, or one after all that teach.
        if (dayCount > 0 && (day == lastDay || (dayCount == LEARNING_DAYS && day > lastDay))) {
            return;
        }
        int place = Arrays.binarySearch(days, 0, dayCount, day);
        if (place >= 0 || -1 - place == LEARNING_DAYS) {
            return;
        }
        dayCount = Math.min(dayCount + 1, LEARNING_DAYS);
        System.arraycopy(days, -1 - place, days, -place, dayCount + place);
        days[-1 - place] = day;
        lastDay = days[dayCount - 1];
    }

    private boolean isLearnt(long timeMillis) {
        return dayCount < LEARNING_DAYS || day(timeMillis) <= lastDay;
    }

    /** Where the value's entry begins, or -1. */
    private int find(long valueHash) {
        for (int at = 0; at < size * ENTRY_LONGS; at += ENTRY_LONGS) {
            if (entries[at] == valueHash) {
                return at;
            }
        }
        return -1;
    }

    /** Where the next value's entry begins. */
    private int room() {
        if (size == VALUES_MAX) {
            int oldest = 0;
            for (int at = 0; at < entries.length; at += ENTRY_LONGS) {
                oldest = entries[at + LAST] < entries[oldest + LAST] ? at : oldest;
            }
            return oldest;
        }
        if (size * ENTRY_LONGS == entries.length) {
            entries = Arrays.copyOf(entries, Math.min(VALUES_MAX, 2 * size) * ENTRY_LONGS);
        }
        size++;
        return (size - 1) * ENTRY_LONGS;
    }

    private void put(int at, long valueHash, long firstMillis, long lastMillis) {
        entries[at] = valueHash;
        entries[at + FIRST] = firstMillis;
        entries[at + LAST] = lastMillis;
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        clockMillis = Math.max(clockMillis, toMillis);
    }

    /** How many values were first seen within the window, and after the learning days. */
    @Override
    public double value() {
        long leftMillis = leftMillis();
        if (newestMillis <= leftMillis || isLearnt(newestMillis)) {
            return 0;
        }
        int count = 0;
        for (int at = 0; at < size * ENTRY_LONGS; at += ENTRY_LONGS) {
            count += entries[at + FIRST] > leftMillis && !isLearnt(entries[at + FIRST]) ? 1 : 0;
        }
        return count;
    }

    /** True if the value was first seen within the window, after the learning days. */
    public boolean isNew(long valueHash) {
        int at = find(valueHash);
        return at >= 0 && isNewAt(at);
    }

    /** True if the group knows itself, and the value was nothing new to it. */
    public boolean isUsual(long valueHash) {
        int at = find(valueHash);
        return at >= 0 && !isLearnt(clockMillis) && !isNewAt(at);
    }

    private boolean isNewAt(int at) {
        return entries[at + FIRST] > leftMillis() && !isLearnt(entries[at + FIRST]);
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
        return FIXED_BYTES + dayCount * Long.BYTES + size * ENTRY_LONGS * Long.BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(clockMillis);
        out.put((byte) dayCount).putShort((short) size);
        for (int i = 0; i < dayCount; i++) {
            out.putLong(days[i]);
        }
        for (int i = 0; i < size * ENTRY_LONGS; i++) {
            out.putLong(entries[i]);
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
        NewValues read = new NewValues(Panes.readTimespan(in));
        read.clockMillis = in.getLong();
        int dayCount = in.get();
        int size = in.getShort();
        Varint.check(dayCount >= 0 && dayCount <= LEARNING_DAYS, "its days");
        Varint.check(size >= 0 && size <= VALUES_MAX, "a count out of bounds");
        Varint.need(in, (long) dayCount * Long.BYTES + (long) size * ENTRY_LONGS * Long.BYTES);
        for (int i = 0; i < dayCount; i++) {
            read.days[i] = in.getLong();
            Varint.check(i == 0 || read.days[i] > read.days[i - 1], "its days are out of order");
        }
        read.dayCount = dayCount;
        read.lastDay = dayCount == 0 ? Long.MIN_VALUE : read.days[dayCount - 1];
        for (int i = 0; i < size; i++) {
            long valueHash = in.getLong();
            long firstMillis = in.getLong();
            long lastMillis = in.getLong();
            Varint.check(firstMillis <= lastMillis, "a first sight is not the first");
            read.put(read.room(), valueHash, firstMillis, lastMillis);
            read.newestMillis = Math.max(read.newestMillis, firstMillis);
        }
        return read;
    }

    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + (long) entries.length * Long.BYTES;
    }
}
