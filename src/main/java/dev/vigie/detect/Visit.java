package dev.vigie.detect;

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
    final Held held = new Held();

    void begin(int newGrouping, Profile newProfile, long newKeyings) {
        grouping = newGrouping;
        profile = newProfile;
        keyings = newKeyings;
        asked = false;
        held.clear();
    }
}
