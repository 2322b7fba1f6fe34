package dev.vigie.detect;

import dev.vigie.model.Field;

/** One group of the occurrence that a {@link Stage} has at hand, and the rules that held for it. Reused. */
final class Visit {

    private static final double[] NONE = {};

    int grouping;

    @SuppressWarnings("NullAway.Init") // Set whenever the visit begins.
    Profile profile;

    long keyings;
    /** By measure, for those of people exposed: the value before the occurrence; NaN if it adds nothing to it. */
    double[] before = NONE;

    boolean asked;
    final Figures figures = new Figures();
    final Held held = new Held();
    /** Where what {@link HeldMeasures#touch} returns is put, so that the compiler cannot leave out what it reads. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /** The occurrence before visited the same group. */
    boolean again;

    void begin(int newGrouping, Profile newProfile, long newKeyings) {
        again = newProfile == profile;
        grouping = newGrouping;
        profile = newProfile;
        keyings = newKeyings;
        asked = false;
        held.clear();
    }

    /** Has what the measures are about to look at fetched. Most of them count people, and most events show one. */
    void touch(int[] measures, Occurrence now) {
        touched += profile.touch(measures, now.valueCount(Field.SUBJECT) == 0 ? 0 : now.valueHash(Field.SUBJECT, 0));
    }
}
