package dev.vigie.wire;

import dev.vigie.model.AccessEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of Avro's generic records, whose strings are not Java's. The schema has already said which field holds
 * what.
 */
final class Generic {

    private Generic() {}

    static String text(GenericRecord from, String field) {
        return from.get(field).toString();
    }

    static @Nullable String optionalText(GenericRecord from, String field) {
        Object value = from.get(field);
        return value == null ? null : value.toString();
    }

    static long integer(GenericRecord from, String field) {
        return ((Number) from.get(field)).longValue();
    }

    /** An optional count, not negative, or {@link AccessEvent#UNKNOWN}. */
    static long count(GenericRecord from, String field) {
        if (from.get(field) == null) {
            return AccessEvent.UNKNOWN;
        }
        long count = integer(from, field);
        if (count < 0) {
            throw new IllegalArgumentException(field + " is negative");
        }
        return count;
    }

    static double decimal(GenericRecord from, String field) {
        return (Double) from.get(field);
    }

    static List<String> list(GenericRecord from, String field) {
        return ((Collection<?>) from.get(field)).stream().map(Object::toString).toList();
    }

    static List<GenericRecord> records(GenericRecord from, String field) {
        return ((Collection<?>) from.get(field))
                .stream().map(GenericRecord.class::cast).toList();
    }

    static Map<String, String> texts(GenericRecord from, String field) {
        Map<String, String> texts = new HashMap<>();
        ((Map<?, ?>) from.get(field)).forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }
}
