package dev.vigie.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.jspecify.annotations.Nullable;

/** How Jackson reads JSON that nobody vouches for. */
final class JsonSyntax {

    static final int NESTING_MAX = 64;
    static final int NAME_LENGTH_MAX = 1_024;
    static final int NUMBER_LENGTH_MAX = 128;

    private JsonSyntax() {}

    /**
     * A factory of its own for each parser: its table of key names is bounded, but shared ones are not free of locks.
     */
    static JsonFactory factory() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(NESTING_MAX)
                .maxNameLength(NAME_LENGTH_MAX)
                .maxNumberLength(NUMBER_LENGTH_MAX)
                .maxStringLength(LineParser.LINE_BYTES_MAX)
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                // Keys come from outside: they must neither fill the JVM's table of strings nor stop the parser by
                // colliding.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** The reason why Jackson gave up, without its message, which would repeat what the log says. */
    static Rejection rejection(Exception e) {
        if (e instanceof NumberFormatException) {
            // Jackson passes on what BigDecimal says of an exponent that no number has.
            return new Rejection(Reason.BAD_VALUE, "a number whose exponent is out of range");
        }
        if (e instanceof StreamConstraintsException) {
            return new Rejection(
                    Reason.BAD_VALUE,
                    "nested deeper than " + NESTING_MAX + ", or a number longer than " + NUMBER_LENGTH_MAX
                            + " or a key longer than " + NAME_LENGTH_MAX + " characters");
        }
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return new Rejection(Reason.NOT_JSON, "not JSON" + place(location));
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null || location.getByteOffset() < 0 ? "" : " at byte " + location.getByteOffset();
    }
}
