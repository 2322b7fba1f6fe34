package dev.vigie.rule;

import java.util.Comparator;

/**
 * One thing that is wrong with a rule file, and what would be right.
 *
 * @param file the file as the user named it
 * @param line from 1, or 0 where the problem is the file as a whole
 * @param column from 1, or 0 where the problem is the file as a whole
 * @param message one line of text without control characters
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    static Problem ofFile(String file, String message) {
        return new Problem(file, 0, 0, message);
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code file:line:column: message}, as compilers write it and editors understand it. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
