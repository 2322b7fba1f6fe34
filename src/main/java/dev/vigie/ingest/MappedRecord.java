package dev.vigie.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A record as a mapping looks at it. */
interface MappedRecord {

    /** Adds the texts at this place, which is no group, in their order; without empty ones. */
    void addTexts(Place place, List<String> texts) throws Rejection;

    /**
     * A record of names and values.
     *
     * @param values by name; in lower case where {@code anyCase}
     */
    record Named(Map<String, String> values, boolean anyCase) implements MappedRecord {
        @Override
        public void addTexts(Place place, List<String> texts) {
            String value = values.get(anyCase ? place.written().toLowerCase(Locale.ROOT) : place.written());
            if (value != null && !value.isEmpty()) {
                texts.add(value);
            }
        }
    }
}
