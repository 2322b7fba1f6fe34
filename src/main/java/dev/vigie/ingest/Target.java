package dev.vigie.ingest;

import dev.vigie.model.Field;
import org.jspecify.annotations.Nullable;

/** What a log's column, key or path means. */
sealed interface Target {

    /** As headers and mappings write it. */
    String targetName();

    /** A field of the event. */
    record Known(Field field) implements Target {
        @Override
        public String targetName() {
            return field.fieldName();
        }
    }

    /**
     * An attribute of the event's subjects.
     *
     * @param name not empty
     */
    record Attribute(String name) implements Target {

        private static final String PREFIX = Field.SUBJECT.fieldName() + '.';

        /** The attribute that {@code column} names, such as {@code subject.nationality}, or null where it is none. */
        static @Nullable Attribute named(String column) {
            return column.length() > PREFIX.length() && column.startsWith(PREFIX)
                    ? new Attribute(column.substring(PREFIX.length()))
                    : null;
        }

        @Override
        public String targetName() {
            return PREFIX + name;
        }
    }
}
