package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How many amounts each {@linkplain LogLinear bucket} has: a sorted list of those that have any, 8 bytes each. */
final class BucketCounts {

    private static final int COUNT_BITS = 52;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final int CAPACITY_MIN = 2;
    private static final int CELL_BYTES_MIN = 2;
    private static final int FIXED_HEAP_BYTES = 56;

    private final long countMax;

    /** The bucket in the upper 12 bits, its count in the lower 52. */
    private long[] cells;

    private int size;
    private long total;

    /** @param countMax of one bucket, below 2^52: what is more is not counted */
    BucketCounts(long countMax) {
        this(countMax, CAPACITY_MIN);
    }

    private BucketCounts(long countMax, int capacity) {
        this.countMax = countMax;
        this.cells = new long[capacity];
    }

    /** Of all buckets. */
    long total() {
        return total;
    }

    /** Says how many were counted. */
    long add(int bucket, long count) {
        // Never found, since there is no count of 0: this is the place of the bucket or of the next one.
        int at = -1 - Arrays.binarySearch(cells, 0, size, (long) bucket << COUNT_BITS);
        if (at == size || bucketAt(at) != bucket) {
            open(at);
            cells[at] = (long) bucket << COUNT_BITS;
        }
        long counted = Math.min(count, countMax - countAt(at));
        cells[at] += counted;
        total += counted;
        return counted;
    }

    /** Takes away what was added here too. */
    void subtract(BucketCounts other) {
        int kept = 0;
        int next = 0;
        for (int at = 0; at < size; at++) {
            long cell = cells[at];
            if (next < other.size && other.bucketAt(next) == bucketAt(at)) {
                cell -= other.countAt(next++);
            }
            if ((cell & COUNT_MASK) > 0) {
                cells[kept++] = cell;
            }
        }
        size = kept;
        total -= other.total;
    }

    /** The bucket of the amount of a rank, which the lowest has as 1, and the highest as {@link #total}. */
    int bucketOf(long rank) {
        int at = 0;
        for (long left = rank - countAt(0); left > 0; left -= countAt(at)) {
            at++;
        }
        return bucketAt(at);
    }

    int size() {
        return size;
    }

    int bucketAt(int at) {
        return (int) (cells[at] >>> COUNT_BITS);
    }

    long countAt(int at) {
        return cells[at] & COUNT_MASK;
    }

    private void open(int at) {
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, 2 * size);
        }
        System.arraycopy(cells, at, cells, at + 1, size - at);
        size++;
    }

    int serializedBytes() {
        int bytes = Varint.bytes(size);
        for (int at = 0; at < size; at++) {
            bytes += Varint.bytes(bucketCode(at)) + Varint.bytes(countAt(at));
        }
        return bytes;
    }

    void writeTo(ByteBuffer out) {
        Varint.write(out, size);
        for (int at = 0; at < size; at++) {
            Varint.write(out, bucketCode(at));
            Varint.write(out, countAt(at));
        }
    }

    private int bucketCode(int at) {
        return at == 0 ? bucketAt(0) : bucketAt(at) - bucketAt(at - 1);
    }

    static BucketCounts readFrom(ByteBuffer in, long countMax) {
        int buckets = Varint.read(in, 1, LogLinear.BUCKETS);
        Varint.need(in, (long) buckets * CELL_BYTES_MIN);
        BucketCounts read = new BucketCounts(countMax, buckets);
        int bucket = Varint.read(in, 0, LogLinear.BUCKETS - 1);
        for (int i = 0; i < buckets; i++) {
            bucket += i == 0 ? 0 : Varint.read(in, 1, LogLinear.BUCKETS - 1);
            Varint.check(bucket < LogLinear.BUCKETS, "a bucket beyond the last");
            long count = Varint.read(in);
            Varint.check(count > 0 && count <= countMax, "a bucket's count out of bounds");
            read.add(bucket, count);
        }
        return read;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (long) cells.length * Long.BYTES;
    }
}
