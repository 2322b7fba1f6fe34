package dev.vigie.cli;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant. */
final class Spelling {

    private static final int LENGTH_MAX = 64;

    private Spelling() {}

    /** The candidate that is nearest to {@code name}, or null where none is within a third of its length. */
    static @Nullable String nearest(String name, Collection<String> candidates) {
        if (name.length() > LENGTH_MAX) {
            return null;
        }
        String nearest = null;
        int distanceMax = Math.max(1, name.length() / 3);
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(name, candidate);
            if (distance <= distanceMax) {
                nearest = candidate;
                distanceMax = distance - 1;
            }
        }
        return nearest;
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
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
