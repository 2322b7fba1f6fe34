package dev.vigie.detect;

import dev.vigie.measure.Drift;

/**
 * More than usual for days or weeks, by {@link Drift}.
 *
 * @param drift index of the group's drift
 * @param runLengthDays active days between false alerts, on average
 */
record Drifting(int drift, double runLengthDays) implements Condition {

    /** How the limit of a drift begins, by which sentences know one. */
    static final String LIMIT = "a lasting shift";

    @Override
    public int daily() {
        return drift;
    }

    @Override
    public boolean holds(Profile profile, double value, double relativeError) {
        return drift(profile).isDrifting(value * (1 + relativeError));
    }

    @Override
    public double severity(Profile profile, double value) {
        return drift(profile).excessWith(value);
    }

    /** How much more than usual since the shift began. */
    @Override
    public double stated(Profile profile, double value) {
        return drift(profile).excessWith(value);
    }

    @Override
    public Figures figures(Profile profile, double value) {
        return new Figures(
                LIMIT + ", once in " + Numbers.text(runLengthDays) + " active days",
                Math.rint(drift(profile).usual()),
                runLengthDays);
    }

    private Drift drift(Profile profile) {
        return (Drift) profile.daily(drift);
    }
}
