package dev.vigie.rule;

import dev.vigie.model.Sensitivity;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code sensitivity.csv}: a header, then one data field a line with its category and weight. The values hold no
 * comma, so that a line is split at its commas and nothing is ever quoted.
 */
final class SensitivityReader {

    static final String HEADER = "field,category,weight";

    private static final int COLUMNS = 3;

    private final Problems problems;
    private final RuleFile file;
    private final Map<String, Sensitivity.Entry> entries = new HashMap<>();
    private final Map<String, Integer> linesByKey = new HashMap<>();

    private SensitivityReader(RuleFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The table; what is not as it should be is noted and left out. */
    static Sensitivity read(RuleFile file, Problems problems) {
        return new SensitivityReader(file, problems).read();
    }

    private Sensitivity read() {
        boolean header = false;
        for (FileLine line : FileLine.of(file, problems)) {
            if (header) {
                add(line);
            } else if (line.text().replace(" ", "").equals(HEADER)) {
                header = true;
            } else {
                refuse(line, "the first line must be " + Quote.quoted(HEADER) + ", not " + Quote.quoted(line.text()));
                return new Sensitivity(Map.of());
            }
        }
        if (!header) {
            problems.add(Problem.ofFile(file.name(), "the first line must be " + Quote.quoted(HEADER)));
        }
        return new Sensitivity(entries);
    }

    private void add(FileLine line) {
        if (line.text().indexOf('"') >= 0) {
            refuse(line, "nothing is quoted here: remove the quotes");
            return;
        }
        String[] cells = line.text().split(",", -1);
        if (cells.length != COLUMNS) {
            refuse(line, "expected " + Quote.quoted(HEADER) + ", three values, not " + Quote.quoted(line.text()));
            return;
        }
        String field = cells[0].strip();
        String category = cells[1].strip();
        String weight = cells[2].strip();
        String key = Sensitivity.key(field);
        Integer first = key.isEmpty() ? null : linesByKey.putIfAbsent(key, line.number());
        if (key.isEmpty()) {
            refuse(line, "a field's name has a letter or digit: " + Quote.quoted(field) + " has none");
        } else if (first != null) {
            refuse(line, Quote.quoted(field) + " stands in line " + first + " already, in one spelling or another");
        } else if (!Sensitivity.CATEGORIES.contains(category)) {
            refuse(
                    line,
                    "unknown category " + Quote.quoted(category) + ": the nearest known one is "
                            + Quote.nearest(category, Sensitivity.CATEGORIES));
        } else if (!isWeight(weight)) {
            refuse(
                    line,
                    "a weight is a whole number from 0 to " + Sensitivity.WEIGHT_MAX + ", 1 for a name, not "
                            + Quote.quoted(weight));
        } else {
            entries.put(field, new Sensitivity.Entry(category, Integer.parseInt(weight)));
        }
    }

    private static boolean isWeight(String text) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= Sensitivity.WEIGHT_MAX;
    }

    private void refuse(FileLine line, String message) {
        problems.add(new Problem(file.name(), line.number(), line.column(), message));
    }
}
