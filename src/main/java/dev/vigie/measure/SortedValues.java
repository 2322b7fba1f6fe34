package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A table's values in an order that depends on nothing but the values: by time, then by hash. In panes there are few
 * times and many values to each.
 */
final class SortedValues {

    private final long[] times;
    private final int[] ends;
    private final long[] hashes;

    private SortedValues(long[] times, int[] ends, long[] hashes) {
        this.times = times;
        this.ends = ends;
        this.hashes = hashes;
    }

    static SortedValues of(HashTimes table) {
        long[] times = distinct(table.sortedTimes());
        long[] hashes = new long[table.size()];
        int[] ends = new int[times.length];
        table.forEach((time, hash) -> ends[Arrays.binarySearch(times, time)]++);
        int sum = 0;
        for (int t = 0; t < times.length; t++) {
            sum += ends[t];
            ends[t] = sum;
        }
        int[] free = ends.clone();
        table.forEach((time, hash) -> hashes[--free[Arrays.binarySearch(times, time)]] = hash);
        SortedValues values = new SortedValues(times, ends, hashes);
        for (int t = 0; t < times.length; t++) {
            Arrays.sort(hashes, values.start(t), ends[t]);
        }
        return values;
    }

    private static long[] distinct(long[] sorted) {
        int n = 0;
        for (long time : sorted) {
            if (n == 0 || time != sorted[n - 1]) {
                sorted[n++] = time;
            }
        }
        return Arrays.copyOf(sorted, n);
    }

    void forEach(SlidingDistinct.Sighting each) {
        for (int t = 0; t < times.length; t++) {
            for (int i = start(t); i < ends[t]; i++) {
                each.accept(times[t], hashes[i]);
            }
        }
    }

    /**
     * For each time: how far it is from the one before (the first: behind the clock), how many values, their hashes.
     */
    void writeTo(ByteBuffer out, long clockMillis) {
        Varint.write(out, times.length);
        for (int t = 0; t < times.length; t++) {
            Varint.write(out, timeCode(t, clockMillis));
            Varint.write(out, ends[t] - start(t));
            for (int i = start(t); i < ends[t]; i++) {
                out.putLong(hashes[i]);
            }
        }
    }

    int serializedBytes(long clockMillis) {
        int bytes = Varint.bytes(times.length) + hashes.length * Long.BYTES;
        for (int t = 0; t < times.length; t++) {
            bytes += Varint.bytes(timeCode(t, clockMillis)) + Varint.bytes(ends[t] - start(t));
        }
        return bytes;
    }

    /** Hands over what {@link #writeTo} wrote, as it is read; the receiver checks the values. */
    static void read(ByteBuffer in, long clockMillis, SlidingDistinct.Sighting each) {
        int times = Varint.read(in, 0, SlidingDistinct.VALUES_MAX);
        long time = 0;
        for (int t = 0; t < times; t++) {
            long code = Varint.read(in);
            long next = t == 0 ? clockMillis - Varint.unzigzag(code) : time + code;
            Varint.check(t == 0 || next > time, "times are not sorted");
            time = next;
            int values = Varint.read(in, 1, SlidingDistinct.VALUES_MAX);
            Varint.need(in, (long) values * Long.BYTES);
            for (int i = 0; i < values; i++) {
                each.accept(time, in.getLong());
            }
        }
    }

    private long timeCode(int t, long clockMillis) {
        return t == 0 ? Varint.zigzag(clockMillis - times[t]) : times[t] - times[t - 1];
    }

    private int start(int t) {
        return t == 0 ? 0 : ends[t - 1];
    }
}
