package dev.vigie.detect;

import dev.vigie.measure.UsualMaximum;

/**
 * More than this very group reaches once in so many active days, by {@link UsualMaximum}.
 *
 * @param maximum index of the group's usual maximum
 * @param atLeast a smaller value is none however rare
 */
record Unusual(int maximum, double periodDays, double atLeast) implements Condition {

    /** Nobody is told of a rarity that the history does not support: at most so many times the days known. */
    private static final double SUPPORT = 10;

    @Override
    public int daily() {
        return maximum;
    }

    @Override
    public boolean holds(Profile profile, double value, double relativeError) {
        double upper = value * (1 + relativeError);
        if (!(upper >= atLeast)) {
            return false;
        }
        UsualMaximum usual = usual(profile);
        return usual.isKnown() && upper > usual.limit(periodDays);
    }

    @Override
    public double severity(Profile profile, double value) {
        return value / Math.max(atLeast, usual(profile).limit(periodDays));
    }

    @Override
    public Figures figures(Profile profile, double value) {
        UsualMaximum usual = usual(profile);
        double limit = Math.max(atLeast, usual.limit(periodDays));
        double supported = Math.max(periodDays, SUPPORT * usual.daysKnown());
        return new Figures(
                "> " + Numbers.text(Math.floor(limit)),
                Math.rint(usual.usual()),
                Math.rint(Math.min(supported, usual.periodDays(value))));
    }

    private UsualMaximum usual(Profile profile) {
        return (UsualMaximum) profile.daily(maximum);
    }
}
