package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The most that one group usually reaches in a day by one measure, and how rare it is to go beyond.
 *
 * <p><b>Idea.</b> u, the usual maximum, is the second largest of the maxima of the last {@value #DAYS} active days. No
 * distribution is assumed of what lies below it: by ranks alone, the next of n + 1 days is among the two largest with
 * probability 2 / (n + 1). Beyond u the tail is Hill's: the logarithm of (v + c) / (u + c) is exponential with mean
 * beta, pooled over the group's peers, who together have seen enough such days. So
 *
 * <pre>
 *     P(v &gt; x) = 2 / (n + 1) ((x + c) / (u + c))^(-1 / beta)
 *     limit(T) = (u + c) (2 T / (n + 1))^beta - c
 * </pre>
 *
 * <p>c = {@value #OFFSET} keeps a group that usually does 0 or 1 from being told off for 2. A group younger than
 * {@value PeerFigures#YOUNG_DAYS} days is padded with its peers' quantiles; where neither it nor its peers have shown
 * themselves, nothing is called rare. Accounts of one role are alike, operators are not: among
 * {@linkplain #beginDayAmongUnequals unequals} peers' quantiles are first moved to where the group's own days lie, as
 * far as these say ({@link PeerFigures#quantileAround}), or the small would be judged by the large until they are no
 * longer young.
 *
 * <p><b>What is learnt.</b> A group's first {@value PeerFigures#YOUNG_DAYS} days as they are: a program that works
 * through a thousand records every night is unusual at first, beside its peers, and not for months. After that a day
 * counts for at most a tenth above u: whoever raises his own usual maximum by a tenth every other day needs a month to
 * double it, and is seen by {@link Drift} meanwhile. How far above u a group under suspicion went teaches its peers
 * nothing: a theft of weeks would make their limits, which the next thief would stay below. At one false alert in
 * 10,000 days one in 700 of the days above u is left out for nothing, and beta too small by half a percent.
 *
 * <p><b>Error.</b> The second largest of n values lies between the quantiles of 2 and 15 % of what is usual, 19 times
 * out of 20 (n = 28); beta's relative error is one over the root of the number of peers' days beyond their u. On 41,950
 * days of real work a limit at 10,000 days was passed at a rate of 0 to 2 per 10,000 (95 % interval). Values are kept
 * in 16 bits: sixteenths up to 2,048, beyond it to 0.05 %, up to 10^16.
 *
 * <p>Hill, "A simple general approach to inference about the tail of a distribution", Annals of Statistics, 1975.
 */
public final class UsualMaximum implements Daily {

    static final int DAYS = 28;
    static final double OFFSET = 3;

    private static final double GROWTH = 0.1;
    private static final int RANK = 2;
    /** A day teaches the tail with at most so many times its mean, and the mean is corrected for it. */
    private static final double EXCESS_MAX = 3;

    private static final double COARSE_MIN = 2_048;
    private static final double FINE = 16;
    private static final double COARSE = 1_100;

    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 3 + Long.BYTES + 4 * Float.BYTES;
    private static final int HEAP_BYTES = 160;

    private final short[] ring = new short[DAYS];
    private int size;
    private int next;
    private long day = NO_DAY;
    private float today;
    private float usual;
    private float beta;
    private int days;
    private float peersDays;

    @Override
    public long day() {
        return day;
    }

    @Override
    public boolean see(double value) {
        float before = today;
        today = Math.max(today, (float) value);
        return today > before;
    }

    /** The day's greatest value so far. */
    @Override
    public double value() {
        return today;
    }

    /** The second largest of the last active days' maxima. */
    public double usual() {
        return usual;
    }

    /** The second largest of the group's own days, without any of its peers'; 0 before it had two. */
    public double ownUsual() {
        double largest = 0;
        double second = 0;
        for (int i = 0; i < size; i++) {
            double value = toDouble(ring[i]);
            second = Math.max(second, Math.min(largest, value));
            largest = Math.max(largest, value);
        }
        return second;
    }

    /** The mean of log(1 + maximum) over the group's own days; 0 before the first. */
    private double meanLog() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += StrictMath.log1p(toDouble(ring[i]));
        }
        return size == 0 ? 0 : sum / size;
    }

    /**
     * The squared step from the group's own days to the day at hand, of log(1 + maximum), as {@link Drift} has it: what
     * tells how much one group differs from day to day. {@link Double#NaN} before it had two.
     */
    public double residual() {
        double step = StrictMath.log1p(today) - meanLog();
        return size < 2 ? Double.NaN : Math.min(step * step * size / (size + 1), Drift.RESIDUAL_MAX);
    }

    /** True once the group or its peers have shown what is usual. */
    public boolean isKnown() {
        return size >= PeerFigures.YOUNG_DAYS || peersDays >= PeerFigures.YOUNG_DAYS * PeerFigures.YOUNG_DAYS;
    }

    /** The value beyond which a day is rarer than once in {@code periodDays} active days. */
    public double limit(double periodDays) {
        double ranks = Math.max(1, RANK * periodDays / (days + 1));
        return (usual + OFFSET) * StrictMath.pow(ranks, beta) - OFFSET;
    }

    /** The natural logarithm of {@link #periodDays}: 0 for what is usual. */
    public double logPeriod(double value) {
        if (value <= usual) {
            return 0;
        }
        double ranks = StrictMath.log((days + 1) / (double) RANK);
        return ranks + StrictMath.log((value + OFFSET) / (usual + OFFSET)) / beta;
    }

    /** Once in how many active days the group reaches {@code value}; 1 for what is usual. */
    public double periodDays(double value) {
        return StrictMath.exp(logPeriod(value));
    }

    /** On how many days what is known stands, the peers' included. */
    public double daysKnown() {
        return size + peersDays;
    }

    /**
     * Ends a day on which the group was under suspicion: how far a thief went must not become the tail of his peers, by
     * which the next one would be judged. That there was such a day they are told: other work for good is no theft.
     */
    public DayReport endSuspectDay() {
        DayReport report = endDay();
        return DayReport.ofMaximum(report.value(), Double.NaN);
    }

    @Override
    public DayReport endDay() {
        double excess = Double.NaN;
        if (today > usual) {
            double most = EXCESS_MAX * beta;
            double log = StrictMath.log((today + OFFSET) / (usual + OFFSET));
            excess = Math.min(log, most) / (1 - StrictMath.exp(-EXCESS_MAX));
        }
        DayReport report = DayReport.ofMaximum(today, excess);
        boolean young = size < PeerFigures.YOUNG_DAYS;
        double most = young ? today : usual + Math.max(1, GROWTH * (usual + OFFSET));
        ring[next] = toShort(Math.min(today, most));
        next = (next + 1) % DAYS;
        size = Math.min(size + 1, DAYS);
        today = 0;
        return report;
    }

    @Override
    public void beginDay(long newDay, PeerFigures peers) {
        begin(newDay, peers, peers::quantile);
    }

    /** Begins a day of a group whose peers may be of another size altogether, as operators are. */
    public void beginDayAmongUnequals(long newDay, PeerFigures peers) {
        double own = meanLog();
        begin(newDay, peers, index -> peers.quantileAround(own, size, index));
    }

    private void begin(long newDay, PeerFigures peers, IntToDoubleFunction quantiles) {
        day = newDay;
        beta = (float) peers.beta();
        peersDays = peers.days();
        int pad = Math.max(0, PeerFigures.YOUNG_DAYS - size);
        double[] known = new double[size + pad];
        for (int i = 0; i < size; i++) {
            known[i] = toDouble(ring[i]);
        }
        for (int i = 0; i < pad; i++) {
            known[size + i] = quantiles.applyAsDouble((int) ((i + 0.5) / pad * PeerFigures.YOUNG_DAYS));
        }
        Arrays.sort(known);
        usual = (float) known[known.length - RANK];
        days = known.length;
    }

    /** Sixteenths below 2,048, then steps of 0.09 %. */
    private static short toShort(double value) {
        if (value < COARSE_MIN) {
            return (short) Math.rint(Math.max(0, value) * FINE);
        }
        double steps = StrictMath.log(value / COARSE_MIN) * COARSE;
        return (short) Math.min(0xFFFF, COARSE_MIN * FINE + Math.rint(steps));
    }

    private static double toDouble(short stored) {
        int code = stored & 0xFFFF;
        return code < COARSE_MIN * FINE
                ? code / FINE
                : COARSE_MIN * StrictMath.exp((code - COARSE_MIN * FINE) / COARSE);
    }

    @Override
    public int serializedBytes() {
        return FIXED_BYTES + size * Short.BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).put((byte) size).put((byte) days).putLong(day);
        out.putFloat(today).putFloat(usual).putFloat(beta).putFloat(peersDays);
        for (int i = 0; i < size; i++) {
            out.putShort(ring[(next - size + i + DAYS) % DAYS]);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static UsualMaximum readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        UsualMaximum read = new UsualMaximum();
        read.size = in.get();
        read.days = in.get();
        read.day = in.getLong();
        read.today = in.getFloat();
        read.usual = in.getFloat();
        read.beta = in.getFloat();
        read.peersDays = in.getFloat();
        Varint.check(read.size >= 0 && read.size <= DAYS && read.days >= 0 && read.days <= DAYS, "its days");
        Varint.check(read.today >= 0 && read.usual >= 0 && read.beta >= 0 && read.peersDays >= 0, "its figures");
        Varint.check(Float.isFinite(read.today + read.usual + read.beta + read.peersDays), "its figures");
        Varint.need(in, (long) read.size * Short.BYTES);
        for (int i = 0; i < read.size; i++) {
            read.ring[i] = in.getShort();
        }
        read.next = read.size % DAYS;
        return read;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
