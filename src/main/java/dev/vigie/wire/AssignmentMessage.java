package dev.vigie.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of assignments: a person was given to an operator to work on, or what was said of that before
 * is taken back. The key is {@code OPERATOR/SUBJECT}, the subject's id as the operator's log writes it; the value JSON:
 *
 * <pre>
 *   {"from":"2026-01-05T00:00:00Z","until":"2026-07-01T00:00:00+02:00"}
 * </pre>
 *
 * <p>Both are ISO 8601 with an offset, or epoch milliseconds as a number. One that is missing or null has no end on its
 * side. A member of any other name makes the record unreadable: {@code untill} would be an assignment for ever. A
 * record without a value takes back what its key said.
 *
 * @param removal whether this takes back; then the times mean nothing
 * @param fromMillis the first moment, epoch milliseconds
 * @param untilMillis the first moment after it
 */
public record AssignmentMessage(String operator, String subject, boolean removal, long fromMillis, long untilMillis) {

    public static final int BYTES_MAX = 4_096;

    private static final char SEPARATOR = '/';
    /** What a topic's name may have, and so an operator's. */
    private static final Pattern OPERATOR = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final int NESTING_MAX = 4;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(BYTES_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public AssignmentMessage {
        if (!OPERATOR.matcher(operator).matches()) {
            throw new IllegalArgumentException("an operator's name has 1 to 249 letters, digits, '.', '_' and '-'");
        }
        if (subject.isEmpty() || subject.length() > Subject.ID_LENGTH_MAX) {
            throw new IllegalArgumentException("a subject's id has 1 to " + Subject.ID_LENGTH_MAX + " characters");
        }
        if (!removal && fromMillis >= untilMillis) {
            throw new IllegalArgumentException("'until' must be after 'from'");
        }
    }

    /** What the key of an assignment is. */
    public static String key(String operator, String subject) {
        return operator + SEPARATOR + subject;
    }

    /** This one's key, as text. */
    public String key() {
        return key(operator, subject);
    }

    /**
     * Reads a record.
     *
     * @throws WireException if it is none of an assignment; the message repeats nothing of the record
     */
    public static AssignmentMessage read(byte @Nullable [] key, byte @Nullable [] value) throws WireException {
        if (key == null) {
            throw new WireException("no key: it must be OPERATOR/SUBJECT");
        }
        if (key.length > BYTES_MAX || (value != null && value.length > BYTES_MAX)) {
            throw new WireException("more than " + BYTES_MAX + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            int separator = text.indexOf(SEPARATOR);
            if (separator < 0) {
                throw new WireException("the key must be OPERATOR/SUBJECT");
            }
            String operator = text.substring(0, separator);
            String subject = text.substring(separator + 1);
            if (value == null) {
                return new AssignmentMessage(operator, subject, true, 0, 0);
            }
            JsonNode from = object(value);
            return new AssignmentMessage(
                    operator,
                    subject,
                    false,
                    millis(from.path(FROM), FROM, Long.MIN_VALUE),
                    millis(from.path(UNTIL), UNTIL, Long.MAX_VALUE));
        } catch (WireException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()), e);
        } catch (CharacterCodingException e) {
            throw new WireException("the key is not valid UTF-8", e);
        } catch (IOException e) {
            throw new WireException("not JSON", e);
        }
    }

    private static JsonNode object(byte[] value) throws IOException {
        JsonNode object = JSON.readTree(value);
        if (!object.isObject()) {
            throw new WireException("not a JSON object");
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(FROM) && !name.equals(UNTIL)) {
                throw new WireException("has a member other than 'from' and 'until'");
            }
        }
        return object;
    }

    private static long millis(JsonNode time, String name, long missing) throws WireException {
        if (time.isMissingNode() || time.isNull()) {
            return missing;
        }
        // A smaller number counts seconds, and would end everything in 1970.
        if (time.isIntegralNumber() && time.canConvertToLong() && time.longValue() >= AccessEvent.TIME_MILLIS_MIN) {
            return time.longValue();
        }
        try {
            return OffsetDateTime.parse(time.isTextual() ? time.textValue().strip() : "")
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new WireException(
                    "'" + name + "' must be a time such as 2026-01-05T00:00:00Z, or epoch milliseconds", e);
        }
    }
}
