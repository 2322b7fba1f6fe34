package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * The window of a timespan, and the 64 panes that it is cut into where exact times would cost too much.
 *
 * <p>Panes are aligned to the epoch, so that every summary of one timespan cuts at the same places whatever it saw
 * first. A time is rounded up to the end of its pane, never down: the window may only become wider, by less than one
 * pane. All results saturate, so any {@code long} is a valid time.
 *
 * @param timespanMillis 1 to {@link #TIMESPAN_MILLIS_MAX}
 * @param widthMillis of one pane: a 64th of the timespan, rounded up
 */
record Panes(long timespanMillis, long widthMillis) {

    static final int PANES = 64;

    /** In effect for ever: 73 million years. */
    static final long TIMESPAN_MILLIS_MAX = Long.MAX_VALUE / 4;

    /** Panes that can overlap one window: one more at either end, since windows are not aligned. */
    static final int LIVE_PANES_MAX = PANES + 2;

    static Panes of(long timespanMillis) {
        if (timespanMillis < 1 || timespanMillis > TIMESPAN_MILLIS_MAX) {
            throw new IllegalArgumentException(
                    "a timespan is 1 to " + TIMESPAN_MILLIS_MAX + " ms, not " + timespanMillis);
        }
        return new Panes(timespanMillis, (timespanMillis - 1) / PANES + 1);
    }

    /** The newest time that is no longer inside the window which ends at the clock. */
    long horizon(long clockMillis) {
        return horizon(clockMillis, timespanMillis);
    }

    static long horizon(long clockMillis, long timespanMillis) {
        return clockMillis < Long.MIN_VALUE + timespanMillis ? Long.MIN_VALUE : clockMillis - timespanMillis;
    }

    /** A timespan that was written. */
    static long readTimespan(ByteBuffer in) {
        long timespanMillis = in.getLong();
        Varint.check(timespanMillis > 0 && timespanMillis <= TIMESPAN_MILLIS_MAX, "its timespan is out of bounds");
        return timespanMillis;
    }

    long number(long timeMillis) {
        return Math.floorDiv(timeMillis, widthMillis);
    }

    /** The oldest pane that overlaps the window. */
    long oldest(long clockMillis) {
        return number(horizon(clockMillis) + 1);
    }

    /** The last millisecond of the pane that the time lies in. */
    long end(long timeMillis) {
        long ahead = widthMillis - 1 - Math.floorMod(timeMillis, widthMillis);
        return timeMillis > Long.MAX_VALUE - ahead ? Long.MAX_VALUE : timeMillis + ahead;
    }

    /** The last millisecond of a pane by its number. */
    long endOf(long pane) {
        return pane >= Long.MAX_VALUE / widthMillis ? Long.MAX_VALUE : (pane + 1) * widthMillis - 1;
    }
}
