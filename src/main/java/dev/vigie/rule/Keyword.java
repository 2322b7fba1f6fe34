package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Any text of the event is like this, whichever field it stands in; numbers, times and what is derived are no texts of
 * it.
 */
record Keyword(TextTest test) implements Selection {

    private static final Field[] TEXT_FIELDS = Arrays.stream(Field.values())
            .filter(field -> field.kind() != Field.Kind.NUMBER && !field.isDerived())
            .toArray(Field[]::new);

    private static final Set<Field> FIELDS = Collections.unmodifiableSet(
            Arrays.stream(TEXT_FIELDS).collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class))));

    @Override
    public boolean matches(AccessEvent event) {
        for (Field field : TEXT_FIELDS) {
            if (FieldMatch.Textual.isAny(field, test, event)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Set<Field> fields() {
        return FIELDS;
    }

    @Override
    public String toString() {
        return "any text " + test;
    }
}
