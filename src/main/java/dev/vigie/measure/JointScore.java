package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * How rare several measures of one group are together.
 *
 * <p><b>Idea.</b> Each measure's own {@link UsualMaximum} says how rare its value is; the score is the sum of the
 * logarithms of these return periods, each capped at {@link #cap}, so that no single measure decides alone. Were the
 * measures independent the sum would have a known (Erlang) tail, as in Fisher's method of combining probabilities
 * (Statistical Methods for Research Workers, 1932); they are not, and so nothing is assumed: the threshold comes from
 * the tail of this very score over all days of the house ({@link PeerFigures#threshold}). What thefts are like must not
 * become the house's limit: a day on which suspicion began tells that there was one more peak, but not how high.
 *
 * <p><b>Error.</b> The threshold's error is that of an exponential tail fitted to the peers' peaks: with k of them, its
 * slope has a relative error of 1 / sqrt(k). Before {@value #KNOWN_DAYS} days of peers have been seen the score says
 * nothing.
 */
public final class JointScore implements Daily {

    /** No measure counts for more than once in a hundred thousand days. */
    private static final double CAP = StrictMath.log(100_000);
    /** What every busy day reaches: the tail begins {@link PeerSums#PEAK_MIN} above it. */
    private static final double FLOOR = 4;

    static final int KNOWN_DAYS = 200;

    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + Long.BYTES + 4 * Float.BYTES;
    private static final int HEAP_BYTES = 48;

    private final double periodDays;
    private long day = NO_DAY;
    private float today;
    private float threshold;
    private float meanPeak;
    private float peersDays;

    /** @param periodDays once in how many active days a false alert may be */
    public JointScore(double periodDays) {
        this.periodDays = periodDays;
    }

    /** What one measure adds, given the logarithm of its return period in days. */
    public static double cap(double logPeriod) {
        return Math.min(CAP, logPeriod);
    }

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

    @Override
    public double value() {
        return today;
    }

    /** The score beyond which a day is too rare. */
    public double limit() {
        return threshold;
    }

    /** True once the peers have shown how high the score goes. */
    public boolean isKnown() {
        return peersDays >= KNOWN_DAYS;
    }

    @Override
    public DayReport endDay() {
        DayReport report = DayReport.ofScore(Math.max(0, today - FLOOR));
        today = 0;
        return report;
    }

    /**
     * Ends a day on which the group was under suspicion: a theft that goes on for days must not raise everybody's
     * limit, so the day on which it was noticed counts once, as the house's peaks do on average, and the others not at
     * all.
     *
     * @param noticed true if suspicion began on it
     */
    public DayReport endSuspectDay(boolean noticed) {
        today = Math.min(today, meanPeak);
        DayReport report = endDay();
        return noticed ? report : DayReport.NOTHING;
    }

    @Override
    public void beginDay(long newDay, PeerFigures peers) {
        day = newDay;
        threshold = (float) (FLOOR + peers.houseThreshold(periodDays));
        meanPeak = (float) (FLOOR + peers.houseMeanPeak());
        peersDays = peers.days();
    }

    @Override
    public int serializedBytes() {
        return BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT)
                .putLong(day)
                .putFloat(today)
                .putFloat(threshold)
                .putFloat(meanPeak)
                .putFloat(peersDays);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static JointScore readFrom(ByteBuffer in, double periodDays) {
        Varint.need(in, BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        JointScore read = new JointScore(periodDays);
        read.day = in.getLong();
        read.today = in.getFloat();
        read.threshold = in.getFloat();
        read.meanPeak = in.getFloat();
        read.peersDays = in.getFloat();
        Varint.check(
                read.today >= 0 && read.threshold >= 0 && read.meanPeak >= 0 && read.peersDays >= 0, "its figures");
        Varint.check(Float.isFinite(read.today + read.threshold + read.meanPeak + read.peersDays), "its figures");
        return read;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
