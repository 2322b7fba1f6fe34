package dev.vigie.detect;

import dev.vigie.measure.DayReport;
import dev.vigie.measure.PeerSums;

/** What all groups' days tell each other. A stream shares it among its tasks; a replay has it in one place. */
public interface PeerDays {

    /** Is handed the sums of one circle of peers and one day. */
    @FunctionalInterface
    interface Visitor {
        void sums(String operator, String role, long day, PeerSums sums);
    }

    /**
     * Takes in a group's day that is over.
     *
     * @param day on which it was reported, by the group's clock, in days since 1970
     */
    void report(PeerKey peers, long day, DayReport report);

    /**
     * Hands over all sums of a measure that were reported from {@code firstDay} to {@code lastDay}, both included, in
     * any order; those of one circle and day perhaps in several parts. The sums are only for reading.
     */
    void visit(long partId, long firstDay, long lastDay, Visitor visitor);
}
