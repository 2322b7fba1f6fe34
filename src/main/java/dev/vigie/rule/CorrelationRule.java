package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma correlation rule: a measure over a sliding stretch of a group's time, and the limits from which on it is an
 * alert. It matches at every event that one of its inputs matches at and at which all limits hold.
 *
 * @param inputs what is added up: at least one; in the order of the steps for {@code temporal_ordered}
 * @param groupNames what the rule calls the fields that it groups by: a field's own name, or an alias; in
 *     {@link Field}'s order with aliases last; where the account is among them, {@code operator} always stands first
 *     (an account's name is unique only within its operator); empty if all events are one group
 * @param timespanMillis more than 0
 * @param valueFields what is counted, summed, averaged or ranked: none for {@code event_count} and the temporal types,
 *     one or more for {@code value_count} (distinct combinations), exactly one number for the others
 * @param percentile more than 0 and less than 100 for {@code value_percentile} (50 for {@code value_median}, which is
 *     read as one), else 0
 * @param limits one limit, or two that make a range; all must hold. For the temporal types, whose value is the number
 *     of inputs that matched, or of steps taken in order, {@code gte} all of them unless the rule says otherwise
 * @param measure what the limits speak of instead of what the type would add up, or null
 * @param rarity what decides in place of the limits, or null
 * @param budgetDays how rare a false alert of this rule is meant to be, in account-days: the period of {@code rarity}
 *     unless the rule says otherwise; 0 where nobody says
 */
public record CorrelationRule(
        RuleMeta meta,
        Type type,
        List<Input> inputs,
        List<String> groupNames,
        long timespanMillis,
        List<Field> valueFields,
        double percentile,
        List<Limit> limits,
        @Nullable VigieMeasure measure,
        @Nullable Rarity rarity,
        long budgetDays,
        boolean alerts)
        implements Rule {

    /** What is added up. */
    public enum Type {
        EVENT_COUNT,
        VALUE_COUNT,
        VALUE_SUM,
        VALUE_AVG,
        VALUE_PERCENTILE,
        TEMPORAL,
        TEMPORAL_ORDERED
    }

    /**
     * A rule whose matches are added up.
     *
     * @param groupBy the event's fields that stand for the rule's {@code groupNames}, in their order; they differ from
     *     input to input only where aliases say so
     * @param selection for a detection rule its selection, less what filters on the correlation leave out; for a
     *     correlation the events at which its matches count: all, unless such a filter leaves some out
     */
    public record Input(Rule rule, List<Field> groupBy, Selection selection) {
        public Input {
            groupBy = List.copyOf(groupBy);
        }
    }

    public CorrelationRule {
        inputs = List.copyOf(inputs);
        groupNames = List.copyOf(groupNames);
        valueFields = List.copyOf(valueFields);
        limits = List.copyOf(limits);
    }
}
