package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The numbers of one counter that may still come, for {@link SequenceGaps}: one bit each for those above the floor, up
 * to the high-water mark, at most {@value #WINDOW_MAX} in all. What is at or below the floor is settled.
 */
final class AwaitedNumbers {

    static final int WINDOW = 1 << 16;
    /** While a backlog is worked off: 64 KB. */
    static final int WINDOW_MAX = 1 << 19;

    static final long NONE = -1;
    /** So that there is always a next one. */
    static final long NUMBER_MAX = Long.MAX_VALUE - 1;

    private static final int FIXED_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private long high = NONE;
    private long floor = NONE;
    /** Bit i: whether {@code base + i} was seen; of use above the floor only. */
    private BitSet seen = new BitSet();

    private long base;

    /** Is told of numbers that never came. */
    interface Settled {
        void missing(long from, long to);
    }

    /** The highest number seen; {@link #NONE} before the first. */
    long high() {
        return high;
    }

    long floor() {
        return floor;
    }

    /** Begins anew: all numbers up to {@code settled} are settled, and none above was seen. */
    void begin(long settled) {
        floor = settled;
        high = settled;
        base = settled + 1;
        seen = new BitSet();
    }

    /** Awaits numbers that were settled unseen: those above {@code settled}, which is below the floor. */
    void lower(long settled) {
        if (settled + 1 < base) {
            // Twice as far as need be: a number each time lower than the last costs no more than the window in all.
            long newBase = settled + 1 - (high - settled);
            int by = (int) (base - newBase);
            BitSet moved = new BitSet(by + seen.length());
            for (int bit = seen.nextSetBit(0); bit >= 0; bit = seen.nextSetBit(bit + 1)) {
                moved.set(by + bit);
            }
            seen = moved;
            base = newBase;
        }
        floor = settled;
    }

    /** True if the number, which lies above the floor, was seen. */
    boolean isSeen(long number) {
        return seen.get(bit(number));
    }

    /** Notes a number above the floor, at most {@link #WINDOW_MAX} above it. */
    void see(long number) {
        seen.set(bit(number));
        high = Math.max(high, number);
    }

    private int bit(long number) {
        return (int) (number - base);
    }

    /** Moves the floor up to a number at or below the mark, and says what of it has not been seen. */
    void settle(long upTo, Settled settled) {
        if (upTo <= floor) {
            return;
        }
        long number = floor + 1;
        while (number <= upTo) {
            long missing = base + seen.nextClearBit(bit(number));
            if (missing > upTo) {
                break;
            }
            int next = seen.nextSetBit(bit(missing));
            long last = next < 0 ? upTo : Math.min(upTo, base + next - 1);
            settled.missing(missing, last);
            number = last + 1;
        }
        floor = upTo;
        if (bit(floor + 1) >= WINDOW) {
            seen = seen.get(bit(floor + 1), Math.max(bit(floor + 1), seen.length()));
            base = floor + 1;
        }
    }

    int serializedBytes() {
        return FIXED_BYTES + words() * Long.BYTES;
    }

    private int words() {
        return (int) ((high - floor + Long.SIZE - 1) / Long.SIZE);
    }

    void writeTo(ByteBuffer out) {
        int words = words();
        out.putLong(high).putLong(floor).putInt(words);
        for (int i = 0; i < words; i++) {
            long word = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                long number = floor + 1 + (long) i * Long.SIZE + bit;
                word |= number <= high && isSeen(number) ? 1L << bit : 0;
            }
            out.putLong(word);
        }
    }

    static AwaitedNumbers readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        AwaitedNumbers read = new AwaitedNumbers();
        long high = in.getLong();
        read.begin(in.getLong());
        int words = in.getInt();
        Varint.check(read.floor >= NONE && high >= read.floor, "its highest number is too low");
        Varint.check(high - read.floor <= WINDOW_MAX, "its window is too wide");
        read.high = high;
        Varint.check(high <= NUMBER_MAX, "its highest number is too high");
        Varint.check(words == read.words(), "not the bits of its numbers");
        Varint.need(in, (long) words * Long.BYTES);
        for (int i = 0; i < words; i++) {
            long word = in.getLong();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                if ((word >>> bit & 1) != 0) {
                    read.seen.set(i * Long.SIZE + bit);
                }
            }
        }
        Varint.check(read.seen.length() == high - read.floor, "its highest number is another");
        return read;
    }

    long heapBytes() {
        return seen.size() / Byte.SIZE;
    }
}
