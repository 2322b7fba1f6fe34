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
 * @param member which member of a container it was, from 1; 0 where it was all of the record
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
        long member,
        boolean truncated,
        byte @Nullable [] raw) {

    public static RejectedRecord read(Headers headers, byte @Nullable [] raw) {
        return new RejectedRecord(
                Rejected.operator(headers),
                Rejected.reason(headers),
                Rejected.text(headers, Rejected.DETAIL, ""),
                Rejected.text(headers, Rejected.TOPIC, ""),
                (int) number(headers, Rejected.PARTITION, -1),
                number(headers, Rejected.OFFSET, -1),
                number(headers, Rejected.MEMBER, 0),
                headers.lastHeader(Rejected.TRUNCATED) != null,
                raw);
    }

    /**
     * The place that it came from, {@code topic-partition-offset}, and {@code :n} for the n-th member of a container.
     */
    public String place() {
        String record = topic + "-" + partition + "-" + offset;
        return member == 0 ? record : record + ":" + member;
    }

    private static long number(Headers headers, String name, long otherwise) {
        try {
            return Long.parseLong(Rejected.text(headers, name, Long.toString(otherwise)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
