package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.ingest.Parsed;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code vigie.rejected}: key the operator, value the raw bytes, headers the rest.
 *
 * <pre>
 *   vigie.reason     such as not-json           vigie.topic      where it was
 *   vigie.detail     what would be right        vigie.partition
 *   vigie.operator   empty where not known      vigie.offset
 *   vigie.truncated  present if the value is not all of it
 *   vigie.member     which member of a container it was, from 1; absent where it was all of the record
 * </pre>
 */
final class Rejected {

    /** How much of a rejected record is kept. */
    static final int RAW_BYTES_MAX = Parsed.RAW_BYTES_MAX;

    private static final int DETAIL_LENGTH_MAX = 1_000;
    static final String REASON = "vigie.reason";
    static final String DETAIL = "vigie.detail";
    static final String OPERATOR = "vigie.operator";
    static final String TOPIC = "vigie.topic";
    static final String PARTITION = "vigie.partition";
    static final String OFFSET = "vigie.offset";
    static final String TRUNCATED = "vigie.truncated";
    static final String MEMBER = "vigie.member";

    private Rejected() {}

    /**
     * A record that was rejected whole.
     *
     * @param operator empty where not known
     * @param raw null where the record had no value
     */
    static Record<byte @Nullable [], byte @Nullable []> of(
            String operator,
            String reason,
            String detail,
            byte @Nullable [] raw,
            RecordMetadata origin,
            long timestampMillis) {
        boolean cut = raw != null && raw.length > RAW_BYTES_MAX;
        byte[] value = cut ? Arrays.copyOf(raw, RAW_BYTES_MAX) : raw;
        return new Record<>(key(operator), value, timestampMillis, headers(operator, reason, detail, origin, cut));
    }

    /**
     * A candidate of a log that was rejected.
     *
     * @param operator empty where not known
     * @param member which member of a container it was, from 1; 0 where it was all of the record
     */
    static Record<byte @Nullable [], byte @Nullable []> of(
            String operator, Parsed.Rejected candidate, long member, RecordMetadata origin, long timestampMillis) {
        Headers headers =
                headers(operator, candidate.reason().reasonName(), candidate.detail(), origin, candidate.truncated());
        if (member > 0) {
            headers.add(MEMBER, Long.toString(member).getBytes(UTF_8));
        }
        return new Record<>(key(operator), candidate.raw(), timestampMillis, headers);
    }

    private static byte @Nullable [] key(String operator) {
        return operator.isEmpty() ? null : operator.getBytes(UTF_8);
    }

    private static Headers headers(
            String operator, String reason, String detail, RecordMetadata origin, boolean truncated) {
        Headers headers = new RecordHeaders();
        headers.add(REASON, reason.getBytes(UTF_8));
        headers.add(
                DETAIL,
                detail.substring(0, Math.min(detail.length(), DETAIL_LENGTH_MAX))
                        .getBytes(UTF_8));
        headers.add(OPERATOR, operator.getBytes(UTF_8));
        headers.add(TOPIC, origin.topic().getBytes(UTF_8));
        headers.add(PARTITION, Integer.toString(origin.partition()).getBytes(UTF_8));
        headers.add(OFFSET, Long.toString(origin.offset()).getBytes(UTF_8));
        if (truncated) {
            headers.add(TRUNCATED, new byte[0]);
        }
        return headers;
    }

    static String reason(Headers headers) {
        return text(headers, REASON, "unknown");
    }

    /** The operator, empty where not known. */
    static String operator(Headers headers) {
        return text(headers, OPERATOR, "");
    }

    static String text(Headers headers, String name, String otherwise) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? otherwise : new String(header.value(), UTF_8);
    }
}
