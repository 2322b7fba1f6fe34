package dev.vigie.measure;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * An open-addressing table from uniformly distributed hashes to times, 16 bytes a place, at most three quarters full.
 * Linear probing; removal closes the gap, so that there are no tombstones to clean up after a burst.
 */
final class HashTimes {

    /** Marks a free place: the one time that can lie in no window. */
    private static final long FREE = Long.MIN_VALUE;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int CAPACITY_MIN = 8;
    private static final int FIXED_HEAP_BYTES = 64;

    private long[] hashes = new long[CAPACITY_MIN];
    private long[] times = freeTimes(CAPACITY_MIN);
    private int size;

    /** Which values to keep. */
    @FunctionalInterface
    interface Choice {
        boolean keeps(long timeMillis, long hash);
    }

    int size() {
        return size;
    }

    /** The place of a hash, or, if it is absent, -1 minus the place where {@link #insert} may put it. */
    int find(long hash) {
        int mask = times.length - 1;
        int at = home(hash) & mask;
        while (times[at] != FREE) {
            if (hashes[at] == hash) {
                return at;
            }
            at = at + 1 & mask;
        }
        return -1 - at;
    }

    long timeAt(int place) {
        return times[place];
    }

    void setTimeAt(int place, long timeMillis) {
        times[place] = timeMillis;
    }

    void insert(int place, long hash, long timeMillis) {
        hashes[place] = hash;
        times[place] = timeMillis;
        size++;
        if (size > times.length / 4 * 3) {
            rehash(times.length * 2);
        }
    }

    /** Makes room for so many values in all. */
    void reserve(int values) {
        int capacity = times.length;
        while (values > capacity / 4 * 3) {
            capacity *= 2;
        }
        if (capacity > times.length) {
            rehash(capacity);
        }
    }

    void forEach(SlidingDistinct.Sighting each) {
        for (int at = 0; at < times.length; at++) {
            if (times[at] != FREE) {
                each.accept(times[at], hashes[at]);
            }
        }
    }

    /** Drops what {@code choice} does not keep; returns the earliest time left, or the latest there is. */
    long retainIf(Choice choice) {
        long earliest = Long.MAX_VALUE;
        for (int at = 0; at < times.length; at++) {
            // Closing a gap may bring another value to this place. None is missed: values only move back to places not
            // yet passed.
            while (times[at] != FREE && !choice.keeps(times[at], hashes[at])) {
                remove(at);
            }
            if (times[at] != FREE) {
                earliest = Math.min(earliest, times[at]);
            }
        }
        int fitting = times.length;
        while (fitting > CAPACITY_MIN && size < fitting / 8) {
            fitting /= 2;
        }
        if (fitting < times.length) {
            rehash(fitting);
        }
        return earliest;
    }

    void mapTimes(LongUnaryOperator toTime) {
        for (int at = 0; at < times.length; at++) {
            if (times[at] != FREE) {
                times[at] = toTime.applyAsLong(times[at]);
            }
        }
    }

    /** The earliest time held, or the latest there is if nothing is held. */
    long earliestMillis() {
        long earliest = Long.MAX_VALUE;
        for (long time : times) {
            if (time != FREE && time < earliest) {
                earliest = time;
            }
        }
        return earliest;
    }

    /** All times held, ascending. */
    long[] sortedTimes() {
        long[] sorted = new long[size];
        int n = 0;
        for (long time : times) {
            if (time != FREE) {
                sorted[n++] = time;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + 2L * Long.BYTES * times.length;
    }

    private void remove(int place) {
        int mask = times.length - 1;
        int gap = place;
        for (int at = gap + 1 & mask; times[at] != FREE; at = at + 1 & mask) {
            int probed = at - home(hashes[at]) & mask;
            int fromGap = at - gap & mask;
            if (probed >= fromGap) {
                hashes[gap] = hashes[at];
                times[gap] = times[at];
                gap = at;
            }
        }
        times[gap] = FREE;
        size--;
    }

    /** Hashes should be uniform; multiplying keeps the cost in bounds where they are not, and consecutive. */
    private static int home(long hash) {
        return (int) ((hash * SPREAD) >>> Integer.SIZE);
    }

    private void rehash(int capacity) {
        long[] oldHashes = hashes;
        long[] oldTimes = times;
        hashes = new long[capacity];
        times = freeTimes(capacity);
        for (int i = 0; i < oldTimes.length; i++) {
            if (oldTimes[i] != FREE) {
                int place = -1 - find(oldHashes[i]);
                hashes[place] = oldHashes[i];
                times[place] = oldTimes[i];
            }
        }
    }

    private static long[] freeTimes(int capacity) {
        long[] free = new long[capacity];
        Arrays.fill(free, FREE);
        return free;
    }
}
