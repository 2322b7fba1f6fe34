package dev.vigie.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads one entry of a search identifier, such as {@code resource|startswith: [visa, stay]}, into a selection. A list
 * means one of its values, with {@code all} every one; a field of several values matches where any of them does.
 */
final class FieldItemReader {

    /** A longer pattern is a list of values in disguise. */
    static final int REGEX_CHARS_MAX = 1_024;

    /**
     * RE2/J writes nested repetitions out while it compiles, however many; this is checked before. Room for a UUID's
     * pattern.
     */
    static final int REGEX_EXPANDED_MAX = 400_000;

    /** Instructions of a compiled pattern: what bounds the work per character of a text, at about a nanosecond each. */
    static final int REGEX_SIZE_MAX = 10_000;

    /** Up to here, a whole number of an event compares with it as exactly as if both were integers. */
    private static final double NUMBER_MAX = (1L << 53) - 1;

    private static final String DECIMAL = "-?[0-9]{1,17}(\\.[0-9]{1,17})?";

    private static final Pattern COUNTED = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");

    private final Source source;

    FieldItemReader(Source source) {
        this.source = source;
    }

    Selection read(Source.Entry entry) {
        String key = entry.key().getValue();
        int bar = key.indexOf('|');
        String name = bar < 0 ? key : key.substring(0, bar);
        if (name.isEmpty()) {
            source.notSupported(entry.key(), "keywords (values without a field) are");
            return Junction.NOTHING;
        }
        Field field = field(source, entry.key(), name);
        Modifiers modifiers = Modifiers.read(source, entry);
        List<ScalarNode> values = source.scalars(entry.value(), "the value of " + Quote.quoted(key));
        if (field == null || modifiers == null || values.isEmpty()) {
            return Junction.NOTHING;
        }
        if (modifiers.all() && values.size() == 1) {
            source.refuse(entry.key(), "'all' needs a list of at least two values: remove it");
            return Junction.NOTHING;
        }
        List<Selection> parts = new ArrayList<>();
        for (ScalarNode value : values) {
            parts.add(part(field, modifiers, value, values.size() == 1));
        }
        return join(parts, modifiers.all());
    }

    /** The field that a rule calls {@code name}; the one place where further spellings of a field will be looked up. */
    static @Nullable Field field(Source source, ScalarNode node, String name) {
        Field field = Field.named(name);
        if (field == null) {
            source.refuse(
                    node,
                    "unknown field " + Quote.quoted(name) + ": the nearest known one is "
                            + Quote.nearest(name, Field.names()));
        }
        return field;
    }

    private Selection part(Field field, Modifiers modifiers, ScalarNode value, boolean single) {
        if (value.getValue().length() > Source.TEXT_CHARS_MAX) {
            source.refuse(value, "a value must not be longer than " + Source.TEXT_CHARS_MAX + " characters");
            return Junction.NOTHING;
        }
        if (modifiers.comparison() == Modifiers.Comparison.EXISTS) {
            if (!single) {
                source.refuse(value, "'exists' takes one value, true or false");
            }
            Selection present = new FieldMatch.Present(field);
            return source.flag(value, "the value of 'exists'") ? present : Not.of(present);
        }
        if (Source.isNull(value)) {
            return absent(field, modifiers, value, single);
        }
        return switch (field.kind()) {
            case TEXT, TEXTS -> text(field, modifiers, value);
            case NUMBER -> number(field, modifiers.comparison(), value);
        };
    }

    private Selection absent(Field field, Modifiers modifiers, ScalarNode value, boolean single) {
        if (!single) {
            source.refuse(value, "null cannot be one of several values: give it a search identifier of its own");
        } else if (modifiers.comparison() != Modifiers.Comparison.PLAIN) {
            source.refuse(value, "null takes no modifier");
        }
        return Not.of(new FieldMatch.Present(field));
    }

    private Selection number(Field field, Modifiers.Comparison comparison, ScalarNode value) {
        Limit.Operator operator = operator(comparison);
        if (operator == null) {
            source.refuse(
                    value,
                    field.fieldName() + " is a number: it takes a plain number, 'gt', 'gte', 'lt', 'lte' or 'exists'");
            return Junction.NOTHING;
        }
        Double number = decimal(value.getValue());
        if (number == null || Math.abs(number) > NUMBER_MAX) {
            source.refuse(
                    value,
                    field.fieldName() + " is a number: " + Quote.quoted(value.getValue())
                            + " is none, write decimal digits, below 2^53");
            return Junction.NOTHING;
        }
        return new FieldMatch.Numeric(field, new Limit(operator, number));
    }

    /** The number that decimal digits stand for, or null for any other spelling. */
    static @Nullable Double decimal(String digits) {
        return digits.matches(DECIMAL) ? Double.valueOf(digits) : null;
    }

    private static Limit.@Nullable Operator operator(Modifiers.Comparison comparison) {
        return switch (comparison) {
            case PLAIN -> Limit.Operator.EQ;
            case GT -> Limit.Operator.GT;
            case GTE -> Limit.Operator.GTE;
            case LT -> Limit.Operator.LT;
            case LTE -> Limit.Operator.LTE;
            case CONTAINS, STARTSWITH, ENDSWITH, RE, CIDR, EXISTS -> null;
        };
    }

