package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.util.Arrays;

/**
 * What has become of one candidate of a log: an event, or a rejection. Every candidate becomes exactly one of the two.
 */
public sealed interface Parsed {

    /** How many bytes of a rejected record are kept. */
    int RAW_BYTES_MAX = 16_384;

    /** A candidate that is an event. */
    record Event(AccessEvent event) implements Parsed {}

    /**
     * A candidate that is none.
     *
     * @param detail what is wrong and what would be right; names fields and places, never values
     * @param raw the record's first bytes, at most {@value #RAW_BYTES_MAX}
     * @param truncated whether the record went on after {@code raw}
     */
    // The bytes go on to a file or a topic as they are; nobody compares rejections.
    @SuppressWarnings("ArrayRecordComponent")
    record Rejected(Reason reason, String detail, byte[] raw, boolean truncated) implements Parsed {

        static Rejected of(Rejection rejection, byte[] bytes, int from, int to) {
            boolean truncated = to - from > RAW_BYTES_MAX;
            byte[] raw = Arrays.copyOfRange(bytes, from, truncated ? from + RAW_BYTES_MAX : to);
            return new Rejected(rejection.reason(), rejection.detail(), raw, truncated);
        }
    }
}
