package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the files beside the rules: {@code name.txt}, one value of the placeholder {@code %name%} a line, and
 * {@code *.map}, one {@code their name = our_field} a line. Blank lines and those that begin with {@code #} say
 * nothing.
 */
final class VocabularyReader {

    static final int LINES_MAX = 10_000;

    private final Problems problems;
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, Integer> fieldLines = new HashMap<>();
    private final Map<String, RuleFile> fieldFiles = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, RuleFile> listFiles = new HashMap<>();

    VocabularyReader(Problems problems) {
        this.problems = problems;
    }

    /** Adds what a file says; a file of rules says nothing here. */
    void add(RuleFile file) {
        switch (file.kind()) {
            case LIST -> addList(file);
            case NAMES -> addNames(file);
            case RULES -> {}
        }
    }

    Vocabulary read() {
        return new Vocabulary(new FieldNames(fields), lists);
    }

    /** A line that says something, with the place of its first character. */
    private record Line(String text, int number, int column) {}

    private List<Line> lines(RuleFile file) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) file.text().lines()::iterator) {
            number++;
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            String stripped = text.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            Line said = new Line(stripped, number, line.indexOf(stripped) + 1);
            if (stripped.length() > Source.TEXT_CHARS_MAX) {
                refuse(file, said, "a line must not be longer than " + Source.TEXT_CHARS_MAX + " characters");
            } else if (lines.size() == LINES_MAX) {
                refuse(file, said, "more than " + LINES_MAX + " lines: split the file");
                break;
            } else {
                lines.add(said);
            }
        }
        return lines;
    }

    private void addList(RuleFile file) {
        String name = file.baseName();
        RuleFile first = listFiles.putIfAbsent(name, file);
        if (first != null) {
            problems.add(Problem.ofFile(
                    file.name(),
                    "the values of %" + Quote.plain(name) + "% are already in " + first.name()
                            + ": give this file a name of its own"));
            return;
        }
        lists.put(name, lines(file).stream().map(Line::text).distinct().toList());
    }

    private void addNames(RuleFile file) {
        for (Line line : lines(file)) {
            int equals = line.text.lastIndexOf('=');
            String theirs = equals < 0 ? "" : line.text.substring(0, equals).strip();
            String ours = line.text.substring(equals + 1).strip();
            Field field = Field.named(ours);
            if (theirs.isEmpty()) {
                refuse(file, line, "expected 'their name = our_field'");
            } else if (theirs.indexOf('|') >= 0) {
                refuse(file, line, "a field's name cannot have a | in it: modifiers begin there");
            } else if (field == null) {
                Line place = new Line(ours, line.number, line.column + line.text.length() - ours.length());
                refuse(
                        file,
                        place,
                        "unknown field " + Quote.quoted(ours) + ": the nearest known one is "
                                + Quote.nearest(ours, Field.names()));
            } else {
                addName(file, line, theirs, field);
            }
        }
    }

    private void addName(RuleFile file, Line line, String name, Field field) {
        Field standard = FieldNames.STANDARD.field(name);
        Field mapped = fields.putIfAbsent(name, field);
        Field before = standard != null ? standard : mapped;
        if (before != null && before != field) {
            RuleFile first = fieldFiles.get(name);
            refuse(
                    file,
                    line,
                    Quote.quoted(name) + " is " + before.fieldName() + " already"
                            + (first == null ? "" : ", in " + first.name() + " line " + fieldLines.get(name))
                            + ": remove this line");
        }
        fieldFiles.putIfAbsent(name, file);
        fieldLines.putIfAbsent(name, line.number);
    }

    private void refuse(RuleFile file, Line line, String message) {
        problems.add(new Problem(file.name(), line.number, line.column, message));
    }
}
