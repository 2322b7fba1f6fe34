package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A short list of amounts with their times, sorted by both, and the same amounts sorted by size. */
final class TimedAmounts {

    private static final int CAPACITY_MIN = 4;
    private static final int ENTRY_BYTES_MIN = 2;
    private static final int FIXED_HEAP_BYTES = 80;

    private long[] times;
    private long[] amounts;
    private long[] ranked;
    private int size;

    TimedAmounts() {
        this(CAPACITY_MIN);
    }

    private TimedAmounts(int capacity) {
        times = new long[capacity];
        amounts = new long[capacity];
        ranked = new long[capacity];
    }

    int size() {
        return size;
    }

    long timeAt(int at) {
        return times[at];
    }

    long amountAt(int at) {
        return amounts[at];
    }

    boolean hasTime(long timeMillis) {
        return Arrays.binarySearch(times, 0, size, timeMillis) >= 0;
    }

    /** The amount of a rank, which the lowest has as 1. */
    long ranked(long rank) {
        return ranked[(int) rank - 1];
    }

    void add(long timeMillis, long amount) {
        if (size == times.length) {
            resize(2 * size);
        }
        int at = size;
        while (at > 0 && isAfter(at - 1, timeMillis, amount)) {
            at--;
        }
        insert(times, at, timeMillis);
        insert(amounts, at, amount);
        insert(ranked, rankedPlace(amount), amount);
        size++;
    }

    private boolean isAfter(int at, long timeMillis, long amount) {
        return times[at] == timeMillis ? amounts[at] > amount : times[at] > timeMillis;
    }

    private void insert(long[] list, int at, long value) {
        System.arraycopy(list, at, list, at + 1, size - at);
        list[at] = value;
    }

    private int rankedPlace(long amount) {
        int found = Arrays.binarySearch(ranked, 0, size, amount);
        return found >= 0 ? found : -1 - found;
    }

    /** Lets go of what has a time at the horizon or before it. */
    void dropUntil(long horizonMillis) {
        int left = 0;
        while (left < size && times[left] <= horizonMillis) {
            left++;
        }
        if (left == 0) {
            return;
        }
        for (int i = 0; i < left; i++) {
            int at = rankedPlace(amounts[i]);
            System.arraycopy(ranked, at + 1, ranked, at, size - at - 1);
            // The places that are given up here sort behind all others, so that the list may still be searched.
            ranked[size - 1] = Long.MAX_VALUE;
        }
        size -= left;
        System.arraycopy(times, left, times, 0, size);
        System.arraycopy(amounts, left, amounts, 0, size);
        if (size * 8 < times.length && times.length > CAPACITY_MIN) {
            resize(Math.max(CAPACITY_MIN, size * 2));
        }
    }

    private void resize(int capacity) {
        times = Arrays.copyOf(times, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
        ranked = Arrays.copyOf(ranked, capacity);
    }

    int serializedBytes(long clockMillis) {
        int bytes = Varint.bytes(size);
        for (int i = 0; i < size; i++) {
            bytes += Varint.bytes(timeCode(i, clockMillis)) + Varint.bytes(amounts[i]);
        }
        return bytes;
    }

    void writeTo(ByteBuffer out, long clockMillis) {
        Varint.write(out, size);
        for (int i = 0; i < size; i++) {
            Varint.write(out, timeCode(i, clockMillis));
            Varint.write(out, amounts[i]);
        }
    }

    /** The first time is told from the clock, every other one from the one before it. */
    private long timeCode(int i, long clockMillis) {
        return i == 0 ? Varint.zigzag(clockMillis - times[0]) : times[i] - times[i - 1];
    }

    static TimedAmounts readFrom(ByteBuffer in, int sizeMax, Panes panes, long clockMillis) {
        int entries = Varint.read(in, 0, sizeMax);
        Varint.need(in, (long) entries * ENTRY_BYTES_MIN);
        TimedAmounts read = new TimedAmounts(Math.max(CAPACITY_MIN, entries));
        for (int i = 0; i < entries; i++) {
            long code = Varint.read(in);
            long time = i == 0 ? clockMillis - Varint.unzigzag(code) : read.times[i - 1] + code;
            Varint.check(time > panes.horizon(clockMillis) && time <= panes.end(clockMillis), "a time off the window");
            long amount = Varint.read(in);
            Varint.check(amount >= 0, "an amount below 0");
            Varint.check(i == 0 || !read.isAfter(i - 1, time, amount), "times or amounts are not sorted");
            read.add(time, amount);
        }
        return read;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + 3L * Long.BYTES * times.length;
    }
}
