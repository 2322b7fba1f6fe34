package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * In which part of the weeks each of the 168 hours of a week (UTC) had something, for {@link Silence}: an average in
 * which a week weighs an eighth, or more while there have been fewer. Shares are kept to 1/65,535.
 */
final class WeekRhythm {

    static final int HOURS = 168;
    static final int BYTES = HOURS * Short.BYTES;

    private static final int DAY_HOURS = 24;
    private static final int HOUR_MINUTES = 60;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double WEEK_MILLIS = HOURS * (double) HOUR_MILLIS;
    private static final double LEARNING = 1 / 8.0;
    private static final int WHOLE = 0xFFFF;

    private final short[] shares = new short[HOURS];

    /** The hour that a time lies in, counted from 1970. */
    static long hourOf(long timeMillis) {
        return Math.floorDiv(timeMillis, HOUR_MILLIS);
    }

    /** Takes in an hour that is over. */
    void learn(long hour, boolean active, long firstSeenMillis) {
        double weeks = Math.max(0, Math.floor((hour * (double) HOUR_MILLIS - firstSeenMillis) / WEEK_MILLIS));
        double before = share(hour);
        double share = before + ((active ? 1 : 0) - before) * Math.max(LEARNING, 1 / (1 + weeks));
        shares[slot(hour)] = (short) Math.rint(share * WHOLE);
    }

    /** What a minute of the hour weighs: the least share of it and its two neighbours. */
    double weight(long hour) {
        return Math.min(share(hour), Math.min(share(hour - 1), share(hour + 1)));
    }

    /** The minutes, weighed, of the day of the week that has most. */
    double largestDayMinutes() {
        double largest = 0;
        for (int day = 0; day < HOURS; day += DAY_HOURS) {
            double sum = 0;
            for (int hour = day; hour < day + DAY_HOURS; hour++) {
                sum += weight(hour);
            }
            largest = Math.max(largest, HOUR_MINUTES * sum);
        }
        return largest;
    }

    private double share(long hour) {
        return (shares[slot(hour)] & WHOLE) / (double) WHOLE;
    }

    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS);
    }

    /** Puts {@value #BYTES} bytes. */
    void writeTo(ByteBuffer out) {
        for (short share : shares) {
            out.putShort(share);
        }
    }

    /** Takes over what {@link #writeTo} wrote; whatever it is, they are shares. */
    void readFrom(ByteBuffer in) {
        for (int i = 0; i < HOURS; i++) {
            shares[i] = in.getShort();
        }
    }
}
