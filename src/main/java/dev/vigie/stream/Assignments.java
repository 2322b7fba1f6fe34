package dev.vigie.stream;

import dev.vigie.model.AccessEvent;
import org.jspecify.annotations.Nullable;

/** Who was given to which operator to work on. Safe for use by several threads. */
interface Assignments {

    /** Nobody knows. */
    Assignments NONE = event -> null;

    /**
     * Whether all subjects of an event were assigned to its operator when it happened; null where that is not known, or
     * the event names nobody.
     */
    @Nullable
    Boolean of(AccessEvent event);
}
