package dev.vigie.rule;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one value that a field is compared with into a selection, or into several of which one is enough. */
final class ValueReader {

    /** Up to here, a whole number of an event compares with it as exactly as if both were integers. */
    private static final double NUMBER_MAX = (1L << 53) - 1;

    private static final Set<Modifier> OF_NUMBERS = ofNumbers();

    /** What OCSF and ECS call an outcome; a failure may be either of ours. */
    private static final Map<String, EnumSet<Outcome>> OUTCOME_NAMES = Map.of(
            "success", EnumSet.of(Outcome.SUCCESS),
            "failure", EnumSet.of(Outcome.DENIED, Outcome.ERROR));

    /** OCSF's activities that Vigie has another word for. */
    private static final Map<String, EnumSet<Action>> ACTION_NAMES = Map.of(
            "query", EnumSet.of(Action.SEARCH),
            "download", EnumSet.of(Action.EXPORT),
            "open", EnumSet.of(Action.READ),
            "preview", EnumSet.of(Action.READ),
            "upload", EnumSet.of(Action.CREATE),
            "import", EnumSet.of(Action.CREATE),
            "write", EnumSet.of(Action.UPDATE),
            "rename", EnumSet.of(Action.UPDATE));

    private final Source source;
    private final TextTestReader texts;
    private final Placeholders placeholders;

    ValueReader(Source source, TextTestReader texts) {
        this.source = source;
        this.texts = texts;
        this.placeholders = new Placeholders(source);
    }

    private static Set<Modifier> ofNumbers() {
        EnumSet<Modifier> known = EnumSet.of(Modifier.ALL, Modifier.NEQ, Modifier.EXPAND);
        known.addAll(Modifier.ORDERS);
        known.addAll(Modifier.TIME_PARTS);
        return known;
    }

    /** @param single false for one of several values */
    List<Selection> read(Field field, Modifiers modifiers, ScalarNode value, boolean single) {
        if (modifiers.has(Modifier.EXISTS)) {
            if (!single) {
                source.refuse(value, "'exists' takes one value, true or false");
            }
            Selection present = new FieldMatch.Present(field);
            return List.of(source.flag(value, "the value of 'exists'") ? present : Not.of(present));
        }
        if (Source.isNull(value)) {
            return List.of(absent(field, modifiers, value, single));
        }
        if (modifiers.has(Modifier.FIELDREF)) {
            return List.of(reference(field, modifiers, value));
        }
        return switch (field.kind()) {
            case TEXT, TEXTS -> text(field, modifiers, value);
            case NUMBER -> numbers(field, modifiers, value);
        };
    }

    private Selection absent(Field field, Modifiers modifiers, ScalarNode value, boolean single) {
        if (!single) {
            source.refuse(value, "null cannot be one of several values: give it a search identifier of its own");
        } else if (!modifiers.hasOnly(EnumSet.of(Modifier.NEQ))) {
            source.refuse(value, "null takes no modifier but 'neq'");
        }
        return Not.of(new FieldMatch.Present(field));
    }

    private Selection reference(Field field, Modifiers modifiers, ScalarNode value) {
        Field other = FieldItemReader.field(source, value, value.getValue());
        if (other == null) {
            return Junction.NOTHING;
        }
        boolean number = field.kind() == Field.Kind.NUMBER;
        Modifier place = modifiers.of(Modifier.PLACES);
        if (number != (other.kind() == Field.Kind.NUMBER)) {
            source.refuse(
                    value,
                    (number ? field : other).fieldName() + " is a number and " + (number ? other : field).fieldName()
                            + " a text: compare two of a kind");
            return Junction.NOTHING;
        }
        if (number && (place != null || modifiers.has(Modifier.CASED))) {
            source.refuse(value, field.fieldName() + " is a number: it takes 'fieldref' alone, or with 'neq'");
            return Junction.NOTHING;
        }
        return number
                ? new FieldMatch.SameNumber(field, other)
                : new FieldMatch.Reference(field, other, place, modifiers.has(Modifier.CASED));
    }

