package dev.vigie.rule;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads one entry of a search identifier, such as {@code resource|startswith: [visa, stay]}, into a selection. A list
 * means one of its values, with {@code all} every one, with {@code neq} not so; a field of several values matches where
 * any of them does.
 */
final class FieldItemReader {

    /** From so many plain values on, a table finds one faster than a look at each. */
    static final int TABLE_TEXTS_MIN = 8;

    private static final String DECIMAL = "-?[0-9]{1,17}(\\.[0-9]{1,17})?";

    private static final Set<Modifier> FIELD_ONLY = fieldOnly();

    private final Source source;
    private final boolean foreign;
    private final ValueReader values;
    private final TextTestReader texts;

    /** @param foreign true for a rule that cannot run here, of which no field or value is asked for */
    FieldItemReader(Source source, boolean foreign) {
        this.source = source;
        this.foreign = foreign;
        this.texts = new TextTestReader(source);
        this.values = new ValueReader(source, texts);
    }

    private static Set<Modifier> fieldOnly() {
        EnumSet<Modifier> fieldOnly = EnumSet.of(Modifier.EXISTS, Modifier.FIELDREF);
        fieldOnly.addAll(Modifier.ORDERS);
        fieldOnly.addAll(Modifier.TIME_PARTS);
        return fieldOnly;
    }

    Selection read(Source.Entry entry) {
        String key = entry.key().getValue();
        int bar = key.indexOf('|');
        String name = bar < 0 ? key : key.substring(0, bar);
        boolean keywords = name.isEmpty();
        Field field = keywords || foreign ? null : field(source, entry.key(), name);
        Modifiers modifiers = Modifiers.read(source, entry);
        List<ScalarNode> written = source.scalars(entry.value(), "the value of " + Quote.quoted(key));
        if (foreign || modifiers == null || written.isEmpty() || (field == null && !keywords)) {
            return Junction.NOTHING;
        }
        if (modifiers.has(Modifier.ALL) && written.size() == 1) {
            source.refuse(entry.key(), "'all' needs a list of at least two values: remove it");
            return Junction.NOTHING;
        }
        List<Selection> parts = new ArrayList<>();
        for (ScalarNode value : written) {
            if (isTooLong(value)) {
                source.refuse(value, "a value must not be longer than " + Source.TEXT_CHARS_MAX + " characters");
                return Junction.NOTHING;
            }
            parts.add(
                    field == null
                            ? keyword(entry.key(), modifiers, value)
                            : join(values.read(field, modifiers, value, written.size() == 1), false));
        }
        Selection joined = join(parts, modifiers.has(Modifier.ALL));
        return modifiers.has(Modifier.NEQ) ? Not.of(joined) : joined;
    }

    private static boolean isTooLong(ScalarNode value) {
        return value.getValue().length() > Source.TEXT_CHARS_MAX;
    }

    /** A field that an event has by itself; refused and null where there is none. */
    static @Nullable Field field(Source source, ScalarNode node, String name) {
        Field field = summableField(source, node, name);
        if (field == Field.SENSITIVITY) {
            source.refuse(
                    node,
                    "sensitivity is only added up: use it as the field of value_sum, value_avg or"
                            + " value_percentile");
            return null;
        }
        return field;
    }

    /** A field that a correlation may add up; refused and null where there is none. */
    static @Nullable Field summableField(Source source, ScalarNode node, String name) {
        FieldNames names = source.vocabulary().names();
        Field field = names.field(name);
        if (field == null) {
            source.refuse(node, "unknown field " + Quote.quoted(name) + source.nearest(name, names.like(name)));
        }
        return field;
    }

    /** The number that decimal digits stand for, or null for any other spelling. */
    static @Nullable Double decimal(String digits) {
        return digits.matches(DECIMAL) ? Double.valueOf(digits) : null;
    }

    /** A value that stands without a field. */
    Selection keyword(ScalarNode value) {
        if (isTooLong(value)) {
            source.refuse(value, "a keyword must not be longer than " + Source.TEXT_CHARS_MAX + " characters");
            return Junction.NOTHING;
        }
        return foreign ? Junction.NOTHING : keyword(value, new Modifiers(Set.of()), value);
    }

    private Selection keyword(ScalarNode key, Modifiers modifiers, ScalarNode value) {
        Modifier fieldOnly = modifiers.of(FIELD_ONLY);
        if (fieldOnly != null) {
            source.refuse(key, "'" + fieldOnly.written() + "' needs a field: write its name before the |");
            return Junction.NOTHING;
        }
        if (Source.isNull(value)) {
            source.refuse(value, "a keyword must be a text");
            return Junction.NOTHING;
        }
        List<Selection> anyOf = new ArrayList<>();
        texts.tests(modifiers, value, true).forEach(test -> anyOf.add(new Keyword(test)));
        return Junction.anyOf(anyOf);
    }

    /** Joins the parts of one field; those of a closed set of values, and many plain texts, become one set. */
    private static Selection join(List<Selection> parts, boolean all) {
        if (parts.isEmpty()) {
            return Junction.NOTHING;
        }
        if (all || parts.size() < 2) {
            return Junction.allOf(parts);
        }
        if (parts.stream().allMatch(FieldMatch.ActionIn.class::isInstance)) {
            EnumSet<Action> union = EnumSet.noneOf(Action.class);
            parts.forEach(part -> union.addAll(((FieldMatch.ActionIn) part).actions()));
            return new FieldMatch.ActionIn(union);
        }
        if (parts.stream().allMatch(FieldMatch.OutcomeIn.class::isInstance)) {
            EnumSet<Outcome> union = EnumSet.noneOf(Outcome.class);
            parts.forEach(part -> union.addAll(((FieldMatch.OutcomeIn) part).outcomes()));
            return new FieldMatch.OutcomeIn(union);
        }
        Selection table = table(parts);
        return table != null ? table : Junction.anyOf(parts);
    }

    /** All parts as one look into a table, where each is a plain text of the same field; else null. */
    private static @Nullable Selection table(List<Selection> parts) {
        List<String> texts = new ArrayList<>();
        Field field = null;
        boolean cased = false;
        for (Selection part : parts) {
            if (!(part instanceof FieldMatch.Textual textual)) {
                return null;
            }
            field = textual.field();
            if (textual.test() instanceof TextTest.Equal equal) {
                texts.add(equal.value());
                cased = equal.cased();
            } else if (textual.test() instanceof TextTest.OneOf oneOf) {
                texts.addAll(oneOf.values().texts());
                cased = oneOf.values().cased();
            } else {
                return null;
            }
        }
        return field == null || texts.size() < TABLE_TEXTS_MIN
                ? null
                : new FieldMatch.Textual(field, new TextTest.OneOf(new TextTable(texts, cased)));
    }
}
