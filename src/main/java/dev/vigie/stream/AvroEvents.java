package dev.vigie.stream;

import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.ingest.StatedEvents;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Logs whose values are Vigie's own events in Avro ({@code schemas/access-event.avsc}), one each, in Confluent's
 * framing or Avro's single-object encoding. Not safe for use by several threads.
 */
final class AvroEvents implements LineParser {

    private final EventDecoder decoder;
    private final StatedEvents events = new StatedEvents();

    AvroEvents(SchemaRegistry registry) {
        this.decoder = new EventDecoder(registry, List.of());
    }

    /** @throws StreamsException if the registry does not say how to read the value: it stays unread */
    @Override
    public void parse(
            byte[] bytes,
            int from,
            int to,
            @Nullable String operator,
            String idPrefix,
            long ingestedAtMillis,
            LogFile.Sink out) {
        byte[] value = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        out.accept(parsed(value, operator, idPrefix, ingestedAtMillis), 0);
    }

    private Parsed parsed(byte[] value, @Nullable String operator, String idPrefix, long ingestedAtMillis) {
        if (value.length > LINE_BYTES_MAX) {
            return rejected(Reason.LINE_TOO_LONG, "longer than " + LINE_BYTES_MAX + " bytes", value);
        }
        try {
            return events.take(decoder.decode(value), operator, idPrefix, ingestedAtMillis, value);
        } catch (WireException e) {
            return rejected(Reason.NOT_AN_EVENT, String.valueOf(e.getMessage()), value);
        } catch (RegistryException e) {
            throw new StreamsException("the schema registry does not say how to read an event: it stays unread", e);
        }
    }

    private static Parsed rejected(Reason reason, String detail, byte[] value) {
        boolean truncated = value.length > Parsed.RAW_BYTES_MAX;
        return new Parsed.Rejected(
                reason, detail, Arrays.copyOf(value, Math.min(value.length, Parsed.RAW_BYTES_MAX)), truncated);
    }
}
