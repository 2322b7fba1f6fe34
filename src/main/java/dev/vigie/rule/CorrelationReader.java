package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a rule's {@code correlation}: what is added up, over which events, for whom, over which stretch of time, and
 * from when on it is an alert.
 */
final class CorrelationReader {

    static final int REFERENCES_MAX = 1_000;

    private static final Set<String> KEYS =
            Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
    private static final Set<String> TYPES = Set.of("event_count", "value_count", "value_sum");
    private static final Set<String> TYPES_NOT_YET =
            Set.of("temporal", "temporal_ordered", "value_avg", "value_percentile", "value_median");
    private static final Set<String> OPERATORS = Set.of("gt", "gte", "lt", "lte", "eq", "neq");
    private static final Set<String> CONDITION_KEYS = Set.of("field", "gt", "gte", "lt", "lte", "eq", "neq");

    private final Source source;

    CorrelationReader(Source source) {
        this.source = source;
    }

    /** What a correlation asks for; its rules are still names. */
    record Draft(
            CorrelationRule.Type type,
            List<ScalarNode> references,
            List<Field> groupBy,
            long timespanMillis,
            @Nullable Field valueField,
            List<Limit> limits,
            boolean generate) {}

    Draft read(ScalarNode key, Node correlation) {
        Map<String, Source.Entry> entries = source.entries(correlation, "correlation");
        source.refuseUnknown(entries, KEYS, "correlation");
        Source.Entry aliases = entries.get("aliases");
        if (aliases != null) {
            source.notSupported(aliases.key(), "aliases are");
        }
        Node typeNode = required(entries, key, "type");
        CorrelationRule.Type type = typeNode == null ? CorrelationRule.Type.EVENT_COUNT : type(typeNode);
        Node rules = required(entries, key, "rules");
        Node groupBy = required(entries, key, "group-by");
        Node timespan = required(entries, key, "timespan");
        Node condition = type == null ? null : required(entries, key, "condition");
        Source.Entry generate = entries.get("generate");
        Map<String, Source.Entry> conditions =
                condition == null ? Map.of() : source.entries(condition, "the condition");
        source.refuseUnknown(conditions, CONDITION_KEYS, "the condition");
        CorrelationRule.Type known = type == null ? CorrelationRule.Type.EVENT_COUNT : type;
        return new Draft(
                known,
                rules == null ? List.of() : references(rules),
                groupBy == null ? List.of() : groupBy(groupBy),
                timespan == null ? 0 : timespan(timespan),
                condition == null ? null : valueField(known, condition, conditions.get("field")),
                condition == null ? List.of() : limits(condition, conditions),
                generate != null && source.flag(generate.value(), "'generate'"));
    }

    private @Nullable Node required(Map<String, Source.Entry> entries, ScalarNode correlation, String key) {
        Source.Entry entry = entries.get(key);
        if (entry == null) {
            source.refuse(correlation, "a correlation needs '" + key + "'");
            return null;
        }
        return entry.value();
    }

