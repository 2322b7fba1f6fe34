package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.Set;

/**
 * Which events a rule is about: a compiled Sigma detection. Two selections that say the same are equal, so that a plan
 * evaluates them once per event. Safe for use by several threads.
 */
public interface Selection {

    boolean matches(AccessEvent event);

    /** True if this selects every event whatever. */
    default boolean isEverything() {
        return equals(Junction.EVERYTHING);
    }

    /** The fields that {@link #matches} may read. */
    Set<Field> fields();

    /**
     * The selection's canonical text: equal for equal selections and stable across releases, since stored state is
     * found by it.
     */
    @Override
    String toString();
}
