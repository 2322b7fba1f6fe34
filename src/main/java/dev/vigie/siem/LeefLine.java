package dev.vigie.siem;

import org.jspecify.annotations.Nullable;

/**
 * One line of LEEF 2.0 as it grows: fields ended by pipes, then pairs of key and value with a delimiter between them.
 *
 * <p>LEEF knows no escapes at all, so what divides the line must not stand in what it divides. The delimiter is the
 * caret, named in the header by its code as the guide has it ({@code x5E}): a relay that rewrites control characters,
 * as syslog servers do with tabs, leaves it alone. A caret in a value, a pipe in the header, and hidden characters
 * anywhere are {@linkplain VisibleText#named named}. An equals sign in a value is left: a key ends at the first one.
 * Blanks at either end of a value are dropped, and an empty value with its key.
 */
final class LeefLine {

    private static final char DELIMITER = '^';
    private static final String DELIMITER_CODE = "x5E";
    private static final int EVENT_ID_CHARS_MAX = 255;

    private final StringBuilder line = new StringBuilder(1_024);
    private boolean first = true;

    LeefLine(String version, String eventId) {
        line.append("LEEF:2.0|");
        header(AlertFacts.VENDOR);
        header(AlertFacts.PRODUCT);
        header(version);
        header(eventId);
        header(DELIMITER_CODE);
    }

    LeefLine text(String key, @Nullable String value, int charsMax) {
        String shown = value == null ? "" : shown(value, DELIMITER, charsMax);
        if (!shown.isEmpty()) {
            if (!first) {
                line.append(DELIMITER);
            }
            line.append(key).append('=').append(shown);
            first = false;
        }
        return this;
    }

    LeefLine number(String key, long value) {
        return text(key, Long.toString(value), EVENT_ID_CHARS_MAX);
    }

    private void header(String value) {
        line.append(shown(value, '|', EVENT_ID_CHARS_MAX)).append('|');
    }

    private static String shown(String value, char divider, int charsMax) {
        String cut = VisibleText.clipped(value.strip(), charsMax);
        String named = VisibleText.named(cut, "").replace(String.valueOf(divider), VisibleText.name(divider));
        return VisibleText.clipped(named, charsMax);
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
