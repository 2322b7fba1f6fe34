package dev.vigie.backtest;

/**
 * The stretch of the logs in which alerts count: from a moment on, before another. What lies before it is what the
 * detector learns from.
 */
public record Period(long fromMillis, long toMillis) {

    static final long DAY_MILLIS = 86_400_000;

    private static final double WEEK_DAYS = 7;

    public Period {
        if (fromMillis >= toMillis) {
            throw new IllegalArgumentException("the period ends before it begins");
        }
    }

    boolean contains(long millis) {
        return millis >= fromMillis && millis < toMillis;
    }

    /** How long it is. */
    public double days() {
        return (toMillis - fromMillis) / (double) DAY_MILLIS;
    }

    /** So many in it, as a rate. */
    public double perWeek(long count) {
        return count * WEEK_DAYS / days();
    }

    /** So many in it, as a rate. */
    public double perDay(long count) {
        return count / days();
    }
}
