package dev.vigie.measure;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * An open-addressing table from uniformly distributed hashes to times, 16 bytes a place, at most three quarters full.
 * Linear probing; removal closes the gap, so that there are no tombstones to clean up after a burst. A place's time
 * lies beside its hash: most look-ups are of a table that no cache holds, and then wait for memory once.
 */
final class HashTimes {

    /** Marks a free place: the one time that can lie in no window. */
    private static final long FREE = Long.MIN_VALUE;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int CAPACITY_MIN = 8;
    private static final int FIXED_HEAP_BYTES = 40;

    /** At twice a place its time, then its hash. */
    private long[] entries = free(CAPACITY_MIN);

    private int size;

    /** Which values to keep. */
    @FunctionalInterface
    interface Choice {
        boolean keeps(long timeMillis, long hash);
    }

    int size() {
        return size;
    }

    /** See {@link Sliding#touch}. */
    long touch(long hash) {
        return entries[2 * (home(hash) & places() - 1)];
    }

    /** The place of a hash, or, if it is absent, -1 minus the place where {@link #insert} may put it. */
    int find(long hash) {
        long[] entries = this.entries;
        int mask = entries.length / 2 - 1;
        int at = home(hash) & mask;
        while (entries[2 * at] != FREE) {
            if (entries[2 * at + 1] == hash) {
                return at;
            }
            at = at + 1 & mask;
        }
        return -1 - at;
    }

    long timeAt(int place) {
        return entries[2 * place];
    }

    void setTimeAt(int place, long timeMillis) {
        entries[2 * place] = timeMillis;
    }

    void insert(int place, long hash, long timeMillis) {
        put(place, hash, timeMillis);
        size++;
        if (size > places() / 4 * 3) {
            rehash(places() * 2);
        }
    }

    private int places() {
        return entries.length / 2;
    }

    private void put(int place, long hash, long timeMillis) {
        entries[2 * place] = timeMillis;
        entries[2 * place + 1] = hash;
    }

    /** Makes room for so many values in all. */
    void reserve(int values) {
        int capacity = places();
        while (values > capacity / 4 * 3) {
            capacity *= 2;
        }
        if (capacity > places()) {
            rehash(capacity);
        }
    }

    void forEach(SlidingDistinct.Sighting each) {
        for (int at = 0; at < entries.length; at += 2) {
            if (entries[at] != FREE) {
                each.accept(entries[at], entries[at + 1]);
            }
        }
    }

    /** Drops what {@code choice} does not keep. */
    void retainIf(Choice choice) {
        long[] old = entries;
        entries = free(places());
        size = 0;
        for (int at = 0; at < old.length; at += 2) {
            if (old[at] != FREE && choice.keeps(old[at], old[at + 1])) {
                put(-1 - find(old[at + 1]), old[at + 1], old[at]);
                size++;
            }
        }
        shrink();
    }

    private void shrink() {
        int fitting = places();
        while (fitting > CAPACITY_MIN && size < fitting / 8) {
            fitting /= 2;
        }
        if (fitting < places()) {
            rehash(fitting);
        }
    }

    /** Drops what was last seen until then; returns the earliest time left, or the latest there is. */
    long dropUntil(long horizonMillis) {
        long earliestMillisLess1 = Long.MAX_VALUE;
        for (int at = 0; at < entries.length; at += 2) {
            // Less 1, a free place has the latest time there is: one branch, which is hardly ever taken, instead of one
            // that nobody can foretell.
            long millisLess1 = entries[at] - 1;
            // Closing a gap may bring another value to this place. None is missed: values only move back to places not
            // yet passed.
            while (millisLess1 < horizonMillis) {
                remove(at / 2);
                millisLess1 = entries[at] - 1;
            }
            earliestMillisLess1 = Math.min(earliestMillisLess1, millisLess1);
        }
        shrink();
        return earliestMillisLess1 == Long.MAX_VALUE ? Long.MAX_VALUE : earliestMillisLess1 + 1;
    }

    void mapTimes(LongUnaryOperator toTime) {
        for (int at = 0; at < entries.length; at += 2) {
            if (entries[at] != FREE) {
                entries[at] = toTime.applyAsLong(entries[at]);
            }
        }
    }

    /** The earliest time held, or the latest there is if nothing is held. */
    long earliestMillis() {
        long earliest = Long.MAX_VALUE;
        for (int at = 0; at < entries.length; at += 2) {
            if (entries[at] != FREE) {
                earliest = Math.min(earliest, entries[at]);
            }
        }
        return earliest;
    }

    /** All times held, ascending. */
    long[] sortedTimes() {
        long[] sorted = new long[size];
        int n = 0;
        for (int at = 0; at < entries.length; at += 2) {
            if (entries[at] != FREE) {
                sorted[n++] = entries[at];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (long) Long.BYTES * entries.length;
    }

    private void remove(int place) {
        int mask = places() - 1;
        int gap = place;
        for (int at = gap + 1 & mask; timeAt(at) != FREE; at = at + 1 & mask) {
            int probed = at - home(entries[2 * at + 1]) & mask;
            int fromGap = at - gap & mask;
            if (probed >= fromGap) {
                put(gap, entries[2 * at + 1], entries[2 * at]);
                gap = at;
            }
        }
        entries[2 * gap] = FREE;
        size--;
    }

    /** Hashes should be uniform; multiplying keeps the cost in bounds where they are not, and consecutive. */
    private static int home(long hash) {
        return (int) ((hash * SPREAD) >>> Integer.SIZE);
    }

    private void rehash(int capacity) {
        long[] old = entries;
        entries = free(capacity);
        for (int at = 0; at < old.length; at += 2) {
            if (old[at] != FREE) {
                put(-1 - find(old[at + 1]), old[at + 1], old[at]);
            }
        }
    }

    private static long[] free(int places) {
        long[] free = new long[2 * places];
        Arrays.fill(free, FREE);
        return free;
    }
}
