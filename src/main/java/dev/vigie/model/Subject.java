package dev.vigie.model;

import java.util.Map;

/**
 * A person (or, in technical logs, a record such as a secret) whose data an event touched.
 *
 * @param id the subject's id in its register, 1 to {@value #ID_LENGTH_MAX} characters
 * @param attributes what the log tells of the subject, such as {@code nationality}; possibly empty
 */
public record Subject(String id, Map<String, String> attributes) {

    public static final int ID_LENGTH_MAX = 1_024;

    public Subject {
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX) {
            throw new IllegalArgumentException("subject id must have 1 to " + ID_LENGTH_MAX + " characters");
        }
        attributes = Map.copyOf(attributes);
    }

    /** A subject of which only the id is known. */
    public static Subject of(String id) {
        return new Subject(id, Map.of());
    }
}
