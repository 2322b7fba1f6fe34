package dev.vigie.rule;

import dev.vigie.model.Field;
import dev.vigie.model.Sensitivity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files beside the rules: {@code name.txt}, one value of the placeholder {@code %name%} a line, and
 * {@code *.map}, one {@code their name = our_field} a line; and {@code sensitivity.csv}. Blank lines and those that
 * begin with {@code #} say nothing.
 */
final class VocabularyReader {

    private final Problems problems;
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, Integer> fieldLines = new HashMap<>();
    private final Map<String, RuleFile> fieldFiles = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, RuleFile> listFiles = new TreeMap<>();
    private @Nullable Sensitivity sensitivity;

    VocabularyReader(Problems problems) {
        this.problems = problems;
    }

    /** Adds what a file says; a file of rules says nothing here. */
    void add(RuleFile file) {
        switch (file.kind()) {
            case LIST -> addList(file);
            case NAMES -> addNames(file);
            case SENSITIVITY -> addSensitivity(file);
            case RULES -> {}
        }
    }

    Vocabulary read() {
        return new Vocabulary(new FieldNames(fields), lists);
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
        List<String> values = FileLine.of(file, problems).stream()
                .map(FileLine::text)
                .distinct()
                .toList();
        if (values.isEmpty() && file.text().isBlank()) {
            problems.add(Problem.ofFile(
                    file.name(), "the list is empty: give it a value, or a line that begins with # and says why not"));
        }
        lists.put(name, values);
    }

    /**
     * Warns of lists that no rule asks for: a list by a wrong name matches nothing and nobody would notice.
     *
     * @param used the placeholders that rules have asked for
     */
    void warnOfUnused(Set<String> used) {
        listFiles.forEach((name, file) -> {
            if (!used.contains(name)) {
                problems.warn(Problem.ofFile(
                        file.name(),
                        "no rule asks for %" + Quote.plain(name) + "%"
                                + (used.isEmpty() || !problems.mayCompare(used.size())
                                        ? ""
                                        : ": the nearest that one asks for is " + Quote.nearest(name, used))));
            }
        });
    }

    private void addSensitivity(RuleFile file) {
        if (sensitivity != null) {
            problems.add(Problem.ofFile(file.name(), "another file of this set has this name already: join them"));
            return;
        }
        sensitivity = SensitivityReader.read(file, problems);
    }

    /** What a {@code sensitivity.csv} says, or null where there is none. */
    @Nullable
    Sensitivity sensitivity() {
        return sensitivity;
    }

    private void addNames(RuleFile file) {
        for (FileLine line : FileLine.of(file, problems)) {
            int equals = line.text().lastIndexOf('=');
            String theirs = equals < 0 ? "" : line.text().substring(0, equals).strip();
            String ours = line.text().substring(equals + 1).strip();
            Field field = Field.named(ours);
            if (theirs.isEmpty()) {
                refuse(file, line, "expected 'their name = our_field'");
            } else if (theirs.indexOf('|') >= 0) {
                refuse(file, line, "a field's name cannot have a | in it: modifiers begin there");
            } else if (field == null) {
                FileLine place = new FileLine(
                        ours, line.number(), line.column() + line.text().length() - ours.length());
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

    private void addName(RuleFile file, FileLine line, String name, Field field) {
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
        fieldLines.putIfAbsent(name, line.number());
    }

    private void refuse(RuleFile file, FileLine line, String message) {
        problems.add(new Problem(file.name(), line.number(), line.column(), message));
    }
}
