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
import org.jspecify.annotations.Nullable;

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

    /** Which of them {@code event} was; null if it showed nothing. */
    static @Nullable Exposure of(AccessEvent event) {
        if (!event.exposes()) {
            return null;
        }
        if (!event.subjects().isEmpty()) {
            return PEOPLE;
        }
        return event.recordCount() > 0 ? UNNAMED : event.recordCount() == AccessEvent.UNKNOWN ? UNCOUNTED : null;
    }

    @Override
    public boolean matches(AccessEvent event) {
        return of(event) == this;
    }

    @Override
    public Set<Field> fields() {
        return EnumSet.of(Field.ACTION, Field.OUTCOME, Field.SUBJECT, Field.RECORD_COUNT);
    }

    /**
     * True if any of {@code others} selects the same subjects as this does, so that one table can serve both.
     * Selections that look at nothing but action and outcome are functions of their thirty combinations: they are all
     * tried.
     */
    boolean sameSubjectsAs(List<Selection> others) {
        EnumSet<Field> decisive = EnumSet.of(Field.ACTION, Field.OUTCOME);
        if (!others.stream().allMatch(other -> decisive.containsAll(other.fields()))) {
            return false;
        }
        for (Action action : Action.values()) {
            for (Outcome outcome : Outcome.values()) {
                AccessEvent event = withOneSubject(action, outcome);
                if (matches(event) != others.stream().anyMatch(other -> other.matches(event))) {
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
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
