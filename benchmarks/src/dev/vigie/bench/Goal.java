package dev.vigie.bench;

import java.util.Locale;

/**
 * A ratio that was to be reached, and how far it was.
 *
 * @param atMost true if less is better
 */
public record Goal(String text, boolean atMost, double aim, double reached) {

    public static final String HEADER = """
            | aim | at | reached | met |
            | --- | ---: | ---: | --- |
            """;

    public boolean isMet() {
        return atMost ? reached <= aim : reached >= aim;
    }

    /** A row of a table under {@link #HEADER}. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %.2f | %s |%n",
                text,
                atMost ? "at most" : "at least",
                aim == Math.rint(aim) ? Long.toString((long) aim) : Double.toString(aim),
                reached,
                isMet() ? "yes" : "**no**");
    }
}
