package dev.vigie.measure;

/**
 * What one group's active days have been like by one measure, and so what would be rare today. Days are those of the
 * group's own clock, UTC; days on which it did nothing do not exist.
 */
public sealed interface Daily extends Sliding permits UsualMaximum, Drift, JointScore {

    /** Before the first day. */
    long NO_DAY = Long.MIN_VALUE;

    /** The day at hand, in days since 1970; {@link #NO_DAY} before the first. */
    long day();

    /**
     * Takes in a value of the day at hand: a day is as great as its greatest.
     *
     * @return false if nothing changed by it, and so nothing need be stored
     */
    boolean see(double value);

    /** Ends the day at hand: it is learnt, and handed over for the peers' figures. Not to be called before any day. */
    DayReport endDay();

    /**
     * Begins a day.
     *
     * @param day in days since 1970, later than all before
     * @param peers what is known of the group's peers on that day
     */
    void beginDay(long day, PeerFigures peers);

    /** Nothing leaves but by days. */
    @Override
    default long timespanMillis() {
        return Long.MAX_VALUE / 4;
    }

    @Override
    default void advance(long clockMillis) {}

    @Override
    default double relativeError() {
        return 0;
    }

    @Override
    default boolean isEmpty() {
        return day() == NO_DAY;
    }
}
