package dev.vigie.measure;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The number of distinct values over a sliding window of a group's own event time ({@code value_count}): exact up to
 * {@value #SAMPLE_VALUES} values, then with a relative standard error of at most 1/64, about 1.6 %, from bounded
 * memory.
 *
 * <p><b>Exact part.</b> A table from the 64-bit hash of a value to the time at which it was last seen. A value belongs
 * to the window while its last sighting does, so seeing it again moves it, a late sighting never moves it back, and the
 * count is the table's size. Up to {@value #EXACT_TIMES_MAX} values have exact times; beyond, times are rounded up to
 * the end of their {@linkplain Panes pane}, so that the window is at most 1/64 wider, never narrower, and expiry is one
 * scan a pane. Exact times return when at most {@value #EXACT_TIMES_AGAIN_MAX} values are left.
 *
 * <p><b>Sampling.</b> Each pane p has a threshold theta_p in (0, 1]. Of the values <i>last seen</i> in p those are kept
 * whose hash is below theta_p 2^64, and the estimate is the sum over panes of kept_p / theta_p. When the table outgrows
 * its working size, every threshold is lowered to what its pane is permitted:
 *
 * <pre>    theta_p := min(theta_p, k / N_p)    N_p = estimated values last seen in pane p or later,    k = 4,096</pre>
 *
 * <p><b>Error.</b> Hashes are uniform, so kept_p is binomial and Var(kept_p / theta_p) = n_p (1/theta_p - 1) &lt;= n_p
 * N_p / k. For the window that begins at any pane q, as N_p &lt;= N_q for p &gt;= q:
 *
 * <pre>    Var = sum over p &gt;= q of n_p (1/theta_p - 1)  &lt;=  N_q sum n_p / k  =  N_q^2 / k</pre>
 *
 * <p>so the relative standard error is at most 1/sqrt(k) = 1/64. That is today's window and every later one: N_p only
 * grows while p is held, since a value leaves "p or later" only with p. So precision comes back when a burst has left,
 * and a window of at most k values, panes included, is exact whatever went before (short of the cap, below).
 *
 * <p><b>Bias.</b> The new thresholds depend on counts alone; given the counts, hashes below theta are uniform there, so
 * E[kept' / theta' | kept] = kept / theta; and a new value adds Bernoulli(theta) / theta, of mean 1. So for values seen
 * once the estimate less the truth is a martingale, also when stopped at the moments at which the table is full. A
 * value that moves may meet a threshold which it helped to set, by about 1 part in k. No bias was measurable: the tests
 * would see 0.5 % at 10,000 values, a third of the error.
 *
 * <p><b>The sample is well defined.</b> As N_p falls from one pane to the next, theta_p rises. So a value that is kept
 * in some pane passes in every newer one, and a late sighting that passes in its old pane would have been kept in a
 * newer one had it been seen there. What is kept is therefore exactly the set {value : hash below the threshold of the
 * pane where it was last seen}, whatever the order of arrival.
 *
 * <p><b>Memory.</b> Values spread evenly over the window leave sum n_p min(1, k/N_p), about k (1 + ln(N/k)): 26,600 for
 * a million. The cap is {@value #VALUES_MAX}; where k = 4,096 does not fit (from some 1.6 million values on), k is
 * lowered by eighths until it does, for that trimming only, and {@link #relativeError} states what follows. After
 * trimming, the table may grow by a quarter before the next, so a trimming is paid by the values that came.
 *
 * <p><b>Sources.</b> Keeping hashes below a threshold: Bar-Yossef, Jayram, Kumar, Sivakumar, Trevisan, <i>Counting
 * distinct elements in a data stream</i>, 2002; thresholds that may depend on the sample: Dasgupta, Lang, Rhodes,
 * Thaler, <i>A framework for estimating stream expression cardinalities</i> (theta sketches), 2016; samples of bounded
 * size over sliding windows, by which recent values get higher inclusion probabilities: Gemulla, Lehner, <i>Sampling
 * time-based sliding windows in bounded space</i>, 2008. The threshold per pane by suffix counts is what joins them.
 *
 * <p>Two values of one hash count once: among a million values, once in 37 million windows. While nothing was sampled,
 * events inside the final window leave the same state in any order, under the same reservation on rounding as in
 * {@link SlidingSum}.
 */
public final class SlidingDistinct implements Sliding {

    static final int EXACT_TIMES_MAX = 256;
    static final int EXACT_TIMES_AGAIN_MAX = EXACT_TIMES_MAX / 2;
    static final int SAMPLE_VALUES = 4_096;
    static final int WORKING_VALUES = 8_192;
    static final int VALUES_MAX = 32_768;

    private static final byte FORMAT_EXACT = 1;
    private static final byte FORMAT_PANED = 2;
    private static final byte FORMAT_SAMPLED = 3;
    private static final int FIXED_HEAP_BYTES = 88;

    private final Panes panes;
    private final HashTimes table = new HashTimes();
    private long clockMillis = Long.MIN_VALUE;
    private boolean paned;
    private @Nullable PaneThresholds sampled;
    private int trimAbove = WORKING_VALUES;

    /** A lower bound of the times in the table: before it leaves the window, nothing does. */
    private long earliestMillis = Long.MAX_VALUE;

    /** Takes one value of the sample. */
    @FunctionalInterface
    public interface Sighting {
        void accept(long lastSeenMillis, long hash);
    }

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE}, which never expires */
    public SlidingDistinct(long timespanMillis) {
        panes = Panes.of(timespanMillis);
    }

    @Override
    public long timespanMillis() {
        return panes.timespanMillis();
    }

    @Override
    public long touch(long hash) {
        return clockMillis + panes.widthMillis() + table.touch(hash);
    }

    /** Moves the group's clock forward (never back) and drops what left the window. */
    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        long horizon = panes.horizon(toMillis);
        if (sampled != null && sampled.lastPane() < panes.oldest(toMillis)) {
            sampled = null;
            trimAbove = WORKING_VALUES;
        }
        if (earliestMillis <= horizon) {
            earliestMillis = table.dropUntil(horizon);
            if (sampled != null) {
                sampled.recount(table, panes);
            }
        }
        paned = paned && (sampled != null || table.size() > EXACT_TIMES_AGAIN_MAX);
    }

    /**
     * Takes a sighting of a value at its event time, which may be behind the clock (a late arrival) or ahead of it (the
     * clock advances).
     *
     * @param hash of the value, uniform over all 64 bits and keyed, as {@link KeyedHash} makes it
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(long timeMillis, long hash) {
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= panes.horizon(clockMillis)) {
            return false;
        }
        see(paned ? panes.end(timeMillis) : timeMillis, hash);
        return true;
    }

    private void see(long stampMillis, long hash) {
        PaneThresholds thresholds = sampled;
        if (thresholds != null && !thresholds.admits(panes.number(stampMillis), hash)) {
            return;
        }
        int place = table.find(hash);
        if (place < 0) {
            table.insert(-1 - place, hash, stampMillis);
            earliestMillis = Math.min(earliestMillis, stampMillis);
        } else if (stampMillis > table.timeAt(place)) {
            if (thresholds != null) {
                thresholds.count(panes.number(table.timeAt(place)), -1);
            }
            table.setTimeAt(place, stampMillis);
        } else {
            return;
        }
        if (thresholds != null) {
            thresholds.count(panes.number(stampMillis), 1);
        }
        if (place < 0) {
            bound();
        }
    }

    private void bound() {
        if (!paned && table.size() > EXACT_TIMES_MAX) {
            paned = true;
            table.mapTimes(panes::end);
            earliestMillis = panes.end(earliestMillis);
        }
        if (table.size() > trimAbove) {
            sampled = PaneThresholds.trim(table, panes, clockMillis, sampled);
            trimAbove = Math.min(VALUES_MAX, Math.max(WORKING_VALUES, table.size() / 4 * 5));
        }
    }

    /** The distinct values in the window at the clock: a whole number while {@link #relativeError} is 0. */
    public double estimate() {
        return sampled == null ? table.size() : sampled.distinctValues(table.size());
    }

    @Override
    public double value() {
        return estimate();
    }

    @Override
    public boolean isEmpty() {
        return table.size() == 0;
    }

    /** One relative standard error of {@link #estimate} as it is now; 0 while the count is exact. */
    @Override
    public double relativeError() {
        double estimate = estimate();
        return sampled == null || estimate == 0 ? 0 : Math.sqrt(sampled.variance()) / estimate;
    }

    /**
     * The earliest of the last sightings that are held, up to one pane late if times are rounded; the clock if none is.
     */
    public long firstSeenMillis() {
        return Math.min(clockMillis, table.earliestMillis());
    }

    /**
     * Visits the values held, by time and hash: all values in the window, or the sample if {@link #relativeError} is
     * not 0.
     */
    public void forEach(Sighting each) {
        SortedValues.of(table).forEach(each);
    }

    /**
     * A count over a longer timespan that begins with this window: same values, same clock, and, unlike adding the
     * sample value by value, the same scale.
     *
     * @param timespanMillis at least this one's
     */
    public SlidingDistinct over(long timespanMillis) {
        if (timespanMillis < timespanMillis()) {
            throw new IllegalArgumentException("a window can be continued by a longer one only");
        }
        SlidingDistinct longer = new SlidingDistinct(timespanMillis);
        longer.clockMillis = clockMillis;
        longer.paned = paned;
        longer.sampled = sampled == null ? null : sampled.over(panes, longer.panes);
        longer.trimAbove = trimAbove;
        forEach((time, hash) -> longer.see(paned ? longer.panes.end(time) : time, hash));
        return longer;
    }

    @Override
    public int serializedBytes() {
        int thresholds = sampled == null ? 0 : Varint.bytes(trimAbove) + sampled.serializedBytes();
        int values = tableBytes().bytes(table, earliestMillis);
        return 1 + Varint.bytes(timespanMillis()) + Long.BYTES + thresholds + values;
    }

    /** Writes {@link #serializedBytes} bytes, 9 a value once there are panes, in no particular order. */
    @Override
    public void writeTo(ByteBuffer out) {
        out.put(sampled != null ? FORMAT_SAMPLED : paned ? FORMAT_PANED : FORMAT_EXACT);
        Varint.write(out, timespanMillis());
        out.putLong(clockMillis);
        if (sampled != null) {
            Varint.write(out, trimAbove);
            sampled.writeTo(out);
        }
        tableBytes().write(table, earliestMillis, out);
    }

    private TableBytes tableBytes() {
        return new TableBytes(panes, clockMillis, paned);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SlidingDistinct readFrom(ByteBuffer in) {
        Varint.need(in, 1);
        byte format = in.get();
        Varint.check(format >= FORMAT_EXACT && format <= FORMAT_SAMPLED, "its format is unknown");
        SlidingDistinct read = new SlidingDistinct(Varint.read(in));
        Varint.need(in, Long.BYTES);
        read.clockMillis = in.getLong();
        read.paned = format != FORMAT_EXACT;
        if (format == FORMAT_SAMPLED) {
            read.trimAbove = Varint.read(in, WORKING_VALUES, VALUES_MAX);
            read.sampled = PaneThresholds.readFrom(in, read.panes, read.clockMillis);
        }
        if (format == FORMAT_PANED) {
            // When the last sampled pane has left, more values may be held than are trimmed to: the next one trims.
            read.trimAbove = VALUES_MAX;
        }
        read.tableBytes().read(in, read.table, read::restore);
        if (format == FORMAT_PANED) {
            read.trimAbove = WORKING_VALUES;
        }
        return read;
    }

    private void restore(long stampMillis, long hash) {
        boolean inside = stampMillis > panes.horizon(clockMillis) && stampMillis <= panes.end(clockMillis);
        Varint.check(inside, "a time outside the window");
        Varint.check(!paned || stampMillis == panes.end(stampMillis), "a time inside a pane");
        int held = table.size();
        Varint.check(held < (paned ? trimAbove : EXACT_TIMES_MAX), "too many values");
        see(stampMillis, hash);
        Varint.check(table.size() == held + 1, "a value twice, or above its threshold");
    }

    /** What it occupies, about, on a 64-bit machine with compressed references. */
    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + table.heapBytes() + (sampled == null ? 0 : sampled.heapBytes());
    }
}
