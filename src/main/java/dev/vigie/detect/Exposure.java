package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.Selection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The selections behind the figures that every alert states, whatever its rules. Their names are part of the identity
 * of stored state.
 */
enum Exposure implements Selection {
    /** Showed records of named people. */
    PEOPLE,
    /** Showed records that the log counted without naming anyone. */
    UNNAMED,
    /** Showed records of which the log gives neither names nor a number. */
    UNCOUNTED;

    @Override
    public boolean matches(AccessEvent event) {
        if (!event.exposes()) {
            return false;
        }
        return switch (this) {
            case PEOPLE -> !event.subjects().isEmpty();
            case UNNAMED -> event.subjects().isEmpty() && event.recordCount() > 0;
            case UNCOUNTED -> event.subjects().isEmpty() && event.recordCount() == AccessEvent.UNKNOWN;
        };
    }

    @Override
    public Set<Field> fields() {
        return EnumSet.of(Field.ACTION, Field.OUTCOME, Field.SUBJECT, Field.RECORD_COUNT);
    }

    /**
     * True if {@code other} selects the same subjects as this does, so that one table can serve both. A selection that
     * looks at nothing but action and outcome is a function of their thirty combinations: they are all tried.
     */
    boolean sameSubjectsAs(Selection other) {
        if (!EnumSet.of(Field.ACTION, Field.OUTCOME).containsAll(other.fields())) {
            return false;
        }
        for (Action action : Action.values()) {
            for (Outcome outcome : Outcome.values()) {
                AccessEvent event = withOneSubject(action, outcome);
                if (matches(event) != other.matches(event)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static AccessEvent withOneSubject(Action action, Outcome outcome) {
        return new AccessEvent(
                "probe",
                AccessEvent.TIME_MILLIS_MIN,
                AccessEvent.UNKNOWN,
                "operator",
                "account",
                null,
                null,
                null,
                action,
                outcome,
                List.of(Subject.of("subject")),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
