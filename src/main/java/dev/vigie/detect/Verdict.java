package dev.vigie.detect;

import dev.vigie.model.AccessEvent;

/**
 * What became of an event, for the ledger: received = counted + late + duplicate (+ rejected, which never gets here).
 *
 * @param fate the one of the three that it is
 * @param skewed its time lay further ahead of its ingestion than tolerated; it was counted at its ingestion
 * @param lateForSomeRules it was too old for at least one rule's window, and counted for others
 * @param idReused its id was known with other content
 */
public record Verdict(Fate fate, boolean skewed, boolean lateForSomeRules, boolean idReused) {

    /** The three fates of an event that could be read. */
    public enum Fate {
        COUNTED,
        LATE,
        DUPLICATE
    }

    static final Verdict COUNTED = new Verdict(Fate.COUNTED, false, false, false);
    static final Verdict DUPLICATE = new Verdict(Fate.DUPLICATE, false, false, false);

    /** When the event counts as having happened: what claims to come from the future, when it came. */
    public long atMillis(AccessEvent event) {
        return skewed ? event.ingestedAtMillis() : event.timeMillis();
    }

    /** As the constructor, without an allocation in the usual case. */
    static Verdict counted(boolean skewed, boolean lateForSomeRules, boolean idReused) {
        return skewed || lateForSomeRules || idReused
                ? new Verdict(Fate.COUNTED, skewed, lateForSomeRules, idReused)
                : COUNTED;
    }
}
