package dev.vigie.detect;

import dev.vigie.detect.MeasureSpec.Kind;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does for one grouping: its measures and the rules that look at them.
 *
 * @param exposures what was exposed, over rising timespans; the last covers every rule
 */
record GroupPlan(List<Field> fields, List<MeasureSpec> measures, List<PlannedRule> rules, List<Exposures> exposures) {

    /**
     * Indexes of the measures that tell what was exposed over {@code timespanMillis}, so that an episode can begin with
     * its opening window.
     */
    record Exposures(long timespanMillis, int people, int unnamed, int uncounted) {}

    /** What was exposed over {@code timespanMillis}, the timespan of one of this plan's rules. */
    Exposures exposuresOver(long timespanMillis) {
        for (Exposures candidate : exposures) {
            if (candidate.timespanMillis() == timespanMillis) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no rule of this plan looks over " + timespanMillis + " ms");
    }

    long timespanMillisMax() {
        return measures.stream().mapToLong(MeasureSpec::timespanMillis).max().orElse(0);
    }

    /** The group that {@code event} belongs to, or null where it lacks one of the fields. */
    @Nullable
    Group groupOf(AccessEvent event) {
        String[] values = new String[fields.size()];
        for (int i = 0; i < values.length; i++) {
            String value = fields.get(i).text(event);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return new Group(fields, List.of(values));
    }

    /** Collects what the rules of one grouping need. */
    static final class Builder {
        private final List<Field> fields;
        private final ToIntFunction<Selection> selections;
        private final List<MeasureSpec> measures = new ArrayList<>();
        private final List<PlannedRule> rules = new ArrayList<>();

        Builder(List<Field> fields, ToIntFunction<Selection> selections) {
            this.fields = fields;
            this.selections = selections;
        }

        void add(RuleMeta meta, Selection selection) {
            int index = selections.applyAsInt(selection);
            rules.add(new PlannedRule(meta, index, PlannedRule.EVERY_EVENT, PlannedRule.QUIET_MILLIS, List.of()));
        }

        void add(CorrelationRule rule, Selection selection) {
            Kind kind = switch (rule.type()) {
                case EVENT_COUNT -> Kind.EVENT_COUNT;
                case VALUE_COUNT -> Kind.VALUE_COUNT;
                case VALUE_SUM -> Kind.VALUE_SUM;
            };
            Field field = kind == Kind.EVENT_COUNT ? null : rule.valueField();
            boolean people = field == Field.SUBJECT && Exposure.PEOPLE.sameSubjectsAs(selection);
            int measure = measure(kind, field, rule.timespanMillis(), people ? Exposure.PEOPLE : selection);
            int index = selections.applyAsInt(selection);
            rules.add(new PlannedRule(rule.meta(), index, measure, rule.timespanMillis(), rule.limits()));
        }

        private int measure(Kind kind, @Nullable Field field, long timespanMillis, Selection selection) {
            MeasureSpec spec = new MeasureSpec(
                    selections.applyAsInt(selection), selection.toString(), kind, field, timespanMillis);
            int known = measures.indexOf(spec);
            if (known >= 0) {
                return known;
            }
            measures.add(spec);
            return measures.size() - 1;
        }

        /**
         * Adds the exposures over every rule's timespan, so that an episode's figures are those of its opening window.
         * The rule with the widest window comes first: where several cross at one event, it opens the episode.
         */
        GroupPlan build() {
            LongStream timespans = measures.stream().mapToLong(MeasureSpec::timespanMillis);
            List<Exposures> exposures = LongStream.concat(timespans, LongStream.of(PlannedRule.QUIET_MILLIS))
                    .distinct()
                    .sorted()
                    .mapToObj(this::exposures)
                    .toList();
            List<PlannedRule> widestFirst = rules.stream()
                    .sorted(Comparator.comparingLong(PlannedRule::windowMillis).reversed())
                    .toList();
            return new GroupPlan(fields, List.copyOf(measures), widestFirst, exposures);
        }

        private Exposures exposures(long timespanMillis) {
            return new Exposures(
                    timespanMillis,
                    measure(Kind.VALUE_COUNT, Field.SUBJECT, timespanMillis, Exposure.PEOPLE),
                    measure(Kind.VALUE_SUM, Field.RECORD_COUNT, timespanMillis, Exposure.UNNAMED),
                    measure(Kind.EVENT_COUNT, null, timespanMillis, Exposure.UNCOUNTED));
        }
    }
}
