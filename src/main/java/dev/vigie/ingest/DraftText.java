package dev.vigie.ingest;

/** Texts of a log within a drafted mapping: as YAML's scalars, or shortened within comments. */
final class DraftText {

    private static final int EXAMPLE_LENGTH_MAX = 32;
    private static final String BARE = "[A-Za-z_][A-Za-z0-9_./:\\[\\]-]*";

    private DraftText() {}

    /** The text as a scalar that YAML reads as this text. */
    static String scalar(String text) {
        boolean word = text.matches(BARE) && !text.endsWith(":") && !text.equalsIgnoreCase("null");
        return word ? text : quoted(text);
    }

    /** The same in quotes, as lists in brackets need it. */
    static String quoted(String text) {
        boolean plain = text.codePoints().noneMatch(DraftText::isHidden);
        return plain ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.append('"').toString();
    }

    /** The beginning of a value, on one line. */
    static String example(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(EXAMPLE_LENGTH_MAX).forEach(c -> shown.appendCodePoint(isHidden(c) ? '?' : c));
        return shown.append(value.codePointCount(0, value.length()) > EXAMPLE_LENGTH_MAX ? "..." : "")
                .toString();
    }

    /** The same of what identifies somebody: only its shape, with 9 for a digit and a for a letter. */
    static String shape(String value) {
        StringBuilder shape = new StringBuilder();
        value.codePoints()
                .forEach(c -> shape.appendCodePoint(
                        Character.isDigit(c) ? '9' : Character.isUpperCase(c) ? 'A' : Character.isLetter(c) ? 'a' : c));
        return example(shape.toString());
    }

    /** What an editor does not show, or YAML does not take. */
    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }
}
