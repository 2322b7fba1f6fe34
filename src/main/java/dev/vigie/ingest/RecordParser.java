package dev.vigie.ingest;

/** Reads one record of a log, which is valid UTF-8, into a draft. */
interface RecordParser {

    void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection;
}
