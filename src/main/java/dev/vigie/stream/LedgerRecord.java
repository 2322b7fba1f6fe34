package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.store.LedgerRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record of {@code vigie.ledger}: key {@code operator|minute|counter}, value a row as JSON with its figures so far. A
 * counter is one partition of one topic, such as {@code events-3} or {@code rejected-0}; an operator's figures are the
 * sums over all of its counters.
 */
final class LedgerRecord {

    private static final JsonFactory JSON = new JsonFactory();

    private LedgerRecord() {}

    static Record<byte[], byte[]> of(LedgerRow row, String counter, long timestampMillis) {
        String minute = Instant.ofEpochMilli(row.minuteMillis()).toString();
        byte[] key = (row.operator() + '|' + minute + '|' + counter).getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator to = JSON.createGenerator(out)) {
            to.writeStartObject();
            to.writeStringField("operator", row.operator());
            to.writeStringField("minute", minute);
            to.writeStringField("counter", counter);
            to.writeNumberField("received", row.received());
            to.writeNumberField("counted", row.counted());
            to.writeNumberField("rejected", row.rejectedInAll());
            to.writeNumberField("late", row.late());
            to.writeNumberField("duplicate", row.duplicate());
            to.writeNumberField("skewed", row.skewed());
            to.writeNumberField("lateForSomeRules", row.lateForSomeRules());
            to.writeNumberField("idReused", row.idReused());
            to.writeObjectFieldStart("reasons");
            for (Map.Entry<String, Long> reason : row.rejected().entrySet()) {
                to.writeNumberField(reason.getKey(), reason.getValue());
            }
            to.writeEndObject();
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return new Record<>(key, out.toByteArray(), timestampMillis);
    }
}
