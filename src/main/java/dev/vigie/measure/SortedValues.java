package dev.vigie.measure;

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

    private int start(int t) {
        return t == 0 ? 0 : ends[t - 1];
    }
}
