package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a log, or a mapping, gives an event's fields: the fields' own; and {@code subject.nationality} for
 * what is told of the subjects' nationality, and so with any attribute.
 */
final class OwnFields {

    private static final Map<String, Target> TARGETS = targets();

    private OwnFields() {}

    private static Map<String, Target> targets() {
        Map<String, Target> targets = new HashMap<>();
        for (Field field : Field.values()) {
            // Vigie finds these out by itself; a log that could set them could hide from it.
            if (field != Field.INGESTED_AT && field != Field.CLAIMED_OPERATOR && !field.isDerived()) {
                targets.put(field.fieldName(), new Target.Known(field));
            }
        }
        return Map.copyOf(targets);
    }

    /** What the name stands for; null where nobody knows. */
    static @Nullable Target target(String name) {
        Target known = TARGETS.get(name);
        return known != null ? known : Target.Attribute.named(name);
    }

    /** The same for a column of a header, where case and surrounding spaces do not matter. */
    static @Nullable Target headerTarget(String column) {
        return target(column.strip().toLowerCase(Locale.ROOT));
    }

    /** The fields that a log may give, in the order in which the documentation lists them. */
    static List<String> names() {
        return Field.names().stream().filter(TARGETS::containsKey).toList();
    }

    /** {@code ", did you mean 'account'?"}, or nothing where no field's name is near. */
    static String suggestion(String name) {
        return suggestion(name, TARGETS.keySet());
    }

    /** The same among any names. */
    static String suggestion(String name, Collection<String> candidates) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        String nearest = "";
        int distanceMax = Math.max(1, Math.min(wanted.length(), 64) / 3);
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance <= distanceMax) {
                nearest = candidate;
                distanceMax = distance - 1;
            }
        }
        return nearest.isEmpty() ? "" : ", did you mean '" + Texts.description(nearest) + "'?";
    }

    /** Levenshtein's edit distance; a name far longer than the other one is as far as it is long. */
    private static int distance(String a, String b) {
        if (a.length() > 2 * b.length() || b.length() > 2 * a.length() + 2) {
            return Math.max(a.length(), b.length());
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
