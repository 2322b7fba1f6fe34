package dev.vigie.siem;

import org.jspecify.annotations.Nullable;

/**
 * One line of CEF as it grows: seven fields, each ended by a pipe, then pairs of key and value.
 *
 * <p>The standard's chapter on character encoding: in the header a backslash stands before a pipe and before a
 * backslash; in values before an equals sign and before a backslash, and a line end is written {@code \n} or
 * {@code \r}, which the header must not have. It has no other escapes, so other hidden characters are
 * {@linkplain VisibleText#named named}. It gives blanks at either end of a value no meaning that a reader could rely
 * on: they are dropped, and an empty value with its key.
 */
final class CefLine {

    private static final int VERSION_CHARS_MAX = 31;
    private static final int CLASS_ID_CHARS_MAX = 1_023;
    private static final int TITLE_CHARS_MAX = 512;
    private static final int EXTENSION_CHARS_MAX = 4_000;
    private static final String LINE_ENDS = "\n\r";

    private final StringBuilder line = new StringBuilder(1_024);
    private String before = "";

    CefLine(String deviceVersion, String classId, String title, int severity) {
        line.append("CEF:0|");
        header(AlertFacts.VENDOR, VERSION_CHARS_MAX);
        header(AlertFacts.PRODUCT, VERSION_CHARS_MAX);
        header(deviceVersion, VERSION_CHARS_MAX);
        header(classId, CLASS_ID_CHARS_MAX);
        header(title, TITLE_CHARS_MAX);
        line.append(severity).append('|');
    }

    CefLine text(String key, @Nullable String value, int charsMax) {
        String shown = value == null ? "" : shown(value, LINE_ENDS, charsMax);
        if (!shown.isEmpty()) {
            line.append(before).append(key).append('=');
            escape(shown, '=');
            before = " ";
        }
        return this;
    }

    CefLine number(String key, long value) {
        return text(key, Long.toString(value), EXTENSION_CHARS_MAX);
    }

    /** A custom field and its label; neither where there is no value. */
    void labelled(String key, String label, @Nullable String value, int charsMax) {
        int length = line.length();
        text(key, value, charsMax);
        if (line.length() > length) {
            text(key + "Label", label, EXTENSION_CHARS_MAX);
        }
    }

    void labelled(String key, String label, long value) {
        labelled(key, label, Long.toString(value), EXTENSION_CHARS_MAX);
    }

    /** A custom extension, named by vendor and product. */
    CefLine extension(String name, @Nullable String value) {
        return text(AlertFacts.VENDOR + AlertFacts.PRODUCT + name, value, EXTENSION_CHARS_MAX);
    }

    private void header(String value, int charsMax) {
        escape(shown(value, "", charsMax), '|');
        line.append('|');
    }

    private static String shown(String value, String kept, int charsMax) {
        // Cut before as well: a value's names are longer than what they name, and no value need be read to its end.
        String cut = VisibleText.clipped(value.strip(), charsMax);
        return VisibleText.clipped(VisibleText.named(cut, kept), charsMax);
    }

    private void escape(String value, char delimiter) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> {
                    if (c == delimiter || c == '\\') {
                        line.append('\\');
                    }
                    line.append(c);
                }
            }
        }
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
