package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;

/**
 * A caseworker's account.
 *
 * @param index from 0, over all operators
 * @param rank from 0, within the operator
 * @param peoplePerHour how many people's records this caseworker opens in an ordinary hour
 * @param presence which part of the day is worked
 */
record Account(
        int index,
        int rank,
        Operator operator,
        String name,
        String role,
        double peoplePerHour,
        Presence presence,
        String userAgent) {

    /** Which part of the day a caseworker is there. */
    enum Presence {
        ALL_DAY,
        MORNINGS,
        AFTERNOONS
    }

    boolean isOf(AccessEvent event) {
        return event.account().equals(name) && event.operator().equals(operator.name());
    }
}
