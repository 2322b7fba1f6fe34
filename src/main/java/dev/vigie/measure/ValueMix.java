package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How often each of some values was seen, by their hashes.
 *
 * <p><b>Idea.</b> At most {@value #VALUES_MAX} values have a count of their own; others are counted together. A value
 * that finds no room is paid for by all: each count falls by one and the newcomer's with them, until there is room
 * (Misra and Gries, "Finding repeated elements", Science of Computer Programming, 1982). When all counts together pass
 * {@value #TOTAL_MAX} they are halved, so that the mix follows its group.
 *
 * <p><b>Error.</b> A count is exact as long as there are at most {@value #VALUES_MAX} values; then it is too small by
 * at most one part in {@value #VALUES_MAX} of all, and never too large: who shows many values once cannot displace what
 * is common. Until then, and until counts are halved, a mix does not depend on the order of what was added.
 */
public final class ValueMix {

    static final int VALUES_MAX = 256;
    static final int TOTAL_MAX = 1 << 20;

    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 1 + Integer.BYTES + Short.BYTES;
    private static final int ENTRY_BYTES = Long.BYTES + Integer.BYTES;
    private static final int CAPACITY_MIN = 4;

    /** Rising. */
    private long[] hashes = new long[CAPACITY_MIN];

    private int[] counts = new int[CAPACITY_MIN];
    private int size;
    private int other;
    private int total;

    /**
     * Counts a value.
     *
     * @param count how often it was seen, 1 to {@value #TOTAL_MAX}
     */
    public void add(long hash, int count) {
        if (count < 1 || count > TOTAL_MAX) {
            throw new IllegalArgumentException("a count is 1 to " + TOTAL_MAX + ", not " + count);
        }
        put(hash, count);
        bound();
    }

    /** Counts all that another mix has counted. */
    public void add(ValueMix mix) {
        for (int i = 0; i < mix.size; i++) {
            put(mix.hashes[i], mix.counts[i]);
        }
        other += mix.other;
        total += mix.other;
        bound();
    }

    /** See {@link Sliding#touch}. */
    long touch() {
        return hashes[0] + counts[0] + size;
    }

    private void put(long hash, int count) {
        total += count;
        int place = Arrays.binarySearch(hashes, 0, size, hash);
        if (place >= 0) {
            counts[place] += count;
        } else if (size < VALUES_MAX) {
            insert(-1 - place, hash, count);
        } else {
            int paid = payFor(count);
            if (paid < count) {
                insert(-1 - Arrays.binarySearch(hashes, 0, size, hash), hash, count - paid);
            }
        }
    }

    /** Takes so much off every count, and off a newcomer's, that one of them is 0. */
    private int payFor(int count) {
        int paid = count;
        for (int i = 0; i < size; i++) {
            paid = Math.min(paid, counts[i]);
        }
        other += paid * (size + 1);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] > paid) {
                hashes[kept] = hashes[i];
                counts[kept] = counts[i] - paid;
                kept++;
            }
        }
        size = kept;
        return paid;
    }

    private void bound() {
        while (total > TOTAL_MAX) {
            halve();
        }
    }

    private void insert(int place, long hash, int count) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(hashes, place, hashes, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        hashes[place] = hash;
        counts[place] = count;
        size++;
    }

    private void halve() {
        int kept = 0;
        total = other / 2;
        other = total;
        for (int i = 0; i < size; i++) {
            int half = counts[i] / 2;
            if (half > 0) {
                hashes[kept] = hashes[i];
                counts[kept] = half;
                kept++;
                total += half;
            }
        }
        size = kept;
    }

    /** Adds {@code mix} as if it had been of {@code people} people, at most those that it is of. */
    public void addScaled(ValueMix mix, int people) {
        double scale = Math.min(1, people / (double) Math.max(1, mix.total));
        for (int i = 0; i < mix.size; i++) {
            int count = (int) Math.rint(mix.counts[i] * scale);
            if (count > 0) {
                put(mix.hashes[i], count);
            }
        }
        int rest = (int) Math.rint(mix.other * scale);
        other += rest;
        total += rest;
        bound();
    }

    /** How often the value was seen: 0 for one that is only counted among others. */
    public int count(long hash) {
        int place = Arrays.binarySearch(hashes, 0, size, hash);
        return place < 0 ? 0 : counts[place];
    }

    /** All counts together. */
    public int total() {
        return total;
    }

    public int serializedBytes() {
        return FIXED_BYTES + size * ENTRY_BYTES;
    }

    /** Puts exactly {@link #serializedBytes()} bytes. */
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putInt(other).putShort((short) size);
        for (int i = 0; i < size; i++) {
            out.putLong(hashes[i]).putInt(counts[i]);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static ValueMix readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        ValueMix read = new ValueMix();
        read.other = in.getInt();
        int size = in.getShort();
        Varint.check(read.other >= 0 && read.other <= TOTAL_MAX && size >= 0 && size <= VALUES_MAX, "its counts");
        Varint.need(in, (long) size * ENTRY_BYTES);
        read.total = read.other;
        for (int i = 0; i < size; i++) {
            long hash = in.getLong();
            int count = in.getInt();
            Varint.check(count > 0 && count <= TOTAL_MAX - read.total, "its counts");
            Varint.check(i == 0 || hash > read.hashes[i - 1], "its values are out of order");
            read.insert(i, hash, count);
            read.total += count;
        }
        return read;
    }

    long heapBytes() {
        return 64 + (long) hashes.length * ENTRY_BYTES;
    }
}
