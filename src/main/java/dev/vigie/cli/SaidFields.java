package dev.vigie.cli;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Subject;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.VigieMeasure;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How many of a log's events said something in each field, and which rules look at what none of them said. */
final class SaidFields {

    /** More attributes than a log of people has; the rest is not told apart. */
    private static final int ATTRIBUTES_MAX = 100;

    /** What a rule looks at that only ingestion or an operator's contract can tell, not a log. */
    private static final Set<Field> NOT_OF_LOGS = Set.of(Field.CLAIMED_OPERATOR, Field.INGESTED_AT);

    private final Map<Field, Long> events = new EnumMap<>(Field.class);
    private final Map<String, Long> attributes = new TreeMap<>();
    private long count;

    long events() {
        return count;
    }

    static boolean isSaid(Field field, AccessEvent event) {
        return switch (field.kind()) {
            case TEXT -> field.text(event) != null;
            case NUMBER -> field.number(event) != AccessEvent.UNKNOWN;
            case TEXTS -> field.textCount(event) > 0;
        };
    }

    void add(AccessEvent event) {
        count++;
        for (Field field : Field.values()) {
            if (!field.isDerived() && isSaid(field, event)) {
                events.merge(field, 1L, Long::sum);
            }
        }
        Set<String> names = new TreeSet<>();
        for (Subject subject : event.subjects()) {
            names.addAll(subject.attributes().keySet());
        }
        for (String name : names) {
            if (attributes.containsKey(name) || attributes.size() < ATTRIBUTES_MAX) {
                attributes.merge(name, 1L, Long::sum);
            }
        }
    }

    void print(PrintWriter out) {
        Map<String, Long> said = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (!field.isDerived() && !NOT_OF_LOGS.contains(field)) {
                said.put(field.fieldName(), events.getOrDefault(field, 0L));
            }
        }
        attributes.forEach((name, times) -> said.put(Field.SUBJECT.fieldName() + '.' + name, times));
        Table table = new Table();
        table.row("Field", "Said by", "Of the events");
        said.forEach((name, times) ->
                table.row(name, times, times == 0 ? "never" : "%.0f %%".formatted(100.0 * times / count)));
        out.println();
        table.print(out);
    }

    /** What rules that alert look at and no event of this log said, with how many of the rules do. */
    Map<String, Integer> missing(RuleSet rules) {
        Map<String, Integer> missing = new TreeMap<>();
        Stream.concat(rules.detections().stream(), rules.correlations().stream())
                .filter(Rule::alerts)
                .forEach(rule -> {
                    Set<String> fields = new TreeSet<>();
                    addMissing(rule, fields);
                    fields.forEach(field -> missing.merge(field, 1, Integer::sum));
                });
        return missing;
    }

    /** Prints a line for each rule that alerts and looks at something that no event of this log said. */
    void printMissedBy(RuleSet rules, PrintWriter out) {
        Table table = new Table();
        table.row("Rule", "Looks at, and this log never says");
        long missed = Stream.concat(rules.detections().stream(), rules.correlations().stream())
                .filter(Rule::alerts)
                .filter(rule -> {
                    Set<String> missing = new TreeSet<>();
                    addMissing(rule, missing);
                    if (!missing.isEmpty()) {
                        table.row(RulesListCommand.name(rule.meta()), String.join(", ", missing));
                    }
                    return !missing.isEmpty();
                })
                .count();
        out.println();
        if (missed == 0) {
            out.println("Every rule finds what it looks at.");
            return;
        }
        out.printf(
                Locale.ROOT,
                "%,d %s what this log never says; they see less, or nothing:%n%n",
                missed,
                missed == 1 ? "rule looks at" : "rules look at");
        table.print(out);
    }

    private void addMissing(Rule rule, Set<String> missing) {
        if (rule instanceof DetectionRule detection) {
            addMissing(detection.selection().fields(), missing);
        } else if (rule instanceof CorrelationRule correlation) {
            for (CorrelationRule.Input input : correlation.inputs()) {
                addMissing(input.rule(), missing);
                addMissing(input.groupBy(), missing);
                addMissing(input.selection().fields(), missing);
            }
            addMissing(correlation.valueFields(), missing);
            VigieMeasure measure = correlation.measure();
            if (measure != null && measure.field() != null) {
                addMissing(List.of(measure.field()), missing);
            }
            if (measure != null && measure.attribute() != null && !attributes.containsKey(measure.attribute())) {
                missing.add(Field.SUBJECT.fieldName() + '.' + measure.attribute());
            }
        }
    }

    private void addMissing(Iterable<Field> fields, Set<String> missing) {
        for (Field field : fields) {
            Field source = source(field);
            if (!events.containsKey(source) && !NOT_OF_LOGS.contains(source)) {
                missing.add(source.fieldName());
            }
        }
    }

    /** What a derived field is computed from. */
    private static Field source(Field field) {
        return switch (field) {
            case SRC_NETWORK -> Field.SRC_IP;
            case HOUR -> Field.TIME;
            case SENSITIVITY -> Field.FIELD;
            case ID,
                    OPERATOR,
                    ACCOUNT,
                    ROLE,
                    SESSION,
                    RESOURCE,
                    ACTION,
                    OUTCOME,
                    SRC_IP,
                    USER_AGENT,
                    COUNTRY,
                    PURPOSE,
                    ASSIGNED,
                    CLAIMED_OPERATOR,
                    TIME,
                    INGESTED_AT,
                    RECORD_COUNT,
                    BYTES,
                    SEQUENCE,
                    SUBJECT,
                    FIELD -> field;
        };
    }
}
