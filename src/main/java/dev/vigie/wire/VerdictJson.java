package dev.vigie.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.model.AnalystVerdict;
import dev.vigie.model.AnalystVerdict.Ruling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An analyst's verdict as a record of the topic of verdicts: the alert's id as the key, and as the value JSON, which
 * every ticket system can write.
 *
 * <pre>
 *   {"verdict":"expected","reason":"yearly audit","expires":"2027-01-31","by":"j.martin"}
 * </pre>
 *
 * <p>{@code verdict} is one of {@code true}, {@code false}, {@code expected}; the others may be missing. Members of any
 * other name are not looked at: a ticket has many.
 */
public final class VerdictJson {

    public static final int BYTES_MAX = 16_384;

    private static final int NESTING_MAX = 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(BYTES_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private VerdictJson() {}

    /**
     * Reads a verdict.
     *
     * @throws WireException if it is none; the message repeats nothing of the record
     */
    public static AnalystVerdict read(byte @Nullable [] key, byte[] value) throws WireException {
        if (key == null) {
            throw new WireException("no key: it must be the alert's id");
        }
        if (value.length > BYTES_MAX) {
            throw new WireException("more than " + BYTES_MAX + " bytes");
        }
        try {
            return verdict(new String(key, StandardCharsets.UTF_8), JSON.readTree(value));
        } catch (WireException e) {
            throw e;
        } catch (DateTimeException e) {
            throw new WireException("'expires' must be a day such as 2027-01-31", e);
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new WireException("not JSON", e);
        }
    }

    private static AnalystVerdict verdict(String alertId, JsonNode from) throws WireException {
        if (!from.isObject()) {
            throw new WireException("not a JSON object");
        }
        String expires = text(from, "expires");
        return new AnalystVerdict(
                alertId,
                ruling(from),
                text(from, "reason"),
                expires.isEmpty() ? null : LocalDate.parse(expires),
                text(from, "by"));
    }

    private static Ruling ruling(JsonNode from) throws WireException {
        JsonNode verdict = from.path("verdict");
        String text = verdict.isBoolean() ? verdict.asText() : text(from, "verdict");
        for (Ruling ruling : Ruling.values()) {
            if (ruling.name().toLowerCase(Locale.ROOT).equals(text)) {
                return ruling;
            }
        }
        throw new WireException("'verdict' must be one of true, false, expected");
    }

    private static String text(JsonNode from, String name) throws WireException {
        JsonNode value = from.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new WireException("'" + name + "' must be a text");
        }
        return value.textValue().strip();
    }
}
