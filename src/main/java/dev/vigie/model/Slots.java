package dev.vigie.model;

/**
 * Where a hash has its place in a small table. Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4):
 * multiplying spreads the low bits, in which short names differ, over the high ones, which are taken. It keeps nobody
 * from making hashes collide: a table that outsiders fill must bound its probes.
 */
public final class Slots {

    /** 2^32 divided by the golden ratio, odd. */
    private static final int MULTIPLIER = 0x9E3779B9;

    private Slots() {}

    /**
     * A slot in [0, {@code count}).
     *
     * @param count a power of two, at least 2
     */
    public static int of(int hash, int count) {
        return (hash * MULTIPLIER) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(count));
    }
}
