package dev.vigie.replay;

import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.UnreadableLogException;
import java.io.IOException;

/**
 * A log that lies elsewhere than in a file, such as one partition of a topic. Implemented where that elsewhere is
 * known; read once, by one thread.
 */
public interface OtherLog {

    /** As results show it; with {@link #partition()} it is no other log's. */
    String name();

    int partition();

    /** About how many bytes there are to read, for the progress. */
    long bytesAbout();

    /**
     * Hands over all that it holds, numbered by offsets; the bytes of what became of one record are the record's value.
     *
     * @throws UnreadableLogException if it cannot be read at all
     */
    Content read(LogFile.RawSink sink) throws UnreadableLogException, IOException;

    /**
     * What was read.
     *
     * @param bytes of all records' values
     * @param sha256 over each record's offset (8 bytes), its value's length (4) and its value, hexadecimal
     */
    record Content(long bytes, String sha256) {}
}
