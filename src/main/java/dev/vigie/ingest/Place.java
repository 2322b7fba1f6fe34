package dev.vigie.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where in a record a mapping looks.
 *
 * @param written the column, key or path as the mapping names it, or the name of a pattern's group
 * @param group which of the mapping's named groups it is; -1 where it is none
 * @param path what {@code written} says, where the record is JSON and it is no group
 */
record Place(String written, int group, @Nullable JsonPath path) {

    static final int NO_GROUP = -1;

    boolean isGroup() {
        return group != NO_GROUP;
    }
}
