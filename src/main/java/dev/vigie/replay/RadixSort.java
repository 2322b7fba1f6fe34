package dev.vigie.replay;

import java.util.Arrays;

/**
 * Puts pairs of numbers in the order of the first: by {@value #DIGIT_BITS} bits at a time, the lowest first, each time
 * keeping the order of what is equal there (Knuth, <i>The Art of Computer Programming</i>, volume 3, section 5.2.5). It
 * compares nothing, so that millions of keys cost a few passes over memory, in order; a digit that all keys have alike
 * costs none. A few keys are inserted one by one (5.2.1): they are not worth the counters.
 */
final class RadixSort {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;
    private static final int VALUES = 1 << DIGIT_BITS;
    /** So many are inserted. */
    private static final int FEW = 64;

    private RadixSort() {}

    /**
     * Sorts the first {@code count} pairs by {@code keys}, and leaves those of equal keys in the order in which they
     * are. Takes as much memory again, but for a few.
     *
     * @param keys 0 or more each
     */
    static void sort(long[] keys, long[] values, int count) {
        if (count <= FEW) {
            insert(keys, values, count);
        } else {
            sortByDigits(keys, values, count);
        }
    }

    private static void insert(long[] keys, long[] values, int count) {
        for (int i = 1; i < count; i++) {
            long key = keys[i];
            long value = values[i];
            int place = i;
            for (; place > 0 && keys[place - 1] > key; place--) {
                keys[place] = keys[place - 1];
                values[place] = values[place - 1];
            }
            keys[place] = key;
            values[place] = value;
        }
    }

    private static void sortByDigits(long[] keys, long[] values, int count) {
        int[][] counts = new int[DIGITS][VALUES];
        for (int i = 0; i < count; i++) {
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][valueOf(keys[i], digit)]++;
            }
        }
        long[] fromKeys = keys;
        long[] fromValues = values;
        long[] toKeys = new long[count];
        long[] toValues = new long[count];
        for (int digit = 0; digit < DIGITS; digit++) {
            if (count > 0 && counts[digit][valueOf(keys[0], digit)] < count) {
                move(fromKeys, fromValues, count, digit, places(counts[digit]), toKeys, toValues);
                long[] keysBefore = fromKeys;
                fromKeys = toKeys;
                toKeys = keysBefore;
                long[] valuesBefore = fromValues;
                fromValues = toValues;
                toValues = valuesBefore;
            }
        }
        if (fromKeys != keys) {
            System.arraycopy(fromKeys, 0, keys, 0, count);
            System.arraycopy(fromValues, 0, values, 0, count);
        }
    }

    private static int valueOf(long key, int digit) {
        return (int) (key >>> (digit * DIGIT_BITS)) & (VALUES - 1);
    }

    /** Where the first key with each value of a digit goes. */
    private static int[] places(int[] counts) {
        int[] places = Arrays.copyOf(counts, counts.length);
        int place = 0;
        for (int value = 0; value < places.length; value++) {
            int next = place + places[value];
            places[value] = place;
            place = next;
        }
        return places;
    }

    private static void move(
            long[] fromKeys, long[] fromValues, int count, int digit, int[] places, long[] toKeys, long[] toValues) {
        for (int i = 0; i < count; i++) {
            int value = valueOf(fromKeys[i], digit);
            int place = places[value]++;
            toKeys[place] = fromKeys[i];
            toValues[place] = fromValues[i];
        }
    }
}
