package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.util.Locale;

/** What a log's texts must be like to stand in an event. */
final class Texts {

    private Texts() {}

    /**
     * A text that identifies somebody or something: refused where it would have to be altered, since alterations could
     * make two names one.
     */
    static String name(String field, String text) throws Rejection {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new Rejection(Reason.BAD_VALUE, field + " must not contain a NUL character");
            }
            if (Character.isSurrogate(c) && !isPaired(text, i)) {
                throw new Rejection(Reason.BAD_VALUE, field + " contains half a surrogate pair");
            }
        }
        return text;
    }

    /**
     * A text that describes: cut to {@value AccessEvent#NAME_LENGTH_MAX} characters and repaired, never a reason to
     * refuse an event. Whoever is being watched chooses some of them, such as the user agent, and must not keep an
     * event out by an odd one.
     */
    static String description(String text) {
        int length = Math.min(text.length(), AccessEvent.NAME_LENGTH_MAX);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\0' || Character.isSurrogate(c)) {
                return repaired(text, length);
            }
        }
        return length == text.length() ? text : text.substring(0, length);
    }

    private static String repaired(String text, int length) {
        StringBuilder repaired = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean cutInTwo = i == length - 1 && Character.isHighSurrogate(c);
            boolean sound = c != '\0' && (!Character.isSurrogate(c) || (isPaired(text, i) && !cutInTwo));
            repaired.append(sound ? c : '\ufffd');
        }
        return repaired.toString();
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** The enum constant of this name in any case. */
    static <E extends Enum<E>> E constant(String field, String text, E[] constants) throws Rejection {
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        StringBuilder names = new StringBuilder();
        for (E constant : constants) {
            names.append(names.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new Rejection(Reason.BAD_VALUE, field + " must be one of " + names);
    }
}
