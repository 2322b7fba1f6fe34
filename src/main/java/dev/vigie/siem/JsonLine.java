package dev.vigie.siem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on one line, its members in the order of the calls. What is absent, empty or no number is left out.
 * Bounded: texts by {@value #TEXT_CHARS_MAX} characters, lists by {@value #ITEMS_MAX} items.
 */
final class JsonLine {

    /** As much as any text of an event may have. */
    static final int TEXT_CHARS_MAX = 4_096;
    /** More than any list of an alert has. */
    static final int ITEMS_MAX = 256;

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().characterEscapes(new HiddenCharacters()).build();
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Above this not every whole number has a double of its own. */
    private static final double EXACT_MAX = 1L << 53;

    private final JsonGenerator to;

    private JsonLine(JsonGenerator to) {
        this.to = to;
    }

    /** A step of the generator, which writes to memory and so cannot fail. */
    private interface Step {
        void run() throws IOException;
    }

    /** The object that {@code members} writes. */
    static String of(Consumer<JsonLine> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = JSON.createGenerator(text)) {
            to.writeStartObject();
            members.accept(new JsonLine(to));
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }

    JsonLine text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            String bounded = bounded(value);
            run(() -> to.writeStringField(name, bounded));
        }
        return this;
    }

    JsonLine texts(String name, List<String> values) {
        if (!values.isEmpty()) {
            run(() -> {
                to.writeArrayFieldStart(name);
                for (String value : values.subList(0, Math.min(values.size(), ITEMS_MAX))) {
                    to.writeString(bounded(value));
                }
                to.writeEndArray();
            });
        }
        return this;
    }

    JsonLine number(String name, long value) {
        run(() -> to.writeNumberField(name, value));
        return this;
    }

    /** A count as a count, not as {@code 57.0}. JSON has no word for infinity, so a figure without end is absent. */
    JsonLine figure(String name, @Nullable Double value) {
        double figure = value == null ? Double.NaN : value;
        if (figure == Math.rint(figure) && Math.abs(figure) <= EXACT_MAX) {
            return number(name, (long) figure);
        }
        if (Double.isFinite(figure)) {
            run(() -> to.writeNumberField(name, figure));
        }
        return this;
    }

    JsonLine flag(String name, boolean value) {
        run(() -> to.writeBooleanField(name, value));
        return this;
    }

    /** UTC with milliseconds, such as {@code 2025-12-15T09:12:33.120Z}. */
    JsonLine time(String name, long epochMillis) {
        return text(name, ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis)));
    }

    JsonLine object(String name, Consumer<JsonLine> members) {
        run(() -> to.writeObjectFieldStart(name));
        members.accept(this);
        run(to::writeEndObject);
        return this;
    }

    <T> JsonLine objects(String name, List<T> items, BiConsumer<JsonLine, T> members) {
        return items.isEmpty() ? this : array(name, array -> items.forEach(each -> array.item(members, each)));
    }

    /** An array of objects, even if it stays empty. */
    JsonLine array(String name, Consumer<Items> items) {
        run(() -> to.writeArrayFieldStart(name));
        items.accept(new Items());
        run(to::writeEndArray);
        return this;
    }

    /** The objects of an array that is being written; those beyond the bound are left out. */
    final class Items {
        private int count;

        private Items() {}

        void item(Consumer<JsonLine> members) {
            if (count++ < ITEMS_MAX) {
                run(to::writeStartObject);
                members.accept(JsonLine.this);
                run(to::writeEndObject);
            }
        }

        private <T> void item(BiConsumer<JsonLine, T> members, T item) {
            item(json -> members.accept(json, item));
        }
    }

    private static String bounded(String value) {
        return VisibleText.wellFormed(VisibleText.clipped(value, TEXT_CHARS_MAX));
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
    }
}
