package dev.vigie.replay;

/** Is told how far a replay has come. Called by the replay's thread, often: it must be cheap. */
public interface Progress {

    /** What a replay does one after the other. */
    enum Phase {
        /** Reading logs, in bytes as they lie on the disk. */
        READ,
        /** Running the detector, in events. */
        DETECT
    }

    void at(Phase phase, long done, long total);

    /** Tells nobody. */
    static Progress none() {
        return (phase, done, total) -> {};
    }
}
