package dev.vigie.detect;

import dev.vigie.model.Field;

/**
 * A list of an event's values that measures take in: those of a field, or what is told of each of its subjects.
 *
 * @param field {@link Field#SUBJECT} where the facet tells of subjects
 * @param name empty for the field's own values, else what is told
 */
record Facet(Field field, String name) {

    /** Nothing is told. */
    static final Facet NONE = new Facet(Field.SUBJECT, "#none");

    /** The series that a subject's id belongs to, hashed. */
    static final Facet SERIES = new Facet(Field.SUBJECT, "#series");

    /** The running number in a subject's id, moved by a secret distance: only neighbours can be told. */
    static final Facet SERIAL = new Facet(Field.SUBJECT, "#serial");

    static Facet of(Field field) {
        return new Facet(field, "");
    }

    /** The hash of an attribute, 0 for a subject without it. */
    static Facet attribute(String attribute) {
        return new Facet(Field.SUBJECT, attribute);
    }
}
