package dev.vigie.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.vigie.siem.VisibleText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that may stand in a script element: {@code <}, {@code >} and {@code &} are escapes, so that no text can
 * end the element or begin a comment, and so are the line separators that JSON allows and JavaScript once did not.
 */
final class PageJson {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().characterEscapes(new ScriptEscapes()).build();

    /** Above this not every whole number has a double of its own. */
    private static final double EXACT_MAX = 1L << 53;

    private PageJson() {}

    /** What writes an object's members. */
    interface Members {
        void write(JsonGenerator to) throws IOException;
    }

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

    /** The text with every character that shows nothing named, see {@link VisibleText}. */
    static String visible(String text) {
        return VisibleText.named(text, "");
    }

    /** A text of the logs, if there is one. */
    static void text(JsonGenerator to, String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            to.writeStringField(name, visible(value));
        }
    }

    static void texts(JsonGenerator to, String name, Iterable<String> values) throws IOException {
        to.writeArrayFieldStart(name);
        for (String value : values) {
            to.writeString(visible(value));
        }
        to.writeEndArray();
    }

    /** A figure; one without end is left out, since JSON has no word for it. */
    static void figure(JsonGenerator to, String name, @Nullable Double value) throws IOException {
        if (value == null || !Double.isFinite(value)) {
            return;
        }
        if (value == Math.rint(value) && Math.abs(value) <= EXACT_MAX) {
            to.writeNumberField(name, value.longValue());
        } else {
            to.writeNumberField(name, value);
        }
    }

    /** What RFC 8259 demands, and what would mean something to HTML. */
    private static final class ScriptEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final char LINE_SEPARATOR = '\u2028';
        private static final char PARAGRAPH_SEPARATOR = '\u2029';

        private final int[] ascii = standardAsciiEscapesForJSON();

        ScriptEscapes() {
            for (char c : new char[] {'<', '>', '&'}) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR
                    ? new SerializedString(character == LINE_SEPARATOR ? "\\u2028" : "\\u2029")
                    : null;
        }
    }
}
