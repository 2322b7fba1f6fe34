package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.AccessEvent;
import java.util.Arrays;

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
        int operator = event.operator().length();
        int account = event.account().length();
        // Names are ASCII nearly always: then every character is a byte, and nothing need be decoded.
        boolean ascii = key.length == operator + 1 + account
                && isAscii(key, 0, event.operator())
                && key[operator] == 0
                && isAscii(key, operator + 1, event.account());
        return ascii || Arrays.equals(key, of(event));
    }

    /** True if these bytes are the text's, and it is ASCII. */
    private static boolean isAscii(byte[] key, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (key[from + i] != text.charAt(i)) { // a byte above ASCII is negative, and no character
                return false;
            }
        }
        return true;
    }

    /** The operator that a key names, or an empty text where it is none that {@link #of} made. */
    static String operatorOf(byte[] key) {
        String text = new String(key, UTF_8);
        int operator = text.indexOf('\0');
        return operator < 0 || operator > AccessEvent.NAME_LENGTH_MAX ? "" : text.substring(0, operator);
    }
}
