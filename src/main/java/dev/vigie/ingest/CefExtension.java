package dev.vigie.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts the extension of a CEF event, {@code key=value key=value}, into its parts.
 *
 * <p>A value may contain spaces and ends where the next key begins: behind a space, letters, digits and {@code _ . - [
 * ]} up to an equals sign. In values a backslash escapes itself and the equals sign, and {@code \n} and {@code \r} are
 * line ends. Some products forget to escape equals signs; one that has no key before it, as in {@code /find?name=x}, is
 * taken for what it is. A key that comes twice is an error: it may be a value that poses as one.
 */
final class CefExtension {

    private static final int KEYS_MAX = 512;
    private static final String ESCAPED = "\\=|nr";

    private CefExtension() {}

    /** @throws Rejection if there is text before the first key, a key comes twice, or there are too many */
    static Map<String, String> parse(String text, int from) throws Rejection {
        Map<String, String> values = new LinkedHashMap<>();
        int key = skipSpaces(text, from);
        int equals = equalsBehindKey(text, key);
        if (equals < 0) {
            if (key == text.length()) {
                return values;
            }
            throw new Rejection(Reason.NOT_CEF, "the extension does not begin with key=value");
        }
        while (equals >= 0) {
            int valueEnd = equals + 1;
            int nextEquals = -1;
            int nextKey = text.length();
            while (valueEnd < text.length()) {
                char c = text.charAt(valueEnd);
                if (c == ' ') {
                    nextEquals = equalsBehindKey(text, valueEnd + 1);
                    if (nextEquals >= 0) {
                        nextKey = valueEnd + 1;
                        break;
                    }
                }
                valueEnd += isEscape(text, valueEnd, text.length()) ? 2 : 1;
            }
            String value = unescaped(text, equals + 1, Math.min(valueEnd, text.length()));
            if (values.put(text.substring(key, equals), value.stripTrailing()) != null) {
                throw new Rejection(Reason.DUPLICATE_FIELD, "a key comes twice in the extension");
            }
            if (values.size() > KEYS_MAX) {
                throw new Rejection(Reason.BAD_VALUE, "more than " + KEYS_MAX + " keys in the extension");
            }
            key = nextKey;
            equals = nextEquals;
        }
        return values;
    }

    /** Where the equals sign stands if a key begins at {@code from}, else -1. */
    private static int equalsBehindKey(String text, int from) {
        int at = from;
        while (at < text.length() && isKeyCharacter(text.charAt(at))) {
            at++;
        }
        return at > from && at < text.length() && text.charAt(at) == '=' ? at : -1;
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static boolean isKeyCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-[]".indexOf(c) >= 0;
    }

    /**
     * True if a backslash stands at {@code at} and the next character is one that it escapes. Before anything else it
     * stands for itself: a client chooses what a user agent ends with, and must not hide the key behind it.
     */
    private static boolean isEscape(String text, int at, int to) {
        return text.charAt(at) == '\\' && at + 1 < to && ESCAPED.indexOf(text.charAt(at + 1)) >= 0;
    }

    static String unescaped(String text, int from, int to) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (isEscape(text, i, to)) {
                i++;
                char escaped = text.charAt(i);
                plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
