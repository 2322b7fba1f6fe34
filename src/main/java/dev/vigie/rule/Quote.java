package dev.vigie.rule;

import java.util.Collection;
import java.util.Locale;

/** How errors show what an author wrote: short, on one line, and beside it what was probably meant. */
final class Quote {

    static final int SHOWN_CHARS_MAX = 80;

    private Quote() {}

    static String quoted(String written) {
        return "'" + plain(written) + "'";
    }

    /** The text on one line, without control characters, cut after {@value #SHOWN_CHARS_MAX} characters. */
    static String plain(String written) {
        return plain(written, SHOWN_CHARS_MAX);
    }

    /** The text on one line, without control characters, cut after {@code charsMax} characters. */
    static String plain(String written, int charsMax) {
        String start = written.length() <= charsMax ? written : written.substring(0, charsMax) + "...";
        StringBuilder shown = new StringBuilder(start.length());
        start.codePoints().forEach(c -> shown.appendCodePoint(isShown(c) ? c : ' '));
        return shown.toString();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** The known name that takes the fewest edits to get to, quoted. {@code known} is not empty. */
    static String nearest(String written, Collection<String> known) {
        String start = written.length() <= SHOWN_CHARS_MAX ? written : written.substring(0, SHOWN_CHARS_MAX);
        String lower = start.toLowerCase(Locale.ROOT);
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        for (String name : known) {
            int edits = edits(lower, name.toLowerCase(Locale.ROOT));
            if (edits < fewest || (edits == fewest && name.compareTo(nearest) < 0)) {
                fewest = edits;
                nearest = name;
            }
        }
        return quoted(nearest);
    }

    /** True if a name was probably meant to be one of {@code known}: one edit away, or two where it is longer. */
    static boolean isNear(String written, Collection<String> known) {
        int editsMax = written.length() < 5 ? 1 : 2;
        String lower = written.toLowerCase(Locale.ROOT);
        return written.length() <= SHOWN_CHARS_MAX
                && known.stream()
                        .filter(name -> Math.abs(name.length() - written.length()) <= editsMax)
                        .anyMatch(name -> edits(lower, name.toLowerCase(Locale.ROOT)) <= editsMax);
    }

    /** Levenshtein's distance, a row at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