    private List<Selection> numbers(Field field, Modifiers modifiers, ScalarNode value) {
        Modifier part = modifiers.of(Modifier.TIME_PARTS);
        if (!modifiers.hasOnly(OF_NUMBERS)) {
            source.refuse(
                    value,
                    field.fieldName() + " is a number: it takes a plain number, 'gt', 'gte', 'lt', 'lte' or 'exists'");
            return List.of();
        }
        if (part != null && field != Field.TIME && field != Field.INGESTED_AT) {
            source.refuse(
                    value,
                    "'" + part.written() + "' is of a point in time: time or ingested_at, not of " + field.fieldName());
            return List.of();
        }
        List<Selection> anyOf = new ArrayList<>();
        List<String> written =
                modifiers.has(Modifier.EXPAND) ? placeholders.expand(value, false) : List.of(value.getValue());
        if (!source.mayMultiply(written.size())) {
            source.refuse(value, "lists make too many values of this set: use shorter lists, or fewer");
            return List.of();
        }
        for (String number : written) {
            anyOf.add(
                    part == null
                            ? number(field, modifiers.operator(), value, number)
                            : timePart(field, TimePart.of(part), modifiers.operator(), value, number));
        }
        return anyOf;
    }

    private Selection number(Field field, Limit.Operator operator, ScalarNode value, String written) {
        Double number = FieldItemReader.decimal(written);
        if (number == null || Math.abs(number) > NUMBER_MAX) {
            source.refuse(
                    value,
                    field.fieldName() + " is a number: " + Quote.quoted(written)
                            + " is none, write decimal digits, below 2^53");
            return Junction.NOTHING;
        }
        return new FieldMatch.Numeric(field, new Limit(operator, number));
    }

    private Selection timePart(Field field, TimePart part, Limit.Operator operator, ScalarNode value, String written) {
        Double number = FieldItemReader.decimal(written);
        if (number == null || number != Math.rint(number) || number < part.min() || number > part.max()) {
            source.refuse(
                    value,
                    "not a " + part + ": " + Quote.quoted(written) + ", write a whole number from " + part.min()
                            + " to " + part.max());
            return Junction.NOTHING;
        }
        return new FieldMatch.TimeIs(field, part, new Limit(operator, number));
    }

    private List<Selection> text(Field field, Modifiers modifiers, ScalarNode value) {
        if (modifiers.of(Modifier.ORDERS) != null) {
            source.refuse(value, field.fieldName() + " is a text: greater and less compare numbers");
            return List.of();
        }
        Modifier part = modifiers.of(Modifier.TIME_PARTS);
        if (part != null) {
            source.refuse(
                    value,
                    "'" + part.written() + "' is of a point in time: time or ingested_at, not of " + field.fieldName());
            return List.of();
        }
        List<Selection> anyOf = new ArrayList<>();
        for (TextTest test : texts.tests(modifiers, value, false)) {
            anyOf.add(text(field, test, value));
        }
        return anyOf;
    }

    private Selection text(Field field, TextTest test, ScalarNode value) {
        if (field == Field.ACTION) {
            EnumSet<Action> actions = constants(Action.class, ACTION_NAMES, field, test, value);
            return actions.isEmpty() ? Junction.NOTHING : new FieldMatch.ActionIn(actions);
        }
        if (field == Field.OUTCOME) {
            EnumSet<Outcome> outcomes = constants(Outcome.class, OUTCOME_NAMES, field, test, value);
            return outcomes.isEmpty() ? Junction.NOTHING : new FieldMatch.OutcomeIn(outcomes);
        }
        if (field == Field.ASSIGNED && !test.test("true") && !test.test("false")) {
            source.refuse(value, "assigned is never like " + Quote.quoted(value.getValue()) + ": it is true or false");
        }
        return new FieldMatch.Textual(field, test);
    }

    /** The values that a test lets through; another standard's word for some of them counts only as a whole. */
    private <E extends Enum<E>> EnumSet<E> constants(
            Class<E> type, Map<String, EnumSet<E>> names, Field field, TextTest test, ScalarNode value) {
        EnumSet<E> constants = EnumSet.allOf(type);
        constants.removeIf(constant -> !test.test(constant.name()));
        if (constants.isEmpty() && test instanceof TextTest.Equal equal) {
            constants.addAll(names.getOrDefault(equal.value().toLowerCase(Locale.ROOT), EnumSet.noneOf(type)));
        }
        if (constants.isEmpty()) {
            source.refuse(
                    value,
                    field.fieldName() + " is never like " + Quote.quoted(value.getValue()) + ": it is one of "
                            + EnumSet.allOf(type));
        }
        return constants;
    }
}
