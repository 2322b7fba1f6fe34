package dev.vigie.detect;

/** What all groups' days tell each other. A stream shares it among its tasks; a replay has it in one place. */
public interface PeerDays {

    /** Is handed the tally of one circle of peers. */
    @FunctionalInterface
    interface Visitor {
        void tally(String operator, String role, PeerTally tally);
    }

    /** Nobody asks for days that lie further back than this. */
    int DAYS_KEPT = 180;

    /**
     * What was reported on a day applies from so many days later on: by then everybody has it, however fast or slow, so
     * that live and replay agree.
     */
    int LAG_DAYS = 2;

    /**
     * Takes in a group's day that is over.
     *
     * @param day on which it was reported, by the group's clock, in days since 1970
     */
    void report(PeerKey peers, long day, PeerTally one);

    /**
     * Hands over what was reported on one day by a measure, in any order; the tallies of one circle perhaps in several
     * parts. They are only for reading.
     */
    void visit(long partId, long day, Visitor visitor);
}
