package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * Whether one group has, for days or weeks, done more than it used to: little by little, so that no single day stands
 * out.
 *
 * <p><b>Idea.</b> A CUSUM (Page, "Continuous inspection schemes", Biometrika, 1954) of log-likelihood ratios. A day's
 * value v becomes z = (log(1 + v) - m) / s, less what its peers are above their usual; m and s are the group's own mean
 * and deviation, shrunk to its peers' as long as its past is short. The score adds log t(z - d) / t(z), where t is
 * Student's density with 5 degrees of freedom, which bounds what one wild day can say, and d = log(3) / s a threefold
 * shift; it never falls below 0. It has drifted when the score passes a threshold h and since the score left 0 at least
 * so many people more than usual were read.
 *
 * <p><b>False alerts.</b> h comes from the average run length asked for and the tail of the peaks that the scores of
 * the whole house came to between leaving 0 and returning to it ({@link PeerFigures#threshold}): no distribution of
 * work is trusted. A shift that lasts counts once, when it is over, and no higher than h: its days are no further
 * evidence of how work comes, and a thief's least of all. A shift by a factor f is seen after about ln(run length) /
 * KL(shifted, usual) active days.
 *
 * <p><b>What is learnt.</b> While the score is suspicious (above {@value #FREEZE} h) its days do not teach m and s, for
 * {@value #FREEZE_DAYS} days; then the new level is accepted as the usual one. A group says nothing before
 * {@value #WARM_DAYS} active days.
 *
 * <p>Figures are kept as 32-bit floats, so that what was stored and what was not go on alike.
 */
public final class Drift implements Daily {

    static final int WARM_DAYS = 20;

    private static final double SHIFT = 3;
    private static final double FREEDOM = 5;
    private static final int MEMORY_DAYS = 60;
    private static final double DEVIATION_WEIGHT = 6;
    private static final double DEVIATION_MIN = 0.3;
    private static final double USUAL_WEIGHT = 1.5;
    private static final double FREEZE = 0.3;
    private static final int FREEZE_DAYS = 28;
    private static final int ACCEPTED_DAYS = 14;
    private static final double STANDARD_MAX = 3;
    /** No day's squared step counts for more. */
    static final double RESIDUAL_MAX = 4;

    private static final byte FORMAT = 1;
    private static final int FLOATS = 12;
    private static final int BYTES = 4 + Long.BYTES + FLOATS * Float.BYTES;
    private static final int HEAP_BYTES = 120;

    private final double runLengthDays;
    private final double excessMin;

    private long day = NO_DAY;
    private float today;
    private int learnt;
    private float mean;
    private float variance;
    private float meanValue;
    private float score;
    private float excess;
    /** The highest score since it left 0, as far as it tells peers. */
    private float peak;

    private int frozen;
    private boolean drifted;
    // of the day at hand
    private float level;
    private float deviation;
    private float common;
    private float usual;
    private float threshold;

    /**
     * @param runLengthDays active days between false alerts, on average
     * @param excessMin fewer people beyond the usual are no drift
     */
    public Drift(double runLengthDays, double excessMin) {
        this.runLengthDays = runLengthDays;
        this.excessMin = excessMin;
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

    /** The day's greatest value so far. */
    @Override
    public double value() {
        return today;
    }

    /** True if, were the day to end with {@code value}, the group would have drifted. */
    public boolean isDrifting(double value) {
        return learnt >= WARM_DAYS && scoreWith(value) > threshold && excessWith(value) >= excessMin;
    }

    /** How much more than usual the group has done since the score left 0, {@code value} of today included. */
    public double excessWith(double value) {
        return scoreWith(value) > 0 ? Math.max(0, excess + value - usual) : 0;
    }

    /** The mean of a usual day. */
    public double usual() {
        return usual;
    }

    /** How the score stands to its threshold, {@code value} of today included: above 1 it has drifted. */
    public double severity(double value) {
        return learnt < WARM_DAYS ? 0 : scoreWith(value) / threshold;
    }

    /** True if nothing has been suspicious until the day at hand: a drift would begin with it. */
    public boolean isCalm() {
        return score == 0;
    }

    double score() {
        return score;
    }

    double excess() {
        return excess;
    }

    double threshold() {
        return threshold;
    }

    private double scoreWith(double value) {
        double z = (StrictMath.log1p(value) - level) / deviation - common;
        return Math.max(0, score + logDensity(z - StrictMath.log(SHIFT) / deviation) - logDensity(z));
    }

    /** Student's t, but for a constant. */
    private static double logDensity(double z) {
        return -(FREEDOM + 1) / 2 * StrictMath.log1p(z * z / FREEDOM);
    }

    @Override
    public DayReport endDay() {
        boolean warm = learnt >= WARM_DAYS;
        double logValue = StrictMath.log1p(today);
        double standard = (logValue - level) / deviation;
        if (warm) {
            inspect();
        }
        double step = logValue - mean;
        double residual = learnt >= 2 ? Math.min(step * step * learnt / (learnt + 1), RESIDUAL_MAX) : Double.NaN;
        DayReport report = DayReport.ofDrift(
                logValue,
                residual,
                warm ? Math.max(-STANDARD_MAX, Math.min(STANDARD_MAX, standard)) : Double.NaN,
                warm ? endedPeak() : Double.NaN);
        if (score > FREEZE * threshold && frozen < FREEZE_DAYS) {
            frozen++;
        } else {
            learn(step);
        }
        today = 0;
        return report;
    }

    /** The peak of the shift that ended today; 0 if none did. */
    private double endedPeak() {
        double ended = score == 0 ? peak : 0;
        peak -= (float) ended;
        return ended;
    }

    private void inspect() {
        double before = excess;
        score = (float) scoreWith(today);
        excess = score > 0 ? (float) Math.max(0, before + today - usual) : 0;
        if (drifted) {
            score = (float) Math.min(score, 1.5 * threshold);
        } else if (score > threshold && excess >= excessMin) {
            drifted = true;
        }
        if (score < threshold / 2) {
            drifted = false;
        }
        if (excess >= excessMin) {
            peak = Math.max(peak, Math.min(score, threshold));
        }
    }

    private void learn(double step) {
        if (frozen >= FREEZE_DAYS) {
            learnt = Math.min(learnt, ACCEPTED_DAYS);
            frozen = 0;
            score = 0;
            excess = 0;
        } else if (score == 0) {
            frozen = 0;
        }
        learnt = Math.min(learnt + 1, MEMORY_DAYS);
        mean += (float) (step / learnt);
        variance = (float) ((1 - 1.0 / learnt) * (variance + step * step / learnt));
        meanValue += (today - meanValue) / learnt;
    }

    @Override
    public void beginDay(long newDay, PeerFigures peers) {
        day = newDay;
        double within = Math.max(peers.within(), DEVIATION_MIN * DEVIATION_MIN);
        double weight = within / peers.between();
        double known = weight + learnt;
        level = (float) ((weight * peers.level() + learnt * mean) / known);
        double spread = (DEVIATION_WEIGHT * within + learnt * variance) / (DEVIATION_WEIGHT + learnt);
        deviation = (float) StrictMath.sqrt(spread * (1 + 1 / known));
        common = (float) peers.common();
        double peersUsual = StrictMath.expm1(peers.level());
        usual = (float) ((learnt * meanValue + USUAL_WEIGHT * peersUsual) / (learnt + USUAL_WEIGHT));
        threshold = (float) peers.houseThreshold(runLengthDays);
    }

    @Override
    public int serializedBytes() {
        return BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).put((byte) learnt).put((byte) frozen).put((byte) (drifted ? 1 : 0));
        out.putLong(day).putFloat(today);
        out.putFloat(mean)
                .putFloat(variance)
                .putFloat(meanValue)
                .putFloat(score)
                .putFloat(excess)
                .putFloat(peak);
        out.putFloat(level).putFloat(deviation).putFloat(common).putFloat(usual).putFloat(threshold);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Drift readFrom(ByteBuffer in, double runLengthDays, double excessMin) {
        Varint.need(in, BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        Drift read = new Drift(runLengthDays, excessMin);
        read.learnt = in.get();
        read.frozen = in.get();
        Varint.check(read.learnt >= 0 && read.learnt <= MEMORY_DAYS, "its days");
        Varint.check(read.frozen >= 0 && read.frozen <= FREEZE_DAYS, "its frozen days");
        read.drifted = in.get() == 1;
        read.day = in.getLong();
        read.today = in.getFloat();
        read.mean = in.getFloat();
        read.variance = in.getFloat();
        read.meanValue = in.getFloat();
        read.score = in.getFloat();
        read.excess = in.getFloat();
        read.peak = in.getFloat();
        read.level = in.getFloat();
        read.deviation = in.getFloat();
        read.common = in.getFloat();
        read.usual = in.getFloat();
        read.threshold = in.getFloat();
        Varint.check(read.today >= 0 && read.variance >= 0 && read.score >= 0 && read.deviation >= 0, "its figures");
        Varint.check(read.peak >= 0, "its peak");
        Varint.check(Float.isFinite(read.today + read.mean + read.variance + read.meanValue + read.score), "its past");
        Varint.check(Float.isFinite(read.excess + read.peak + read.level + read.deviation + read.common), "its day");
        Varint.check(Float.isFinite(read.usual + read.threshold), "its day");
        return read;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
