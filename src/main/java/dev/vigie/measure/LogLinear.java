package dev.vigie.measure;

/**
 * The buckets that stand for amounts where each single one would cost too much: log-linear, as HdrHistogram's are (Gil
 * Tene, 2012).
 *
 * <p>Amounts below 64 have a bucket each. From there on every power of two is cut into 32 buckets of equal width w, of
 * which the lowest begins at 32 w. So no amount in a bucket is further from its middle than w/2, a 64th of the amount
 * at most. All amounts up to {@link Long#MAX_VALUE} have {@value #BUCKETS} buckets.
 */
final class LogLinear {

    static final int BUCKETS = 1_888;
    static final double RELATIVE_ERROR_MAX = 1.0 / 64;

    private static final int PER_OCTAVE = 32;
    private static final int EXACT_BELOW = 2 * PER_OCTAVE;
    private static final int EXACT_BITS = 6;

    private LogLinear() {}

    /** @param amount 0 or more */
    static int bucket(long amount) {
        int widthBits = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(amount) - EXACT_BITS);
        return widthBits * PER_OCTAVE + (int) (amount >>> widthBits);
    }

    /** The amount that stands for all in a bucket; it lies there itself. */
    static long middle(int bucket) {
        if (bucket < EXACT_BELOW) {
            return bucket;
        }
        int widthBits = bucket / PER_OCTAVE - 1;
        long first = (long) (bucket - widthBits * PER_OCTAVE) << widthBits;
        return first + (1L << widthBits >> 1);
    }

    /** The error that the middle of a bucket may have, of which it is 0 or the middle: an amount alone has none. */
    static double relativeError(double middle) {
        return middle < EXACT_BELOW ? 0 : RELATIVE_ERROR_MAX;
    }
}
