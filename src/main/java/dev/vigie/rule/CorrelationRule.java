package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma correlation rule: a measure over a sliding stretch of a group's time, and the limits from which on it is an
 * alert.
 *
 * @param rules the detection rules whose events are added up
 * @param groupBy the grouping in {@link Field}'s order, always with OPERATOR first (an account's name is unique only
 *     within its operator)
 * @param timespanMillis more than 0
 * @param valueField what is counted or summed; null for {@code event_count} only
 * @param limits one limit, or two that make a range; all must hold
 */
public record CorrelationRule(
        RuleMeta meta,
        Type type,
        List<DetectionRule> rules,
        List<Field> groupBy,
        long timespanMillis,
        @Nullable Field valueField,
        List<Limit> limits) {

    /** What is added up. */
    public enum Type {
        EVENT_COUNT,
        VALUE_COUNT,
        VALUE_SUM
    }

    public CorrelationRule {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        limits = List.copyOf(limits);
    }
}
