package dev.vigie.measure;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The quantiles of amounts over a sliding window of a group's own event time ({@code value_percentile},
 * {@code value_median}); one serves every fraction.
 *
 * <p><b>Definition.</b> Nearest rank: the quantile of a fraction f is the smallest amount in the window such that at
 * least the share f of all amounts there are not above it. So it is always an amount that occurred: of 1 and 1,000 the
 * median is 1. The quantile of nothing is {@link Double#NaN}: it meets no limit.
 *
 * <p><b>Exact part.</b> A list of (time, amount), sorted by time, and the amounts once more, sorted by size, while
 * there are at most {@value #EXACT_AMOUNTS_MAX} amounts.
 *
 * <p><b>Beyond.</b> Times are rounded up to the end of their {@linkplain Panes pane}: the window is at most 1/64 wider,
 * never narrower. Amounts are counted by {@linkplain LogLinear bucket}, for each pane and, to answer with one scan of
 * buckets, for all panes together; a pane that leaves is subtracted. A rank's bucket is found without error, so the
 * answer, the bucket's middle, is the nearest-rank amount of that window to within 1/64 of it, and exact below 64. A
 * bound on the amount was chosen over the bounds on the rank that Greenwald-Khanna, KLL or t-digest give: limits are
 * compared with amounts, and of sketches that shrink as panes leave, counts are the one that knows no order.
 *
 * <p><b>Memory.</b> 65 panes overlap a window, each with at most {@value LogLinear#BUCKETS} buckets: of at most 6 bytes
 * when written (counts stop at 2^35 - 1 for one bucket of one pane), that is 740,000 bytes at worst, and on the heap
 * 1.1 million, twice that while lists grow. Amounts within a factor of a thousand: a sixth.
 *
 * <p><b>Order.</b> Both ways of storing are sets that know no order. So events that all lie inside the final window
 * leave the same state in any order. After thinning out to {@value #EXACT_AGAIN_AMOUNTS_MAX} amounts (half of the
 * limit, so that it does not go back and forth) what is added is exact again; what is held is the middle of its bucket
 * at the end of its pane, and until the last of it has left {@link #relativeError} says so.
 */
public final class SlidingQuantile implements Sliding {

    static final int EXACT_AMOUNTS_MAX = 256;
    static final int EXACT_AGAIN_AMOUNTS_MAX = EXACT_AMOUNTS_MAX / 2;

    private static final double MEDIAN = 0.5;
    private static final byte FORMAT_EXACT = 1;
    private static final byte FORMAT_PANED = 2;
    private static final byte FORMAT_THINNED = 3;
    private static final int FIXED_HEAP_BYTES = 72;

    private final Panes panes;
    private long clockMillis = Long.MIN_VALUE;

    /** Empty while there are panes. */
    private TimedAmounts exact = new TimedAmounts();

    private @Nullable PaneBuckets paned;

    /** The exact list holds amounts of thinned out panes up to this time; {@link Long#MIN_VALUE} if it does not. */
    private long roundedUntilMillis = Long.MIN_VALUE;

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE}, which never expires */
    public SlidingQuantile(long timespanMillis) {
        panes = Panes.of(timespanMillis);
    }

    @Override
    public long timespanMillis() {
        return panes.timespanMillis();
    }

    /** Moves the group's clock forward (never back) and drops what left the window. */
    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        long horizon = panes.horizon(toMillis);
        PaneBuckets buckets = paned;
        if (buckets == null) {
            exact.dropUntil(horizon);
        } else if (buckets.dropUntil(horizon) && buckets.total() <= EXACT_AGAIN_AMOUNTS_MAX) {
            thinOut(buckets);
        }
        if (roundedUntilMillis <= horizon) {
            roundedUntilMillis = Long.MIN_VALUE;
        }
    }

    private void thinOut(PaneBuckets buckets) {
        paned = null;
        buckets.forEach((endMillis, bucket, count) -> {
            roundedUntilMillis = endMillis;
            for (long i = 0; i < count; i++) {
                exact.add(endMillis, LogLinear.middle(bucket));
            }
        });
    }

    /**
     * Adds an amount at its event time, which may be behind the clock (a late arrival) or ahead of it (the clock
     * advances).
     *
     * @param amount 0 or more; 0 counts
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(long timeMillis, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is 0 or more, not " + amount);
        }
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= panes.horizon(clockMillis)) {
            return false;
        }
        if (paned == null && exact.size() == EXACT_AMOUNTS_MAX) {
            paned = toPanes();
        }
        if (paned == null) {
            exact.add(timeMillis, amount);
        } else {
            paned.add(panes.end(timeMillis), LogLinear.bucket(amount), 1);
        }
        return true;
    }

    private PaneBuckets toPanes() {
        PaneBuckets buckets = new PaneBuckets();
        for (int i = 0; i < exact.size(); i++) {
            buckets.add(panes.end(exact.timeAt(i)), LogLinear.bucket(exact.amountAt(i)), 1);
        }
        exact = new TimedAmounts();
        roundedUntilMillis = Long.MIN_VALUE;
        return buckets;
    }

    /**
     * The quantile at the clock; {@link Double#NaN} if there is no amount in the window.
     *
     * <p>Shares are compared as the doubles nearest to them, so that the 7th of 100 amounts is the quantile of 0.07,
     * although 0.07 as a double is a little more than 7/100. For this, a percentage has to be divided by 100, not
     * multiplied by 0.01.
     *
     * @param fraction 0, for the smallest amount, to 1, for the greatest
     */
    public double quantile(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a fraction is 0 to 1, not " + fraction);
        }
        PaneBuckets buckets = paned;
        if (buckets != null) {
            return LogLinear.middle(buckets.bucketOf(rank(fraction, buckets.total())));
        }
        return exact.size() == 0 ? Double.NaN : exact.ranked(rank(fraction, exact.size()));
    }

    /** The first rank whose share of the total is the fraction. */
    private static long rank(double fraction, long total) {
        long rank = Math.min(total, Math.max(1, (long) (fraction * total)));
        while (rank > 1 && (double) (rank - 1) / total >= fraction) {
            rank--;
        }
        while ((double) rank / total < fraction) {
            rank++;
        }
        return rank;
    }

    /** The error that {@link #quantile} may have, relative to it: 0 or 1/64, a bound that always holds. */
    public double relativeError(double fraction) {
        boolean exactAmounts = paned == null && roundedUntilMillis == Long.MIN_VALUE;
        return exactAmounts ? 0 : LogLinear.relativeError(quantile(fraction));
    }

    /** The median. */
    @Override
    public double value() {
        return quantile(MEDIAN);
    }

    /** The median's. */
    @Override
    public double relativeError() {
        return relativeError(MEDIAN);
    }

    @Override
    public boolean isEmpty() {
        return paned == null && exact.size() == 0;
    }

    @Override
    public int serializedBytes() {
        int bytes = 1 + Varint.bytes(timespanMillis()) + Long.BYTES;
        if (paned != null) {
            return bytes + paned.serializedBytes(clockMillis);
        }
        int thinned = format() == FORMAT_THINNED ? Varint.bytes(roundedCode()) : 0;
        return bytes + thinned + exact.serializedBytes(clockMillis);
    }

    /** Writes {@link #serializedBytes} bytes; equal content gives equal bytes. */
    @Override
    public void writeTo(ByteBuffer out) {
        out.put(format());
        Varint.write(out, timespanMillis());
        out.putLong(clockMillis);
        if (paned != null) {
            paned.writeTo(out, clockMillis);
            return;
        }
        if (format() == FORMAT_THINNED) {
            Varint.write(out, roundedCode());
        }
        exact.writeTo(out, clockMillis);
    }

    private byte format() {
        return paned != null ? FORMAT_PANED : roundedUntilMillis == Long.MIN_VALUE ? FORMAT_EXACT : FORMAT_THINNED;
    }

    private long roundedCode() {
        return Varint.zigzag(clockMillis - roundedUntilMillis);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SlidingQuantile readFrom(ByteBuffer in) {
        Varint.need(in, 1);
        byte format = in.get();
        Varint.check(format >= FORMAT_EXACT && format <= FORMAT_THINNED, "its format is unknown");
        SlidingQuantile read = new SlidingQuantile(Varint.read(in));
        Varint.need(in, Long.BYTES);
        read.clockMillis = in.getLong();
        if (format == FORMAT_PANED) {
            PaneBuckets buckets = PaneBuckets.readFrom(in, read.panes, read.clockMillis);
            Varint.check(buckets.total() > EXACT_AGAIN_AMOUNTS_MAX, "too few amounts for panes");
            read.paned = buckets;
            return read;
        }
        long rounded = format == FORMAT_THINNED ? read.clockMillis - Varint.unzigzag(Varint.read(in)) : Long.MIN_VALUE;
        read.exact = TimedAmounts.readFrom(in, EXACT_AMOUNTS_MAX, read.panes, read.clockMillis);
        if (format == FORMAT_THINNED) {
            Varint.check(read.exact.hasTime(rounded), "rounded until a time that nothing has");
            Varint.check(rounded == read.panes.end(rounded), "rounded until a time inside a pane");
        }
        read.roundedUntilMillis = rounded;
        return read;
    }

    /** What it occupies, about, on a 64-bit machine with compressed references. */
    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + exact.heapBytes() + (paned == null ? 0 : paned.heapBytes());
    }
}
