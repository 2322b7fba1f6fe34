package dev.vigie.simulate;

import dev.vigie.model.Group;
import org.jspecify.annotations.Nullable;

/**
 * An account and whoever, or whatever, uses it.
 *
 * @param index from 0, over all operators
 * @param rank from 0, within the operator
 * @param level how many people a day beside what the trade has, as a natural logarithm
 * @param daySigma by how much that varies from day to day, likewise
 */
record Account(
        int index,
        int rank,
        Operator operator,
        String name,
        Kind kind,
        double level,
        double daySigma,
        Habits habits,
        Career career) {

    /** What uses it. */
    enum Kind {
        CASEWORKER,
        COORDINATOR,
        SERVICE
    }

    /** Which part of the day a caseworker is there. */
    enum Presence {
        ALL_DAY,
        MORNINGS,
        AFTERNOONS
    }

    /**
     * How somebody works.
     *
     * @param freeWednesdays whether Wednesdays are free
     * @param homeShare how many of the days are worked from home, 0 to 1
     * @param evenings whether there is something to do on some evenings
     * @param saturdays whether on some Saturdays
     * @param rareRegisters whether registers of other trades are needed now and then
     */
    record Habits(
            Presence presence,
            boolean freeWednesdays,
            double homeShare,
            boolean evenings,
            boolean saturdays,
            boolean rareRegisters) {}

    /**
     * What changes over the days.
     *
     * @param firstDay index of the first day here, 0 or less for whoever was here before
     * @param lastDay index of the last one
     * @param changesDay index of the day from which on {@code after} is the trade
     */
    record Career(int firstDay, int lastDay, Trade before, Trade after, int changesDay) {}

    boolean isService() {
        return kind == Kind.SERVICE;
    }

    Trade trade(int day) {
        return day < career.changesDay ? career.before : career.after;
    }

    /** The role in the logs; null where this operator's do not tell. */
    @Nullable
    String role(int day) {
        if (!operator.habits().role()) {
            return null;
        }
        return switch (kind) {
            case CASEWORKER -> trade(day).role();
            case COORDINATOR -> "coordinateur";
            case SERVICE -> "service";
        };
    }

    Group group() {
        return Group.account(operator.name(), name);
    }
}
