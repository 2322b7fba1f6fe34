package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A selection that looks at one field of the event. */
sealed interface FieldMatch extends Selection {

    Field field();

    @Override
    default Set<Field> fields() {
        return Set.of(field());
    }

    /** A text, or any of several, is like this. A field that the event lacks is like nothing. */
    record Textual(Field field, TextTest test) implements FieldMatch {
        @Override
        public boolean matches(AccessEvent event) {
            return isAny(field, test, event);
        }

        static boolean isAny(Field field, TextTest test, AccessEvent event) {
            if (field.kind() == Field.Kind.TEXT) {
                String text = field.text(event);
                return text != null && test.test(text);
            }
            int count = field.textCount(event);
            for (int i = 0; i < count; i++) {
                if (test.test(field.textAt(event, i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return field.fieldName() + " " + test;
        }
    }

    /** A number keeps within this. A number that the event lacks keeps within nothing. */
    record Numeric(Field field, Limit limit) implements FieldMatch {
        @Override
        public boolean matches(AccessEvent event) {
            long number = field.number(event);
            return number != AccessEvent.UNKNOWN && limit.holds((double) number); // exact as far as limits go
        }

        @Override
        public String toString() {
            return field.fieldName() + " " + limit.operator().name().toLowerCase(Locale.ROOT) + " " + limit.value();
        }
    }

    /** The action is one of these: what a test of its text comes to, decided when the rule is loaded. */
    record ActionIn(Set<Action> actions) implements FieldMatch {

        public ActionIn {
            actions = Collections.unmodifiableSet(EnumSet.copyOf(actions));
        }

        @Override
        public Field field() {
            return Field.ACTION;
        }

        @Override
        public boolean matches(AccessEvent event) {
            return actions.contains(event.action());
        }

        @Override
        public String toString() {
            return field().fieldName() + " in " + sorted(actions);
        }
    }

    /** The outcome is one of these: what a test of its text comes to, decided when the rule is loaded. */
    record OutcomeIn(Set<Outcome> outcomes) implements FieldMatch {

        public OutcomeIn {
            outcomes = Collections.unmodifiableSet(EnumSet.copyOf(outcomes));
        }

        @Override
        public Field field() {
            return Field.OUTCOME;
        }

        @Override
        public boolean matches(AccessEvent event) {
            return outcomes.contains(event.outcome());
        }

        @Override
        public String toString() {
            return field().fieldName() + " in " + sorted(outcomes);
        }
    }

    /** A part of a point in time keeps within this, in UTC. A time that the event lacks keeps within nothing. */
    record TimeIs(Field field, TimePart part, Limit limit) implements FieldMatch {
        @Override
        public boolean matches(AccessEvent event) {
            long timeMillis = field.number(event);
            return timeMillis != AccessEvent.UNKNOWN && limit.holds(part.in(timeMillis));
        }

        @Override
        public String toString() {
            return field.fieldName() + " " + part + " "
                    + limit.operator().name().toLowerCase(Locale.ROOT) + " " + limit.value();
        }
    }

    /** Two numbers of the event are the same; one that it lacks is like nothing. */
    record SameNumber(Field field, Field other) implements FieldMatch {
        @Override
        public Set<Field> fields() {
            return Set.copyOf(EnumSet.of(field, other));
        }

        @Override
        public boolean matches(AccessEvent event) {
            long number = field.number(event);
            return number != AccessEvent.UNKNOWN && number == other.number(event);
        }

        @Override
        public String toString() {
            return field.fieldName() + " is that of " + other.fieldName();
        }
    }

    /**
     * A text is like another of the same event; where a field has several, any pair. One that it lacks is like nothing.
     *
     * @param place where in the text the other stands, or null if it is the whole text
     */
    record Reference(Field field, Field other, @Nullable Modifier place, boolean cased) implements FieldMatch {
        @Override
        public Set<Field> fields() {
            return Set.copyOf(EnumSet.of(field, other));
        }

        @Override
        public boolean matches(AccessEvent event) {
            if (other.kind() == Field.Kind.TEXT) {
                return isAnyLike(event, other.text(event));
            }
            int count = other.textCount(event);
            for (int i = 0; i < count; i++) {
                if (isAnyLike(event, other.textAt(event, i))) {
                    return true;
                }
            }
            return false;
        }

        private boolean isAnyLike(AccessEvent event, @Nullable String part) {
            if (field.kind() == Field.Kind.TEXT) {
                return isLike(field.text(event), part);
            }
            int count = field.textCount(event);
            for (int i = 0; i < count; i++) {
                if (isLike(field.textAt(event, i), part)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isLike(@Nullable String text, @Nullable String part) {
            if (text == null || part == null) {
                return false;
            }
            if (place == null) {
                return cased ? text.equals(part) : text.equalsIgnoreCase(part);
            }
            if (place == Modifier.CONTAINS) {
                return TextTest.isIn(text, part, cased);
            }
            int at = place == Modifier.STARTSWITH ? 0 : text.length() - part.length();
            return text.regionMatches(!cased, at, part, 0, part.length());
        }

        @Override
        public String toString() {
            return field.fieldName() + " " + (place == null ? "is" : place.written()) + (cased ? " cased" : "")
                    + " that of " + other.fieldName();
        }
    }

    /** The event has the field. */
    record Present(Field field) implements FieldMatch {
        @Override
        public boolean matches(AccessEvent event) {
            return switch (field.kind()) {
                case TEXT -> field.text(event) != null;
                case NUMBER -> field.number(event) != AccessEvent.UNKNOWN;
                case TEXTS -> field.textCount(event) > 0;
            };
        }

        @Override
        public String toString() {
            return field.fieldName() + " exists";
        }
    }

    /** By name, since the order of an enum's constants may change from one release to the next. */
    private static String sorted(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().collect(Collectors.joining(" ", "(", ")"));
    }
}
