package dev.vigie.detect;

import org.jspecify.annotations.Nullable;

/** From when on a rule's value is an alert. */
sealed interface Condition permits FixedLimits, Unusual, Drifting, Joint {

    /**
     * What a rule's message says of the moment at which its condition held.
     *
     * @param limit as an analyst would write it, such as {@code >= 50}
     * @param usual the group's usual highest value, where a baseline knows it
     * @param rarity once in how many active days, where a baseline knows it
     */
    record Figures(
            String limit, @Nullable Double usual, @Nullable Double rarity) {}

    /** Index of what the group's past days say of the value, or {@link PlannedRule#NONE}. */
    int daily();

    /** True if {@code value} meets the condition; an upper bound of the relative error counts as reached. */
    boolean holds(Profile profile, double value, double relativeError);

    /** How many times its limit the value is: what must double for another message. */
    double severity(Profile profile, double value);

    Figures figures(Profile profile, double value);

    /** True if on one and the same day it holds at no value below one at which it does not hold. */
    default boolean rises() {
        return false;
    }

    /** What an alert states as the value, where that is not the measure's own. */
    default double stated(Profile profile, double value) {
        return value;
    }
}
