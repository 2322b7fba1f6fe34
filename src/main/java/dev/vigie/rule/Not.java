package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.Set;

/** True where its part is not. */
record Not(Selection part) implements Selection {

    /** The opposite; twice the opposite is the selection itself. */
    static Selection of(Selection selection) {
        return selection instanceof Not not ? not.part() : new Not(selection);
    }

    @Override
    public boolean matches(AccessEvent event) {
        return !part.matches(event);
    }

    @Override
    public Set<Field> fields() {
        return part.fields();
    }

    @Override
    public String toString() {
        return "not " + part;
    }
}
