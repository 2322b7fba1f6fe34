package dev.vigie.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A line that says something, of a file that is no YAML: blank lines and those that begin with {@code #} do not.
 *
 * @param number from 1
 * @param column of its first character, from 1
 */
record FileLine(String text, int number, int column) {

    static final int LINES_MAX = 10_000;

    /** The lines of a file, at most {@value #LINES_MAX}; what is too long or too many is a problem. */
    static List<FileLine> of(RuleFile file, Problems problems) {
        List<FileLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) file.text().lines()::iterator) {
            number++;
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            String stripped = text.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            int column = line.indexOf(stripped) + 1;
            if (stripped.length() > Source.TEXT_CHARS_MAX) {
                problems.add(new Problem(
                        file.name(),
                        number,
                        column,
                        "a line must not be longer than " + Source.TEXT_CHARS_MAX + " characters"));
            } else if (lines.size() == LINES_MAX) {
                problems.add(
                        new Problem(file.name(), number, column, "more than " + LINES_MAX + " lines: split the file"));
                break;
            } else {
                lines.add(new FileLine(stripped, number, column));
            }
        }
        return lines;
    }
}