    private CorrelationRule.@Nullable Type type(Node node) {
        if (node instanceof ScalarNode scalar && TYPES_NOT_YET.contains(scalar.getValue())) {
            source.notSupported(node, "the correlation type " + Quote.quoted(scalar.getValue()) + " is");
            return null;
        }
        String type = source.oneOf(node, "correlation type", TYPES);
        return type == null ? null : CorrelationRule.Type.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private List<ScalarNode> references(Node node) {
        List<ScalarNode> references = source.scalars(node, "'rules'");
        if (references.size() > REFERENCES_MAX) {
            source.refuse(node, "a correlation must not refer to more than " + REFERENCES_MAX + " rules");
            return List.of();
        }
        return references;
    }

    /** The grouping; an account's name is unique only within its operator, who therefore always belongs to it. */
    private List<Field> groupBy(Node node) {
        EnumSet<Field> fields = EnumSet.of(Field.OPERATOR);
        Set<Field> seen = EnumSet.noneOf(Field.class);
        List<ScalarNode> items = source.scalars(node, "'group-by'");
        for (ScalarNode item : items) {
            Field field = FieldItemReader.field(source, item, item.getValue());
            if (field == null) {
                return List.of();
            }
            if (field.kind() != Field.Kind.TEXT) {
                source.refuse(
                        item,
                        field.fieldName() + " cannot be grouped by: it is "
                                + (field.kind() == Field.Kind.NUMBER ? "a number" : "a list"));
            }
            if (!seen.add(field)) {
                source.refuse(item, field.fieldName() + " stands here twice: remove one");
            }
            fields.add(field);
        }
        if (!items.isEmpty() && !fields.contains(Field.ACCOUNT)) {
            source.notSupported(node, "grouping without account is");
        }
        return List.copyOf(fields);
    }

    private long timespan(Node node) {
        String written = source.text(node, "'timespan'", MetaReader.NAME_CHARS_MAX);
        OptionalLong millis = written == null ? OptionalLong.of(0) : Timespan.millis(written);
        if (millis.isEmpty()) {
            source.refuse(
                    node,
                    "not a timespan: " + Quote.quoted(String.valueOf(written))
                            + ", write a whole number and one of s, m, h, d, w, M, y, such as 90m; at most 10y");
        }
        return millis.orElse(0);
    }

    private @Nullable Field valueField(CorrelationRule.Type type, Node condition, Source.@Nullable Entry entry) {
        String typeName = type.name().toLowerCase(Locale.ROOT);
        if (type == CorrelationRule.Type.EVENT_COUNT) {
            if (entry != null) {
                source.refuse(entry.key(), "event_count takes no 'field': remove it, or use value_count");
            }
            return null;
        }
        if (entry == null) {
            source.refuse(condition, typeName + " needs a 'field' in its condition");
            return null;
        }
        if (entry.value() instanceof SequenceNode) {
            source.notSupported(entry.value(), typeName + " over several fields is");
            return null;
        }
        String name = source.text(entry.value(), "'field'", MetaReader.NAME_CHARS_MAX);
        if (name == null || !(entry.value() instanceof ScalarNode scalar)) {
            return null;
        }
        Field field = FieldItemReader.field(source, scalar, name);
        if (field != null && type == CorrelationRule.Type.VALUE_SUM && field.kind() != Field.Kind.NUMBER) {
            source.refuse(scalar, "value_sum needs a number such as record_count or bytes: " + name + " is none");
        }
        return field;
    }

    private List<Limit> limits(Node condition, Map<String, Source.Entry> entries) {
        List<Limit> limits = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (OPERATORS.contains(name)) {
                limits.add(limit(Limit.Operator.valueOf(name.toUpperCase(Locale.ROOT)), entry.value()));
            }
        });
        if (!CONDITION_KEYS.containsAll(entries.keySet()) || !(condition instanceof MappingNode)) {
            return limits; // told already
        }
        if (limits.isEmpty() || limits.size() > 2) {
            source.refuse(
                    condition,
                    "a condition has one of gt, gte, lt, lte, eq, neq, or two that make a range, not " + limits.size());
        } else if (!canHold(limits)) {
            source.refuse(condition, "no count or sum can meet this condition");
        }
        return limits;
    }

    private Limit limit(Limit.Operator operator, Node node) {
        String written = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        Double value = FieldItemReader.decimal(written);
        if (value == null) {
            source.refuse(node, "a limit is a number in decimal digits, not " + Quote.quoted(written));
            return new Limit(Limit.Operator.GTE, 0);
        }
        return new Limit(operator, value);
    }

    /** True if some whole number from 0 on meets all limits: if one does, one beside a limit does. */
    private static boolean canHold(List<Limit> limits) {
        return limits.stream()
                .flatMapToDouble(limit -> DoubleStream.of(
                        Math.floor(limit.value()) - 1,
                        Math.floor(limit.value()),
                        Math.ceil(limit.value()),
                        Math.ceil(limit.value()) + 1))
                .filter(value -> value >= 0)
                .anyMatch(value -> limits.stream().allMatch(limit -> limit.holds(value)));
    }
}
