package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How many things fell into each pane of a window, for the panes that have any: few, mostly one. */
final class PaneCounts {

    /** Of one pane. */
    private static final int COUNT_MAX = 1 << 30;

    private static final int PANE_BYTES_MIN = 2;
    private static final int FIXED_HEAP_BYTES = 72;
    private static final int PANE_HEAP_BYTES = Long.BYTES + Integer.BYTES;

    /** Rising. */
    private long[] panes = new long[1];

    private int[] counts = new int[1];
    private int size;
    private long total;

    /** Of all panes. */
    long total() {
        return total;
    }

    void add(long pane, int count) {
        int place = Arrays.binarySearch(panes, 0, size, pane);
        if (place < 0) {
            place = -1 - place;
            open(place, pane);
        }
        counts[place] += count;
        total += count;
    }

    /** See {@link Sliding#touch}. */
    long touch() {
        return size == 0 ? 0 : panes[size - 1] + counts[size - 1];
    }

    private void open(int place, long pane) {
        if (size == panes.length) {
            int capacity = Math.min(Panes.LIVE_PANES_MAX, 2 * size);
            panes = Arrays.copyOf(panes, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(panes, place, panes, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        panes[place] = pane;
        counts[place] = 0;
        size++;
    }

    void add(PaneCounts other) {
        for (int i = 0; i < other.size; i++) {
            add(other.panes[i], other.counts[i]);
        }
    }

    /** Where there is any. */
    long earliestPane() {
        return panes[0];
    }

    /** Lets go of the panes before {@code oldest}. */
    void dropBefore(long oldest) {
        int left = 0;
        while (left < size && panes[left] < oldest) {
            total -= counts[left];
            left++;
        }
        if (left > 0) {
            size -= left;
            System.arraycopy(panes, left, panes, 0, size);
            System.arraycopy(counts, left, counts, 0, size);
        }
    }

    int serializedBytes(long newest) {
        int bytes = Varint.bytes(size);
        for (int i = 0; i < size; i++) {
            bytes += Varint.bytes(newest - panes[i]) + Varint.bytes(counts[i]);
        }
        return bytes;
    }

    /** Panes are told from the newest that the window may have. */
    void writeTo(ByteBuffer out, long newest) {
        Varint.write(out, size);
        for (int i = 0; i < size; i++) {
            Varint.write(out, newest - panes[i]);
            Varint.write(out, counts[i]);
        }
    }

    /** At least one pane, and none before {@code oldest}. */
    static PaneCounts readFrom(ByteBuffer in, long oldest, long newest) {
        int size = Varint.read(in, 1, Panes.LIVE_PANES_MAX);
        Varint.need(in, (long) size * PANE_BYTES_MIN);
        PaneCounts read = new PaneCounts();
        for (int i = 0; i < size; i++) {
            long pane = newest - Varint.read(in, 0, (int) (newest - oldest));
            Varint.check(i == 0 || pane > read.panes[i - 1], "panes are not sorted");
            read.add(pane, Varint.read(in, 1, COUNT_MAX));
        }
        return read;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (long) panes.length * PANE_HEAP_BYTES;
    }
}
