package dev.vigie.detect;

import dev.vigie.measure.UsualMaximum;

/**
 * More than this very group reaches once in so many active days, by {@link UsualMaximum}.
 *
 * @param maximum index of the group's usual maximum
 * @param atLeast a smaller value is none however rare
 * @param untilKnown what decides as long as neither the group nor its peers have shown what is usual
 */
record Unusual(int maximum, double periodDays, double atLeast, FixedLimits untilKnown) implements Condition {

    /** Nobody is told of a rarity that the history does not support: at most so many times the days known. */
    private static final double SUPPORT = 10;
    /** Until more is known, what a group has done on two days already is not told of it again. */
    private static final double TWICE = 2;

    @Override
    public int daily() {
        return maximum;
    }

    @Override
    public boolean holds(Profile profile, double value, double relativeError) {
        UsualMaximum usual = usual(profile);
        if (!usual.isKnown()) {
            return untilKnown.holds(profile, value, relativeError) && value > TWICE * usual.ownUsual();
        }
        double upper = value * (1 + relativeError);
        return upper >= atLeast && upper > usual.limit(periodDays);
    }

    @Override
    public double severity(Profile profile, double value) {
        UsualMaximum usual = usual(profile);
        return usual.isKnown()
                ? value / Math.max(atLeast, usual.limit(periodDays))
                : untilKnown.severity(profile, value);
    }

    @Override
    public Figures figures(Profile profile, double value) {
        UsualMaximum usual = usual(profile);
        if (!usual.isKnown()) {
            return untilKnown.figures(profile, value);
        }
        double limit = Math.max(atLeast, usual.limit(periodDays));
        double supported = Math.max(periodDays, SUPPORT * usual.daysKnown());
        return new Figures(
                "> " + Numbers.text(Math.floor(limit)),
                Math.rint(usual.usual()),
                Math.rint(Math.min(supported, usual.periodDays(value))));
    }

    @Override
    public boolean rises() {
        return untilKnown.rises();
    }

    private UsualMaximum usual(Profile profile) {
        return (UsualMaximum) profile.daily(maximum);
    }
}
