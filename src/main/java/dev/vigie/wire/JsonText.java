package dev.vigie.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object on one line, its members in the order of the calls; what is absent is left out. */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Above this not every whole number has a double of its own. */
    private static final double EXACT_MAX = 1L << 53;

    private JsonText() {}

    /** The members of an object, as a method writes them. */
    interface Members {
        void write(JsonGenerator to) throws IOException;
    }

    /** The object, without a line break. */
    static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = JSON.createGenerator(text)) {
            to.writeStartObject();
            members.write(to);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }

    /** UTC with milliseconds, such as {@code 2025-12-15T09:12:33.120Z}. */
    static void time(JsonGenerator to, String name, long epochMillis) throws IOException {
        to.writeStringField(name, ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis)));
    }

    static void optional(JsonGenerator to, String name, @Nullable String value) throws IOException {
        if (value != null) {
            to.writeStringField(name, value);
        }
    }

    /** A count as a count, not as {@code 57.0}. JSON has no word for infinity, so a figure without end is absent. */
    static void figure(JsonGenerator to, String name, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT_MAX) {
            to.writeNumberField(name, (long) value);
        } else if (Double.isFinite(value)) {
            to.writeNumberField(name, value);
        }
    }

    static void texts(JsonGenerator to, String name, List<String> values) throws IOException {
        to.writeArrayFieldStart(name);
        for (String value : values) {
            to.writeString(value);
        }
        to.writeEndArray();
    }
}
