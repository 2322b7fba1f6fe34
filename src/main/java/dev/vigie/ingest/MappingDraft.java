package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mapping for a JSON or CSV log that nobody knows, drafted from its first records: each field with the reason why it
 * may be it, and with a mark where the log cannot confirm it or nothing was found. It can be loaded as it is.
 *
 * <p>Values of the log stand in it as examples, and as the words that it maps; of what identifies somebody only the
 * shape is shown.
 */
public final class MappingDraft {

    private static final String CHECK = "  # CHECK: ";
    private static final String NOT_FOUND = "NOT-FOUND";
    private static final int LEFT_MAX = 40;

    private final LogSample sample;
    private final List<FieldGuess> guesses;
    private final List<SampledColumn> left;

    private MappingDraft(LogSample sample) {
        this.sample = sample;
        Guesses found = Guesses.of(sample);
        this.guesses = found.found();
        this.left = found.free();
    }

    /**
     * Drafts a mapping from a log's first records.
     *
     * @param format {@link Format#JSON} or {@link Format#CSV}; null to tell by how the log begins
     * @throws UnreadableLogException if the log cannot be read or needs no mapping
     */
    public static MappingDraft of(Path log, @Nullable Format format) throws UnreadableLogException {
        return new MappingDraft(LogSample.of(log, format));
    }

    /** How many records it has been drafted from. */
    public int records() {
        return sample.records();
    }

    /** What every event needs and was not found. */
    public List<String> missing() {
        Set<String> found = guesses.stream().map(FieldGuess::field).collect(Collectors.toSet());
        return List.of(Field.TIME, Field.ACCOUNT, Field.ACTION).stream()
                .map(Field::fieldName)
                .filter(name -> !found.contains(name))
                .toList();
    }

    /** The mapping file's lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# Drafted from " + sample.records()
                + " records by their names and values. Read every line: CHECK marks" + " what the log cannot");
        lines.add("# confirm. Then: vigie ingest try LOG --mapping THIS-FILE");
        lines.add("format: " + sample.format().formatName());
        Character delimiter = sample.delimiter();
        if (delimiter != null) {
            lines.add("delimiter: " + (delimiter == '\t' ? "tab" : "'" + delimiter + "'"));
        }
        if (sample.isHeadless()) {
            lines.add("# The first row is no header. CHECK: give the columns better names.");
            lines.add("columns:");
            sample.columns().forEach(column -> lines.add("  - " + DraftText.scalar(column.name())));
        }
        lines.add("fields:");
        addMissing(lines);
        guesses.forEach(guess -> add(guess, lines));
        addUnsaid(lines);
        return lines;
    }

    private void addMissing(List<String> lines) {
        for (String field : missing()) {
            lines.add("");
            lines.add(CHECK + field + " was not found, and every event needs it");
            if (field.equals(Field.TIME.fieldName())) {
                // A mapping that names its columns itself is checked against them.
                String place = sample.isHeadless() ? sample.columns().get(0).name() : NOT_FOUND;
                lines.add("  time: " + DraftText.scalar(place));
            } else {
                boolean action = field.equals(Field.ACTION.fieldName());
                lines.add("  " + field + ":");
                lines.add("    constant: " + (action ? "other" : "unknown"));
            }
        }
    }

    private static void add(FieldGuess guess, List<String> lines) {
        lines.add("");
        lines.add("  # " + guess.reason());
        guess.checks().forEach(check -> lines.add(CHECK + check));
        if (guess.lines().size() == 1) {
            lines.add("  " + guess.field() + ": " + guess.lines().get(0));
            return;
        }
        lines.add("  " + guess.field() + ":");
        guess.lines().forEach(line -> lines.add("    " + line));
    }

    private void addUnsaid(List<String> lines) {
        Set<String> found = guesses.stream().map(FieldGuess::field).collect(Collectors.toSet());
        Set<String> unsaid = new TreeSet<>(OwnFields.names());
        unsaid.removeAll(found);
        unsaid.removeAll(missing());
        lines.add("");
        if (!found.contains(Field.SUBJECT.fieldName())) {
            lines.add(CHECK + "whose records are read (subject) was not found: without it nobody is counted");
        }
        if (!found.contains(Field.OUTCOME.fieldName())) {
            lines.add(CHECK + "outcome was not found: every access counts as a success");
        }
        lines.add("  # Not found: " + String.join(", ", unsaid));
        if (!left.isEmpty()) {
            lines.add("  # Not read:");
            left.stream().limit(LEFT_MAX).forEach(column -> lines.add("  #   " + DraftText.example(column.name())));
        }
    }
}
