package dev.vigie.ingest;

import java.util.List;

/**
 * A line or more of a drafted mapping, for one field.
 *
 * @param field as the mapping names it
 * @param reason why this may be it, or what is missing; on one line
 * @param checks what the log cannot confirm, each on one line
 * @param lines what the mapping says, without the field's name: one text, or keys indented by one step
 */
record FieldGuess(String field, String reason, List<String> checks, List<String> lines) {

    FieldGuess {
        checks = List.copyOf(checks);
        lines = List.copyOf(lines);
    }

    /** A field that is read from one place as it stands. */
    static FieldGuess of(String field, String reason, String place) {
        return new FieldGuess(field, reason, List.of(), List.of(DraftText.scalar(place)));
    }
}
