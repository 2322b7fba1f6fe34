package dev.vigie.replay;

/**
 * Is told how far a replay has come, and says whether it should go on. Called by one thread at a time, often: it must
 * be cheap.
 */
public interface Progress {

    /** What a replay does one after the other. */
    enum Phase {
        /** Reading logs, in bytes as they lie on the disk. */
        READ,
        /** Running the detector, in events. */
        DETECT,
        /** Writing what the folder is to hold, in events. */
        WRITE
    }

    /**
     * Tells how far it is.
     *
     * @param alerts how many episodes have opened so far
     */
    void at(Phase phase, long done, long total, long alerts);

    /** True once somebody wants the replay to stop where it is. */
    default boolean isStopAsked() {
        return false;
    }

    /** Tells nobody. */
    static Progress none() {
        return (phase, done, total, alerts) -> {};
    }
}
