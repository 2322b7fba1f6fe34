package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingSum;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is added up over which timespan: state is kept under this, not under a rule, so that a changed limit keeps its
 * state and rules that add up the same share it.
 *
 * @param selection index of the selection in the plan
 * @param selectionKey the selection's stable name, part of the identity of the stored state
 * @param field what is counted or summed; null for events
 */
record MeasureSpec(
        int selection,
        String selectionKey,
        Kind kind,
        @Nullable Field field,
        long timespanMillis) {

    /** Which summary it is. */
    enum Kind {
        EVENT_COUNT,
        VALUE_COUNT,
        VALUE_SUM
    }

    /** Part ids below this belong to the profile itself. */
    private static final long PART_ID_MIN = 1L << 32;

    /** The key of {@link #partId}: fixed for ever, since stored state is found by it. */
    private static final KeyedHash PART_HASH = new KeyedHash(0x7669_6769_652d_7061L, 0x7274_2d69_6473_2d31L);

    /** The id under which this measure's state is stored: stable across starts, rule sets and releases. */
    long partId() {
        long hash = PART_HASH.of(kind + "|" + field + "|" + timespanMillis + "|" + selectionKey);
        return (hash >>> 1) | PART_ID_MIN;
    }

    Sliding empty() {
        return switch (kind) {
            case EVENT_COUNT, VALUE_SUM -> new SlidingSum(timespanMillis);
            case VALUE_COUNT -> new SlidingDistinct(timespanMillis);
        };
    }

    /** How a rule's author would write it, such as {@code value_count(subject)}. */
    String label() {
        return switch (kind) {
            case EVENT_COUNT -> "event_count";
            case VALUE_COUNT -> "value_count(" + fieldName() + ")";
            case VALUE_SUM -> "value_sum(" + fieldName() + ")";
        };
    }

    private String fieldName() {
        return field == null ? "" : field.fieldName();
    }

    /**
     * Adds an event that the selection matched.
     *
     * @return false if the event is too old for the window; true too where the event lacks the field, for then there is
     *     nothing to add
     */
    boolean add(Sliding measure, AccessEvent event, long timeMillis, Hashes hashes) {
        if (measure instanceof SlidingDistinct values) {
            return addValues(values, event, timeMillis, hashes);
        }
        long amount = kind == Kind.EVENT_COUNT || field == null ? 1 : field.number(event);
        return amount == AccessEvent.UNKNOWN || ((SlidingSum) measure).add(timeMillis, amount);
    }

    private boolean addValues(SlidingDistinct values, AccessEvent event, long timeMillis, Hashes hashes) {
        if (field == null) {
            return true;
        }
        return switch (field.kind()) {
            case TEXT -> {
                String text = field.text(event);
                yield text == null || values.add(timeMillis, hashes.of(text));
            }
            case NUMBER -> {
                long number = field.number(event);
                yield number == AccessEvent.UNKNOWN || values.add(timeMillis, hashes.of(number));
            }
            case TEXTS -> {
                boolean inTime = true;
                for (int i = 0; i < field.textCount(event); i++) {
                    long hash = field == Field.SUBJECT ? hashes.subject(i) : hashes.of(field.textAt(event, i));
                    inTime &= values.add(timeMillis, hash);
                }
                yield inTime;
            }
        };
    }
}
