package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * </pre>
 */
final class Rejected {

    /** How much of a rejected record is kept. */
    static final int RAW_BYTES_MAX = 16_384;

    private static final int DETAIL_LENGTH_MAX = 1_000;
    static final String REASON = "vigie.reason";
    static final String DETAIL = "vigie.detail";
    static final String OPERATOR = "vigie.operator";
    static final String TOPIC = "vigie.topic";
    static final String PARTITION = "vigie.partition";
    static final String OFFSET = "vigie.offset";
    static final String TRUNCATED = "vigie.truncated";

    private Rejected() {}

    /**
     * A rejected record.
     *
     * @param operator empty where not known
     * @param raw null where the record had no value
     * @param truncated whether {@code raw} is not all of it
     */
    static Record<byte @Nullable [], byte @Nullable []> of(
            String operator,
            String reason,
            String detail,
            byte @Nullable [] raw,
            boolean truncated,
            RecordMetadata origin,
            long timestampMillis) {
        boolean cut = raw != null && raw.length > RAW_BYTES_MAX;
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
        if (truncated || cut) {
            headers.add(TRUNCATED, new byte[0]);
        }
        byte[] value = cut ? Arrays.copyOf(raw, RAW_BYTES_MAX) : raw;
        byte[] key = operator.isEmpty() ? null : operator.getBytes(UTF_8);
        return new Record<>(key, value, timestampMillis, headers);
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
