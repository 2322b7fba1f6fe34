package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Whose log a record of a source is of. */
public final class Operators {

    /** As long as Kafka allows the name of a topic to be. */
    private static final int LENGTH_MAX = 249;

    private Operators() {}

    /** The operator that the source's topic or the record's header names; empty where the header names none. */
    public static String of(LogSource source, Headers headers) {
        String known = source.operator();
        if (known != null) {
            return known;
        }
        Header header = headers.lastHeader(String.valueOf(source.operatorHeader()));
        byte[] value = header == null ? null : header.value();
        if (value == null || value.length > LENGTH_MAX) {
            return "";
        }
        String operator = new String(value, UTF_8);
        return isName(operator) ? operator : "";
    }

    /** What a record without an operator lacks. */
    public static String wanted(LogSource source) {
        return "the header " + source.operatorHeader() + " must name the operator, in 1 to " + LENGTH_MAX
                + " letters, digits, '.', '_' or '-'";
    }

    /** True for what may follow {@code vigie.logs.} in a topic's name. */
    public static boolean isName(String operator) {
        return operator.length() <= LENGTH_MAX && operator.matches("[a-zA-Z0-9._-]+");
    }
}
