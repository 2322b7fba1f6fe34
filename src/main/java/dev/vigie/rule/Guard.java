package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import dev.vigie.rule.TextTest.Contains;
import dev.vigie.rule.TextTest.EndsWith;
import dev.vigie.rule.TextTest.Equal;
import dev.vigie.rule.TextTest.OneOf;
import dev.vigie.rule.TextTest.StartsWith;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of an event for a selection to have a chance: cheap to look up, for many selections at once.
 *
 * @param combinations bits of those of action and outcome that it can match with
 * @param literals of which at least one must stand in its field; null if the selection asks for none
 */
record Guard(int combinations, @Nullable List<Literal> literals) {

    /**
     * Part of a text.
     *
     * @param folded not empty, as {@link #fold} folds it
     */
    record Literal(Field field, String folded) {}

    private static final int OUTCOMES = Outcome.values().length;
    private static final int ALL = (1 << (Action.values().length * OUTCOMES)) - 1;
    private static final Set<Field> DECISIVE = EnumSet.of(Field.ACTION, Field.OUTCOME);

    /** More alternatives than these are cheaper asked one by one. */
    private static final int LITERALS_MAX = 10_000;

    static Guard of(Selection selection) {
        return new Guard(combinations(selection), literals(selection));
    }

    @SuppressWarnings("EnumOrdinal") // The numbers live no longer than the process.
    static int combination(Action action, Outcome outcome) {
        return action.ordinal() * OUTCOMES + outcome.ordinal();
    }

    static int combinationCount() {
        return Action.values().length * OUTCOMES;
    }

    /** One form for all characters that {@link String#equalsIgnoreCase} takes for the same. */
    static char fold(char c) {
        return c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(Character.toUpperCase(c));
    }

    private static int combinations(Selection selection) {
        if (DECISIVE.containsAll(selection.fields())) {
            return tried(selection);
        }
        if (selection instanceof Junction junction) {
            int combinations = junction.all() ? ALL : 0;
            for (Selection part : junction.parts()) {
                combinations = junction.all() ? combinations & combinations(part) : combinations | combinations(part);
            }
            return combinations;
        }
        return ALL;
    }

    /** A selection that looks at nothing else is a function of the combinations: they are all tried. */
    private static int tried(Selection selection) {
        int combinations = 0;
        for (Action action : Action.values()) {
            for (Outcome outcome : Outcome.values()) {
                if (selection.matches(probe(action, outcome))) {
                    combinations |= 1 << combination(action, outcome);
                }
            }
        }
        return combinations;
    }

    private static AccessEvent probe(Action action, Outcome outcome) {
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
                List.of(),
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

    private static @Nullable List<Literal> literals(Selection selection) {
        if (selection instanceof FieldMatch.Textual textual) {
            return literals(textual.field(), textual.test());
        }
        if (selection instanceof Junction junction) {
            return junction.all() ? rarest(junction.parts()) : united(junction.parts());
        }
        return null;
    }

    private static @Nullable List<Literal> literals(Field field, TextTest test) {
        if (test instanceof OneOf oneOf) {
            List<Literal> literals = new ArrayList<>();
            for (String value : oneOf.values().texts()) {
                Literal literal = literal(field, value);
                if (literal == null) {
                    return null;
                }
                literals.add(literal);
            }
            return literals;
        }
        String written = test instanceof Equal equal
                ? equal.value()
                : test instanceof StartsWith start
                        ? start.prefix()
                        : test instanceof EndsWith end
                                ? end.suffix()
                                : test instanceof Contains contains ? contains.part() : "";
        Literal literal = literal(field, written);
        return literal == null ? null : List.of(literal);
    }

    /** Null for what cannot be folded character by character, and for nothing. */
    private static @Nullable Literal literal(Field field, String written) {
        if (written.isEmpty() || written.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return null;
        }
        StringBuilder folded = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            folded.append(fold(written.charAt(i)));
        }
        return new Literal(field, folded.toString());
    }

    /** Of several conditions that must all hold, the one whose shortest literal is the longest. */
    private static @Nullable List<Literal> rarest(List<Selection> parts) {
        List<Literal> rarest = null;
        for (Selection part : parts) {
            List<Literal> literals = literals(part);
            if (literals != null && (rarest == null || shortest(literals) > shortest(rarest))) {
                rarest = literals;
            }
        }
        return rarest;
    }

    private static int shortest(List<Literal> literals) {
        return literals.stream()
                .mapToInt(literal -> literal.folded().length())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static @Nullable List<Literal> united(List<Selection> parts) {
        List<Literal> union = new ArrayList<>();
        for (Selection part : parts) {
            List<Literal> literals = literals(part);
            if (literals == null || union.size() + literals.size() > LITERALS_MAX) {
                return null;
            }
            union.addAll(literals);
        }
        return union;
    }
}
