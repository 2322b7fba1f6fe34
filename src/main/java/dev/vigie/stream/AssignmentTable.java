package dev.vigie.stream;

/**
 * Stretches of time by 64-bit keyed hashes: a hash table with open addressing, linear probing and deletion by shifting
 * back (Knuth, <i>The Art of Computer Programming</i>, volume 3, section 6.4, algorithms L and R), at most half full.
 *
 * <p>Keys are their hashes: that of 10<sup>6</sup> entries one is taken for another by one of 10<sup>9</sup> different
 * questions has a probability of 10<sup>15</sup> / 2<sup>64</sup>, 5 in 100,000. An entry takes 24 bytes, and so does
 * each free place: 50 MB at most, and half as much again while it grows for the last time. Used by one thread at a
 * time.
 */
final class AssignmentTable {

    private static final int PLACES_MIN = 1 << 10;
    /** Marks a free place; a hash of 0 is taken for 1. */
    private static final long FREE = 0;

    private final int entriesMax;
    private long[] hashes = new long[PLACES_MIN];
    private long[] fromMillis = new long[PLACES_MIN];
    private long[] untilMillis = new long[PLACES_MIN];
    private int entries;

    AssignmentTable(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    int entries() {
        return entries;
    }

    boolean isFull() {
        return entries == entriesMax;
    }

    /** True where {@code hash} is known. */
    boolean has(long hash) {
        return hashes[place(used(hash))] != FREE;
    }

    /** True where {@code hash} is known and the time lies in its stretch. */
    boolean has(long hash, long atMillis) {
        int place = place(used(hash));
        return hashes[place] != FREE && fromMillis[place] <= atMillis && atMillis < untilMillis[place];
    }

    /** Sets the stretch of {@code hash}; the table must not be full if it is new. True if it was. */
    boolean put(long hash, long newFromMillis, long newUntilMillis) {
        long key = used(hash);
        int place = place(key);
        boolean isNew = hashes[place] == FREE;
        if (isNew) {
            if (isFull()) {
                throw new IllegalStateException("the table is full");
            }
            if (2 * (entries + 1) > hashes.length) {
                grow();
                place = place(key);
            }
            entries++;
        }
        set(place, key, newFromMillis, newUntilMillis);
        return isNew;
    }

    /** Forgets {@code hash}. True if it was known. */
    boolean remove(long hash) {
        int free = place(used(hash));
        if (hashes[free] == FREE) {
            return false;
        }
        int mask = hashes.length - 1;
        // What follows without a gap moves up, unless it would then stand before the place where it belongs.
        for (int next = (free + 1) & mask; hashes[next] != FREE; next = (next + 1) & mask) {
            int home = (int) hashes[next] & mask;
            if (((next - home) & mask) >= ((next - free) & mask)) {
                set(free, hashes[next], fromMillis[next], untilMillis[next]);
                free = next;
            }
        }
        hashes[free] = FREE;
        entries--;
        return true;
    }

    private static long used(long hash) {
        return hash == FREE ? 1 : hash;
    }

    /** Where {@code key} is, or would be. */
    private int place(long key) {
        int mask = hashes.length - 1;
        int place = (int) key & mask;
        while (hashes[place] != FREE && hashes[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void set(int place, long key, long newFromMillis, long newUntilMillis) {
        hashes[place] = key;
        fromMillis[place] = newFromMillis;
        untilMillis[place] = newUntilMillis;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldFrom = fromMillis;
        long[] oldUntil = untilMillis;
        hashes = new long[2 * oldHashes.length];
        fromMillis = new long[2 * oldHashes.length];
        untilMillis = new long[2 * oldHashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != FREE) {
                set(place(oldHashes[i]), oldHashes[i], oldFrom[i], oldUntil[i]);
            }
        }
    }
}
