package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * Sums over the {@linkplain DayReport days} of a set of groups. In fixed point, so that a sum does not depend on the
 * order of what was added, and a live stream and a replay have it to the last bit.
 *
 * <p>A sum holds up to 10 million days; more than there are in four months of 80,000 accounts.
 */
public final class PeerSums {

    /** What is above it does not count as a peak of a score; the tail begins here. */
    static final double PEAK_MIN = 3.0;

    /** One day's peak counts for at most so much above {@link #PEAK_MIN}. */
    static final double PEAK_EXCESS_MAX = 12.0;

    static final int STEPS = 96;

    private static final byte FORMAT = 1;
    private static final double UNIT = 1 << 20;
    private static final int LONGS = 12;

    private final int[] valuesByStep = new int[STEPS];
    private long values;
    private long excess;
    private long excesses;
    private long logValue;
    private long logValueSquare;
    private long logValues;
    private long residual;
    private long residuals;
    private long deviation;
    private long deviations;
    private long scores;
    private long peaks;
    private long peakExcess;

    private static long fixed(double value) {
        return Math.round(value * UNIT);
    }

    public void add(DayReport day) {
        if (!Double.isNaN(day.value())) {
            valuesByStep[step(day.value())]++;
            values++;
        }
        if (!Double.isNaN(day.excess())) {
            excess += fixed(day.excess());
            excesses++;
        }
        if (!Double.isNaN(day.logValue())) {
            logValue += fixed(day.logValue());
            logValueSquare += fixed(day.logValue() * day.logValue());
            logValues++;
        }
        if (!Double.isNaN(day.residual())) {
            residual += fixed(day.residual());
            residuals++;
        }
        if (!Double.isNaN(day.deviation())) {
            deviation += fixed(day.deviation());
            deviations++;
        }
        if (!Double.isNaN(day.peak())) {
            scores++;
            if (day.peak() > PEAK_MIN) {
                peaks++;
                peakExcess += fixed(Math.min(day.peak() - PEAK_MIN, PEAK_EXCESS_MAX));
            }
        }
    }

    public void add(PeerSums other) {
        for (int i = 0; i < STEPS; i++) {
            valuesByStep[i] += other.valuesByStep[i];
        }
        values += other.values;
        excess += other.excess;
        excesses += other.excesses;
        logValue += other.logValue;
        logValueSquare += other.logValueSquare;
        logValues += other.logValues;
        residual += other.residual;
        residuals += other.residuals;
        deviation += other.deviation;
        deviations += other.deviations;
        scores += other.scores;
        peaks += other.peaks;
        peakExcess += other.peakExcess;
    }

    /** Steps of the square root of 2, from 1 on. */
    private static int step(double value) {
        int step = (int) (2 * StrictMath.log(Math.max(1, value)) / StrictMath.log(2) + 0.5);
        return Math.min(step, STEPS - 1);
    }

    long values() {
        return values;
    }

    /** The value below which the fraction {@code p} of the days lie, to within a step. */
    double quantile(double p) {
        double wanted = p * values;
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += valuesByStep[i];
            if (seen >= wanted) {
                return StrictMath.pow(2, i / 2.0);
            }
        }
        return StrictMath.pow(2, (STEPS - 1) / 2.0);
    }

    double excess() {
        return excess / UNIT;
    }

    long excesses() {
        return excesses;
    }

    double logValue() {
        return logValue / UNIT;
    }

    double logValueSquare() {
        return logValueSquare / UNIT;
    }

    long logValues() {
        return logValues;
    }

    double residual() {
        return residual / UNIT;
    }

    long residuals() {
        return residuals;
    }

    double deviation() {
        return deviation / UNIT;
    }

    long deviations() {
        return deviations;
    }

    /** True if it tells by how much days were above their groups' usual. */
    public boolean hasDeviations() {
        return deviations > 0;
    }

    long scores() {
        return scores;
    }

    long peaks() {
        return peaks;
    }

    double peakExcess() {
        return peakExcess / UNIT;
    }

    private int stepsUsed() {
        int used = STEPS;
        while (used > 0 && valuesByStep[used - 1] == 0) {
            used--;
        }
        return used;
    }

    public int serializedBytes() {
        return 2 + LONGS * Long.BYTES + stepsUsed() * Integer.BYTES;
    }

    /** Puts exactly {@link #serializedBytes()} bytes. */
    public void writeTo(ByteBuffer out) {
        int used = stepsUsed();
        out.put(FORMAT).put((byte) used);
        out.putLong(excess)
                .putLong(excesses)
                .putLong(logValue)
                .putLong(logValueSquare)
                .putLong(logValues);
        out.putLong(residual).putLong(residuals).putLong(deviation).putLong(deviations);
        out.putLong(scores).putLong(peaks).putLong(peakExcess);
        for (int i = 0; i < used; i++) {
            out.putInt(valuesByStep[i]);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static PeerSums readFrom(ByteBuffer in) {
        Varint.need(in, 2 + LONGS * Long.BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        int used = in.get();
        Varint.check(used >= 0 && used <= STEPS, "it has " + used + " steps");
        PeerSums read = new PeerSums();
        read.excess = in.getLong();
        read.excesses = count(in);
        read.logValue = in.getLong();
        read.logValueSquare = in.getLong();
        read.logValues = count(in);
        read.residual = in.getLong();
        read.residuals = count(in);
        read.deviation = in.getLong();
        read.deviations = count(in);
        read.scores = count(in);
        read.peaks = count(in);
        read.peakExcess = in.getLong();
        Varint.need(in, (long) used * Integer.BYTES);
        for (int i = 0; i < used; i++) {
            read.valuesByStep[i] = in.getInt();
            Varint.check(read.valuesByStep[i] >= 0, "a count is negative");
            read.values += read.valuesByStep[i];
        }
        return read;
    }

    private static long count(ByteBuffer in) {
        long count = in.getLong();
        Varint.check(count >= 0, "a count is negative");
        return count;
    }
}