    private Selection text(Field field, Modifiers modifiers, ScalarNode value) {
        TextTest test = test(field, modifiers, value);
        if (test == null) {
            return Junction.NOTHING;
        }
        if (field == Field.ACTION) {
            EnumSet<Action> actions = constants(Action.class, field, test, value);
            return actions.isEmpty() ? Junction.NOTHING : new FieldMatch.ActionIn(actions);
        }
        if (field == Field.OUTCOME) {
            EnumSet<Outcome> outcomes = constants(Outcome.class, field, test, value);
            return outcomes.isEmpty() ? Junction.NOTHING : new FieldMatch.OutcomeIn(outcomes);
        }
        if (field == Field.ASSIGNED && !test.test("true") && !test.test("false")) {
            source.refuse(value, "assigned is never like " + Quote.quoted(value.getValue()) + ": it is true or false");
        }
        return new FieldMatch.Textual(field, test);
    }

    private @Nullable TextTest test(Field field, Modifiers modifiers, ScalarNode value) {
        String written = value.getValue();
        WildcardPattern pattern = WildcardPattern.parse(written);
        return switch (modifiers.comparison()) {
            case PLAIN -> pattern.toTest();
            case CONTAINS -> part(value, pattern.afterAnything().beforeAnything());
            case STARTSWITH -> part(value, pattern.beforeAnything());
            case ENDSWITH -> part(value, pattern.afterAnything());
            case RE -> regex(modifiers, value);
            case CIDR -> network(value);
            case GT, GTE, LT, LTE -> {
                source.refuse(value, field.fieldName() + " is a text: greater and less compare numbers");
                yield null;
            }
            case EXISTS -> throw new IllegalStateException("exists is no test of a text");
        };
    }

    private @Nullable TextTest part(ScalarNode value, WildcardPattern pattern) {
        if (value.getValue().isEmpty()) {
            source.refuse(value, "every text contains the empty one: give a text, or use 'exists'");
            return null;
        }
        return pattern.toTest();
    }

    private @Nullable TextTest regex(Modifiers modifiers, ScalarNode value) {
        String written = value.getValue();
        if (written.length() > REGEX_CHARS_MAX) {
            source.refuse(value, "a regular expression must not be longer than " + REGEX_CHARS_MAX + " characters");
            return null;
        }
        try {
            if (expandedSizeMax(written) <= REGEX_EXPANDED_MAX) {
                Pattern pattern = Pattern.compile(written, modifiers.regexFlags());
                if (pattern.programSize() <= REGEX_SIZE_MAX) {
                    return new TextTest.Regex(pattern);
                }
            }
            source.refuse(
                    value, "the regular expression is too large once its repetitions are written out: repeat less");
        } catch (PatternSyntaxException e) {
            source.refuse(
                    value,
                    "not a regular expression: " + Quote.plain(e.getDescription())
                            + " (it must run in linear time: no look-around, no back references)");
        }
        return null;
    }

    /**
     * What a pattern could come to if each of its counted repetitions, such as {@code {1,3}}, stood inside all others.
     */
    private static double expandedSizeMax(String regex) {
        double size = regex.length();
        Matcher counted = COUNTED.matcher(regex);
        while (counted.find()) {
            String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            size *= Math.max(1, Double.parseDouble(most));
        }
        return size;
    }

    private @Nullable TextTest network(ScalarNode value) {
        IpNetwork network = IpNetwork.parse(value.getValue());
        if (network == null) {
            source.refuse(
                    value,
                    "not a network: " + Quote.quoted(value.getValue())
                            + ", write an address and a prefix such as 10.0.0.0/8 or 2001:db8::/32");
            return null;
        }
        if (!network.isExact()) {
            source.refuse(
                    value,
                    Quote.quoted(value.getValue())
                            + " has bits beyond its prefix: clear them, or make the prefix longer");
            return null;
        }
        return new TextTest.InNetwork(network);
    }

    private <E extends Enum<E>> EnumSet<E> constants(Class<E> type, Field field, TextTest test, ScalarNode value) {
        EnumSet<E> constants = EnumSet.allOf(type);
        constants.removeIf(constant -> !test.test(constant.name()));
        if (constants.isEmpty()) {
            source.refuse(
                    value,
                    field.fieldName() + " is never like " + Quote.quoted(value.getValue()) + ": it is one of "
                            + EnumSet.allOf(type));
        }
        return constants;
    }

    /** Joins the parts of one field; those of a closed set of values become one set. */
    private static Selection join(List<Selection> parts, boolean all) {
        if (!all && parts.stream().allMatch(FieldMatch.ActionIn.class::isInstance)) {
            EnumSet<Action> union = EnumSet.noneOf(Action.class);
            parts.forEach(part -> union.addAll(((FieldMatch.ActionIn) part).actions()));
            return new FieldMatch.ActionIn(union);
        }
        if (!all && parts.stream().allMatch(FieldMatch.OutcomeIn.class::isInstance)) {
            EnumSet<Outcome> union = EnumSet.noneOf(Outcome.class);
            parts.forEach(part -> union.addAll(((FieldMatch.OutcomeIn) part).outcomes()));
            return new FieldMatch.OutcomeIn(union);
        }
        return all ? Junction.allOf(parts) : Junction.anyOf(parts);
    }
}
