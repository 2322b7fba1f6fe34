package dev.vigie.measure;

import java.nio.ByteBuffer;

/** Up to 64 remembered ids that are stored, written and forgotten together. */
final class IdSegment {

    static final int SEGMENT_IDS = 64;

    private static final int ID_BYTES = Long.BYTES + Integer.BYTES;
    private static final int HEAP_BYTES = 80 + SEGMENT_IDS * ID_BYTES;

    private final int number;
    private final long[] ids = new long[SEGMENT_IDS];
    private final int[] contents = new int[SEGMENT_IDS];
    private int size;
    private long newestMillis = Long.MIN_VALUE;

    /** @param number its running number */
    IdSegment(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == SEGMENT_IDS;
    }

    /** The latest event time of its ids. */
    long newestMillis() {
        return newestMillis;
    }

    long id(int slot) {
        return ids[slot];
    }

    int content(int slot) {
        return contents[slot];
    }

    void append(long idHash, int contentHash, long timeMillis) {
        ids[size] = idHash;
        contents[size] = contentHash;
        size++;
        newestMillis = Math.max(newestMillis, timeMillis);
    }

    int serializedBytes() {
        return Integer.BYTES + Long.BYTES + 1 + size * ID_BYTES;
    }

    void writeTo(ByteBuffer out) {
        out.putInt(number);
        out.putLong(newestMillis);
        out.put((byte) size);
        for (int slot = 0; slot < size; slot++) {
            out.putLong(ids[slot]);
            out.putInt(contents[slot]);
        }
    }

    static IdSegment readFrom(ByteBuffer in) {
        Varint.need(in, Integer.BYTES + Long.BYTES + 1);
        IdSegment read = new IdSegment(in.getInt());
        long newestMillis = in.getLong();
        int size = in.get();
        Varint.check(size > 0 && size <= SEGMENT_IDS, "a segment of too many or no ids");
        Varint.need(in, (long) size * ID_BYTES);
        for (int slot = 0; slot < size; slot++) {
            read.append(in.getLong(), in.getInt(), newestMillis);
        }
        return read;
    }

    long heapBytes() {
        return HEAP_BYTES;
    }
}
