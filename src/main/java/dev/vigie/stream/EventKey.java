package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.AccessEvent;

/**
 * The key of a record of {@code vigie.events}: operator, NUL, account, in UTF-8. Whoever has the same key has the same
 * partition.
 */
public final class EventKey {

    private EventKey() {}

    public static byte[] of(AccessEvent event) {
        return (event.operator() + '\0' + event.account()).getBytes(UTF_8);
    }

    static boolean matches(byte[] key, AccessEvent event) {
        String text = new String(key, UTF_8);
        int operator = event.operator().length();
        return text.length() == operator + 1 + event.account().length()
                && text.charAt(operator) == '\0'
                && text.startsWith(event.operator())
                && text.endsWith(event.account());
    }

    /** The operator that a key names, or an empty text where it is none that {@link #of} made. */
    static String operatorOf(byte[] key) {
        String text = new String(key, UTF_8);
        int operator = text.indexOf('\0');
        return operator < 0 || operator > AccessEvent.NAME_LENGTH_MAX ? "" : text.substring(0, operator);
    }
}
