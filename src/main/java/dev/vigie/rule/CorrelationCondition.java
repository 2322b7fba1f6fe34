package dev.vigie.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a correlation's {@code condition}: what is measured, and the limits that it must meet. */
final class CorrelationCondition {

    private static final Set<String> OPERATORS = Set.of("gt", "gte", "lt", "lte", "eq", "neq");
    private static final Set<String> KEYS = Set.of("field", "percentile", "gt", "gte", "lt", "lte", "eq", "neq");

    private final Source source;
    private final CorrelationRule.Type type;
    private final int references;

    private @Nullable Node node;
    private List<ScalarNode> fields = List.of();
    private double percentile;
    private List<Limit> limits = List.of();

    /** @param references how many rules the correlation refers to */
    CorrelationCondition(Source source, CorrelationRule.Type type, int references) {
        this.source = source;
        this.type = type;
        this.references = references;
    }

    static boolean isTemporal(CorrelationRule.Type type) {
        return type == CorrelationRule.Type.TEMPORAL || type == CorrelationRule.Type.TEMPORAL_ORDERED;
    }

    /** Where the condition stands, or {@code correlation} where there is none. */
    Node node(Node correlation) {
        return node == null ? correlation : node;
    }

    /** What is counted, summed or ranked, as written. */
    List<ScalarNode> fields() {
        return fields;
    }

    /** 0 where none is written, or none belongs there. */
    double percentile() {
        return percentile;
    }

    List<Limit> limits() {
        return limits;
    }

    void read(ScalarNode correlation, Source.@Nullable Entry condition, boolean median) {
        if (condition == null) {
            if (isTemporal(type)) {
                limits = List.of(new Limit(Limit.Operator.GTE, references));
            } else {
                source.refuse(correlation, "a correlation needs 'condition'");
            }
            return;
        }
        node = condition.value();
        if (isTemporal(type) && condition.value() instanceof ScalarNode) {
            source.refuse(
                    condition.value(),
                    "a condition that joins rules by and, or, not is pySigma's own and no Sigma, and when 'not' holds"
                            + " while its window still runs is open: write how many of the rules must match, such as"
                            + " 'gte: 2', or leave it out for all of them");
            return;
        }
        Map<String, Source.Entry> entries = source.entries(condition.value(), "the condition");
        source.refuseUnknown(entries, KEYS, "the condition");
        readFields(condition.value(), entries.get("field"));
        readPercentile(entries.get("percentile"), median);
        if (condition.value() instanceof MappingNode) {
            readLimits(condition.value(), entries);
        }
    }

    private String typeName() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void readFields(Node condition, Source.@Nullable Entry entry) {
        if (type == CorrelationRule.Type.EVENT_COUNT || isTemporal(type)) {
            if (entry != null) {
                source.refuse(entry.key(), typeName() + " takes no 'field': remove it, or use value_count");
            }
            return;
        }
        if (entry == null) {
            source.refuse(condition, typeName() + " needs a 'field' in its condition");
            return;
        }
        fields = source.scalars(entry.value(), "'field'");
        if (type != CorrelationRule.Type.VALUE_COUNT && entry.value() instanceof SequenceNode && fields.size() > 1) {
            source.refuse(
                    entry.value(),
                    typeName() + " takes one field, not " + fields.size() + ": write a rule for each of them");
        }
    }

    private void readPercentile(Source.@Nullable Entry entry, boolean median) {
        if (median) {
            percentile = 50;
        }
        if (entry == null) {
            return;
        }
        if (median || type != CorrelationRule.Type.VALUE_PERCENTILE) {
            source.refuse(
                    entry.key(),
                    (median ? "value_median" : typeName())
                            + " takes no 'percentile': remove it, or use value_percentile");
            return;
        }
        String written = entry.value() instanceof ScalarNode scalar ? scalar.getValue() : "";
        Double value = FieldItemReader.decimal(written);
        boolean inRange = value != null && value > 0 && value < 100;
        if (!inRange) {
            source.refuse(
                    entry.value(),
                    "a percentile is a number more than 0 and less than 100, such as 95, not " + Quote.quoted(written));
        }
        percentile = inRange && value != null ? value : 50;
    }

    private void readLimits(Node condition, Map<String, Source.Entry> entries) {
        List<Limit> found = new ArrayList<>();
        boolean read = true;
        for (Map.Entry<String, Source.Entry> entry : entries.entrySet()) {
            if (OPERATORS.contains(entry.getKey())) {
                Limit.Operator operator = Limit.Operator.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
                Double value = limit(entry.getValue().value());
                read &= value != null;
                found.add(new Limit(operator, value == null ? 0 : value));
            }
        }
        limits = found;
        if (!read || !KEYS.containsAll(entries.keySet())) {
            return; // told already
        }
        if (limits.isEmpty() || limits.size() > 2) {
            source.refuse(
                    condition,
                    "a condition has one of gt, gte, lt, lte, eq, neq, or two that make a range, not " + limits.size());
        } else if (!canHold()) {
            source.refuse(condition, "no " + values() + " can meet this condition");
        }
    }

    private @Nullable Double limit(Node value) {
        String written = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        Double number = FieldItemReader.decimal(written);
        if (number == null) {
            source.refuse(value, "a limit is a number in decimal digits, not " + Quote.quoted(written));
        }
        return number;
    }

    private String values() {
        return switch (type) {
            case EVENT_COUNT -> "count of events, from 1 on,";
            case VALUE_COUNT -> "count of values, from 0 on,";
            case VALUE_SUM -> "sum, a whole number from 0 on,";
            case VALUE_AVG -> "average, a number from 0 on,";
            case VALUE_PERCENTILE -> "percentile, a whole number from 0 on,";
            case TEMPORAL -> "count of rules, from 1 to " + references + ",";
            case TEMPORAL_ORDERED -> "count of steps, from 0 to " + references + ",";
        };
    }

    /** True if some value meets all limits: if one does, so does one at or beside a limit, or at an end. */
    private boolean canHold() {
        if (isTemporal(type) && references == 0) {
            return true; // its rules could not be read
        }
        double least = type == CorrelationRule.Type.EVENT_COUNT || type == CorrelationRule.Type.TEMPORAL ? 1 : 0;
        double most = isTemporal(type) ? references : Double.MAX_VALUE;
        double middle = limits.stream().mapToDouble(Limit::value).average().orElse(0);
        DoubleStream near = limits.stream()
                .mapToDouble(Limit::value)
                .flatMap(value -> DoubleStream.of(
                        Math.floor(value) - 1,
                        Math.floor(value),
                        value,
                        value / 2,
                        Math.ceil(value),
                        Math.floor(value) + 1));
        return DoubleStream.concat(near, DoubleStream.of(least, least + 1, least + 2, middle, most))
                .filter(value -> value >= least && value <= most)
                .filter(value -> type == CorrelationRule.Type.VALUE_AVG || value == Math.rint(value))
                .anyMatch(value -> limits.stream().allMatch(limit -> limit.holds(value)));
    }
}
