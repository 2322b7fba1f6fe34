package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a log's columns, or JSON keys, is which field of the event. The fields' own names always stand for
 * themselves, unless they are mapped; {@code subject.nationality} is what the log tells of the subjects' nationality,
 * and so with any attribute.
 *
 * <p>As a file: UTF-8, one {@code column = field} a line; {@code column = -} passes over a column, {@code * = -} over
 * all that are not named; blank lines and lines that begin with {@code #} say nothing. A column's name may contain
 * spaces and equals signs.
 */
public final class Mapping {

    /** How many lines a mapping file may have. */
    public static final int LINES_MAX = 10_000;

    private static final String IGNORED = "-";
    private static final String OTHERS = "*";

    /** What a log's column means. */
    sealed interface Target {}

    /** A field of the event. */
    record Known(Field field) implements Target {}

    /**
     * An attribute of the event's subjects.
     *
     * @param name not empty
     */
    record Attribute(String name) implements Target {

        private static final String PREFIX = Field.SUBJECT.fieldName() + '.';

        /** The attribute that {@code column} names, such as {@code subject.nationality}, or null where it is none. */
        static @Nullable Attribute named(String column) {
            return column.length() > PREFIX.length() && column.startsWith(PREFIX)
                    ? new Attribute(column.substring(PREFIX.length()))
                    : null;
        }

        String column() {
            return PREFIX + name;
        }
    }

    /** Nothing that matters. */
    record Ignored() implements Target {}

    private static final Ignored NOTHING = new Ignored();
    private static final Map<String, Target> OWN = own();

    /** Every column is named like its field. */
    public static final Mapping NONE = new Mapping(OWN, Map.of(), false);

    private final Map<String, Target> targets;
    private final Map<String, Target> added;
    private final boolean ignoresOthers;

    private Mapping(Map<String, Target> targets, Map<String, Target> added, boolean ignoresOthers) {
        this.targets = Map.copyOf(targets);
        this.added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
        this.ignoresOthers = ignoresOthers;
    }

    /**
     * Reads a mapping file.
     *
     * @throws UnreadableLogException if it cannot be read or one of its lines is no mapping; names file and line
     */
    public static Mapping read(Path file) throws UnreadableLogException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LINES_MAX) {
                throw new UnreadableLogException(file + ": more than " + LINES_MAX + " lines; is this a mapping?");
            }
            return of(lines, file.toString());
        } catch (CharacterCodingException e) {
            throw new UnreadableLogException(file + ": not valid UTF-8");
        } catch (IOException e) {
            throw new UnreadableLogException(file + ": cannot be read ("
                    + e.getClass().getSimpleName() + "); a mapping file has lines such as 'user name = account'");
        }
    }

    /**
     * Reads the lines of a mapping file.
     *
     * @param origin what an error calls the file
     */
    public static Mapping of(List<String> lines, String origin) throws UnreadableLogException {
        Map<String, Target> targets = new HashMap<>(OWN);
        Map<String, Target> added = new LinkedHashMap<>();
        Map<String, Integer> mappedAt = new HashMap<>();
        boolean ignoresOthers = false;
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            String where = origin + ":" + number + ": ";
            int equals = line.lastIndexOf('=');
            String column = equals < 0 ? "" : line.substring(0, equals).strip();
            if (column.isEmpty()) {
                throw new UnreadableLogException(where + "expected 'column = field'");
            }
            Integer before = mappedAt.put(column, number);
            if (before != null) {
                throw new UnreadableLogException(where + "'" + column + "' is mapped in line " + before + " already");
            }
            Target target = target(line.substring(equals + 1).strip(), where);
            if (column.equals(OTHERS) && !(target instanceof Ignored)) {
                throw new UnreadableLogException(where + "only '* = -' is possible");
            }
            ignoresOthers |= column.equals(OTHERS);
            targets.put(column, target);
            added.put(column, target);
        }
        return new Mapping(targets, added, ignoresOthers);
    }

    private static Target target(String name, String where) throws UnreadableLogException {
        if (name.equals(IGNORED)) {
            return NOTHING;
        }
        Target target = own(name);
        if (target == null) {
            throw new UnreadableLogException(
                    where + "there is no field '" + name + "'" + suggestion(name) + "; the fields are "
                            + String.join(", ", names()) + ", subject.ATTRIBUTE, or - to pass over the column");
        }
        return target;
    }

    /** What the file itself says, in its order. */
    Map<String, Target> added() {
        return added;
    }

    /** What a column, or a key, means; null where nobody knows. */
    @Nullable
    Target target(String column) {
        Target target = targets.get(column);
        if (target == null) {
            target = Attribute.named(column);
        }
        return target == null && ignoresOthers ? NOTHING : target;
    }

    /** The same for a column of a header, where case and surrounding spaces do not matter. */
    @Nullable
    Target headerTarget(String column) {
        String stripped = column.strip();
        Target target = targets.get(stripped);
        return target != null ? target : target(stripped.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Target own(String name) {
        Target known = OWN.get(name);
        return known != null ? known : Attribute.named(name);
    }

    /** The fields that a log may give, in the order in which the documentation lists them. */
    static List<String> names() {
        return Field.names().stream().filter(OWN::containsKey).toList();
    }

    private static Map<String, Target> own() {
        Map<String, Target> own = new HashMap<>();
        for (Field field : Field.values()) {
            // Vigie finds these out by itself; a log that could set them could hide from it.
            if (field != Field.INGESTED_AT && field != Field.CLAIMED_OPERATOR && !field.isDerived()) {
                own.put(field.fieldName(), new Known(field));
            }
        }
        return Map.copyOf(own);
    }

    /** {@code ", did you mean 'account'?"}, or nothing where no field's name is near. */
    static String suggestion(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        String nearest = "";
        int distanceMax = Math.max(1, Math.min(wanted.length(), 64) / 3);
        for (String candidate : OWN.keySet().stream().sorted().toList()) {
            int distance = distance(wanted, candidate);
            if (distance <= distanceMax) {
                nearest = candidate;
                distanceMax = distance - 1;
            }
        }
        return nearest.isEmpty() ? "" : ", did you mean '" + nearest + "'?";
    }

    /** Levenshtein's edit distance; a name far longer than any field's is as far as it is long. */
    private static int distance(String a, String b) {
        if (a.length() > 2 * b.length()) {
            return a.length();
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
