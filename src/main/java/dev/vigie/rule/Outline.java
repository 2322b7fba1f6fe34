package dev.vigie.rule;

import java.util.List;

/**
 * A part of a detection as its author wrote it, and what it selects, so that one can be shown which part matched: a
 * condition, below it the search identifiers that it names, below each its lines.
 *
 * @param text about {@value #TEXT_CHARS_MAX} characters at most, on one line
 * @param line where it stands in the rule's file, from 1
 * @param parts empty for a single line
 */
public record Outline(String text, int line, Selection selection, List<Outline> parts) {

    static final int TEXT_CHARS_MAX = 400;

    public Outline {
        parts = List.copyOf(parts);
    }
}
