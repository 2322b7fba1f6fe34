package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * A set of hashes, of whom was read today: a hash table with open addressing, at most half full. At most
 * {@value #SUBJECTS_MAX} are remembered; those that find no room are new each time.
 */
final class SeenToday {

    static final int SUBJECTS_MAX = 1_024;

    private static final int CAPACITY_MIN = 16;
    private static final int FIXED_HEAP_BYTES = 40;

    /** 0 stands for an empty place, and so 1 for a hash of 0. */
    private long[] hashes = new long[0];

    private int size;

    /** See {@link Sliding#touch}. */
    long touch(long hash) {
        return hashes.length == 0 ? 0 : hashes[(int) hash & hashes.length - 1];
    }

    /** True if the subject has not been seen, as far as is remembered. */
    boolean add(long hash) {
        if (size < SUBJECTS_MAX && 2 * (size + 1) > hashes.length) {
            resize(Math.max(CAPACITY_MIN, 2 * hashes.length));
        }
        return insert(hash == 0 ? 1 : hash);
    }

    private boolean insert(long stored) {
        int mask = hashes.length - 1;
        int place = (int) stored & mask;
        while (hashes[place] != 0) {
            if (hashes[place] == stored) {
                return false;
            }
            place = (place + 1) & mask;
        }
        if (size < SUBJECTS_MAX) {
            hashes[place] = stored;
            size++;
        }
        return true;
    }

    private void resize(int capacity) {
        long[] before = hashes;
        hashes = new long[capacity];
        size = 0;
        for (long hash : before) {
            if (hash != 0) {
                insert(hash);
            }
        }
    }

    void clear() {
        hashes = new long[0];
        size = 0;
    }

    int size() {
        return size;
    }

    int serializedBytes() {
        return Short.BYTES + size * Long.BYTES;
    }

    void writeTo(ByteBuffer out) {
        out.putShort((short) size);
        for (long hash : hashes) {
            if (hash != 0) {
                out.putLong(hash);
            }
        }
    }

    static SeenToday readFrom(ByteBuffer in) {
        Varint.need(in, Short.BYTES);
        int count = in.getShort();
        Varint.check(count >= 0 && count <= SUBJECTS_MAX, "a count out of bounds");
        Varint.need(in, (long) count * Long.BYTES);
        SeenToday read = new SeenToday();
        for (int i = 0; i < count; i++) {
            Varint.check(read.add(in.getLong()), "a subject stands twice");
        }
        return read;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (long) hashes.length * Long.BYTES;
    }
}
