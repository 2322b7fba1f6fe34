package dev.vigie.stream;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code vigie.rejected}, read back.
 *
 * @param operator empty where not known
 * @param topic where it was, such as an operator's log; empty where the record does not say so
 * @param partition -1 where the record does not say so
 * @param offset -1 where the record does not say so
 * @param truncated whether {@code raw} is not all of it
 * @param raw null where there was no value
 */
// The bytes go on to a topic as they are; nobody compares rejected records.
@SuppressWarnings("ArrayRecordComponent")
public record RejectedRecord(
        String operator,
        String reason,
        String detail,
        String topic,
        int partition,
        long offset,
        boolean truncated,
        byte @Nullable [] raw) {

    public static RejectedRecord read(Headers headers, byte @Nullable [] raw) {
        return new RejectedRecord(
                Rejected.operator(headers),
                Rejected.reason(headers),
                Rejected.text(headers, Rejected.DETAIL, ""),
                Rejected.text(headers, Rejected.TOPIC, ""),
                (int) number(headers, Rejected.PARTITION),
                number(headers, Rejected.OFFSET),
                headers.lastHeader(Rejected.TRUNCATED) != null,
                raw);
    }

    /** The place that it came from, {@code topic-partition-offset}. */
    public String place() {
        return topic + "-" + partition + "-" + offset;
    }

    private static long number(Headers headers, String name) {
        try {
            return Long.parseLong(Rejected.text(headers, name, "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
