package dev.vigie.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.Schema;

/** The schemas that this release writes, as the files under {@code schemas/} have them. */
public final class Schemas {

    static final Schema ACCESS_EVENT = new Schema.Parser().parse(accessEvent());
    static final Schema ALERT = new Schema.Parser().parse(alert());

    private Schemas() {}

    /** The text of {@code schemas/access-event.avsc}. */
    public static String accessEvent() {
        return text("/schemas/access-event.avsc");
    }

    /** The text of {@code schemas/alert.avsc}. */
    public static String alert() {
        return text("/schemas/alert.avsc");
    }

    private static String text(String path) {
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
