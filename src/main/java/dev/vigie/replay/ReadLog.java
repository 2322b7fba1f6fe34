package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.ingest.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log that was read to its end.
 *
 * @param layout null for an empty log of which nobody said so
 * @param sha256 of the file that it is or lies in
 * @param candidates in it, whatever became of them
 * @param events that went to the sorter
 * @param filtered events that the scope does not cover
 * @param rejectedByReason candidates that are no events
 * @param brokenOff why its end could not be read, or null
 * @param firstMillis of its covered events; {@link Long#MAX_VALUE} where there is none
 * @param lastMillis the same; {@link Long#MIN_VALUE}
 */
record ReadLog(
        @Nullable Layout layout,
        String sha256,
        long candidates,
        long events,
        long filtered,
        Map<String, Long> rejectedByReason,
        @Nullable String brokenOff,
        long firstMillis,
        long lastMillis) {

    ReadLog {
        rejectedByReason = new TreeMap<>(rejectedByReason);
    }

    /** What results say of it. */
    LogSummary summary(String name, @Nullable Path path, long bytes) {
        long received = candidates - filtered;
        return new LogSummary(name, path, layout, bytes, sha256, received, rejected(), filtered, brokenOff, null);
    }

    long rejected() {
        return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Writes it as members of an object that is open. */
    void write(JsonGenerator to) throws IOException {
        if (layout != null) {
            to.writeStringField("layout", layout.layoutName());
        }
        to.writeStringField("sha256", sha256);
        to.writeNumberField("candidates", candidates);
        to.writeNumberField("events", events);
        to.writeNumberField("filtered", filtered);
        to.writeObjectFieldStart("rejected");
        for (Map.Entry<String, Long> each : rejectedByReason.entrySet()) {
            to.writeNumberField(each.getKey(), each.getValue());
        }
        to.writeEndObject();
        if (brokenOff != null) {
            to.writeStringField("brokenOff", brokenOff);
        }
        to.writeNumberField("firstMillis", firstMillis);
        to.writeNumberField("lastMillis", lastMillis);
    }

    /** Reads what {@link #write} wrote. */
    static ReadLog read(JsonNode from) {
        Map<String, Long> rejected = new TreeMap<>();
        from.path("rejected")
                .properties()
                .forEach(each -> rejected.put(each.getKey(), each.getValue().asLong()));
        return new ReadLog(
                from.has("layout") ? Layout.named(from.path("layout").asText()) : null,
                from.path("sha256").asText(),
                from.path("candidates").asLong(),
                from.path("events").asLong(),
                from.path("filtered").asLong(),
                rejected,
                from.has("brokenOff") ? from.path("brokenOff").asText() : null,
                from.path("firstMillis").asLong(),
                from.path("lastMillis").asLong());
    }
}
