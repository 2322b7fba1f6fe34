package dev.vigie.detect;

import dev.vigie.detect.MeasureSpec.Kind;
import dev.vigie.model.Field;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.VigieMeasure;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a correlation measures, in the plan's words. */
final class Measured {

    private Measured() {}

    /** The summary that the correlation's type asks for. */
    static Kind kind(CorrelationRule rule) {
        return switch (rule.type()) {
            case EVENT_COUNT -> Kind.EVENT_COUNT;
            case VALUE_COUNT -> Kind.VALUE_COUNT;
            case VALUE_SUM -> Kind.VALUE_SUM;
            case VALUE_AVG -> Kind.VALUE_MEAN;
            case VALUE_PERCENTILE -> Kind.VALUE_QUANTILE;
            case TEMPORAL, TEMPORAL_ORDERED -> Kind.STEPS;
        };
    }

    /** What of the summary the rule's condition is about. */
    static PlannedRule.Reading reading(CorrelationRule rule) {
        if (rule.measure() != null) {
            return PlannedRule.Reading.VALUE;
        }
        return switch (rule.type()) {
            case VALUE_PERCENTILE -> PlannedRule.Reading.QUANTILE;
            case TEMPORAL_ORDERED -> PlannedRule.Reading.ORDER;
            case EVENT_COUNT, VALUE_COUNT, VALUE_SUM, VALUE_AVG, TEMPORAL -> PlannedRule.Reading.VALUE;
        };
    }

    /** How a rule's author would write it, such as {@code value_count(subject)}. */
    static String label(CorrelationRule rule) {
        VigieMeasure measure = rule.measure();
        if (measure != null) {
            return label(measure);
        }
        String type = rule.type().name().toLowerCase(Locale.ROOT);
        if (rule.valueFields().isEmpty()) {
            return type;
        }
        String fields = rule.valueFields().stream().map(Field::fieldName).collect(Collectors.joining(", "));
        String percentile = rule.percentile() > 0 ? ", " + Numbers.text(rule.percentile()) : "";
        return type + "(" + fields + percentile + ")";
    }

    private static String label(VigieMeasure measure) {
        String kind = measure.kind().name().toLowerCase(Locale.ROOT);
        Field field = measure.field();
        if (field == null) {
            return kind;
        }
        String attribute = measure.attribute() == null ? "" : "." + measure.attribute();
        return kind + "(" + field.fieldName() + attribute + ")";
    }
}
