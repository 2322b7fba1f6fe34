package dev.vigie.ingest;

/** Reads one record of a log, which is valid UTF-8, into a draft. */
interface RecordParser {

    /**
     * Forgets what the log has said of its own form so far: another one begins. Only some formats say anything, such as
     * which columns follow.
     */
    default void begin() {}

    /** Leaves {@link Draft#nothing} set where the record is no candidate, as headers are none. */
    void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection;
}
