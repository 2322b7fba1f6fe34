package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * Whole numbers in 1 to 10 bytes, seven bits each, least significant first, and the checks that reading untrusted bytes
 * needs.
 */
final class Varint {

    private Varint() {}

    static int bytes(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    static void write(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            need(in, 1);
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 10 bytes");
    }

    /** Reads a number that has to lie within bounds: a count, before anything is allocated for it. */
    static int read(ByteBuffer in, int min, int max) {
        long value = read(in);
        check(value >= min && value <= max, "a count out of bounds");
        return (int) value;
    }

    /** Reads a byte that is 1 or 0. */
    static boolean flag(ByteBuffer in) {
        need(in, 1);
        byte flag = in.get();
        check(flag == 0 || flag == 1, "neither yes nor no");
        return flag == 1;
    }

    /** Maps numbers near zero, of either sign, to small ones. */
    static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    static void need(ByteBuffer in, long bytes) {
        check(in.remaining() >= bytes, "the bytes end too early");
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("not a summary: " + otherwise);
        }
    }
}
