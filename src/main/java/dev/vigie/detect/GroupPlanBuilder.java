package dev.vigie.detect;

import dev.vigie.detect.GroupPlan.Exposures;
import dev.vigie.detect.MeasureSpec.Kind;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.CorrelationRule.Input;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.Rarity;
import dev.vigie.rule.Rarity.Peers;
import dev.vigie.rule.VigieMeasure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what the rules of one grouping need; what they have in common once. */
final class GroupPlanBuilder {

    /** Longer than any drift takes to be seen, and short enough to say to within two days when it began. */
    private static final long SUSPECTS_MILLIS = 128 * 86_400_000L;

    private final List<String> names;
    private final TriggerSource source;
    private final List<Keying> keyings = new ArrayList<>();
    private final List<MeasureSpec> measures = new ArrayList<>();
    private final Map<Long, Integer> measureByPart = new HashMap<>();
    private final List<PlannedRule> rules = new ArrayList<>();
    private final DayPlanner dayPlanner = new DayPlanner(this::measure);
    private List<Exposures> exposures = List.of();
    private int accounts = -1;
    private @Nullable Habits habits;

    GroupPlanBuilder(List<String> names, TriggerSource source) {
        this.names = names;
        this.source = source;
    }

    /** Where triggers come from: each stage has its own. */
    interface TriggerSource {

        Trigger ofInput(Input input, int keying);

        Trigger ofExposure(Exposure exposure, int keying);

        /** Stable name of what raises the input. */
        String keyOf(Input input);

        /** 0, or one above the correlations of the same stage that {@code rule} refers to. */
        int levelOf(CorrelationRule rule);

        /** Index under which other rules of the stage find whether {@code rule} holds, or {@link PlannedRule#NONE}. */
        int outcomeOf(CorrelationRule rule);
    }

    int keying(List<Field> fields) {
        Keying keying = new Keying(names, fields);
        int known = keyings.indexOf(keying);
        if (known >= 0) {
            return known;
        }
        if (keyings.size() == GroupPlan.KEYINGS_MAX) {
            throw new IllegalArgumentException("one grouping has more than " + GroupPlan.KEYINGS_MAX + " aliases");
        }
        keyings.add(keying);
        return keyings.size() - 1;
    }

    void add(DetectionRule rule, List<Field> fields) {
        Input input = new Input(rule, fields, rule.selection());
        rules.add(PlannedRule.ofEvent(rule.meta(), source.ofInput(input, keying(fields))));
    }

    void add(CorrelationRule rule) {
        List<Input> inputs = rule.inputs();
        List<Trigger> triggers = inputs.stream()
                .map(input -> source.ofInput(input, keying(input.groupBy())))
                .toList();
        int level = source.levelOf(rule);
        boolean joint = isJoint(rule);
        if (joint) {
            triggers = dayPlanner.partsOf(rule).stream()
                    .flatMap(part -> part.triggers().stream())
                    .distinct()
                    .toList();
        }
        int measure = joint ? PlannedRule.NONE : measure(rule, triggers, level);
        long measured = joint ? 0 : measures.get(measure).partId();
        Condition condition = dayPlanner.condition(rule, measured, this::suspects);
        boolean little = condition instanceof FixedLimits fixed && fixed.meansLittle();
        PlannedRule planned = new PlannedRule(
                rule.meta(),
                rule.alerts(),
                triggers,
                measure,
                little ? watched(rule.timespanMillis()) : PlannedRule.NONE,
                Measured.reading(rule),
                rule.percentile() / 100,
                Measured.label(rule),
                rule.timespanMillis(),
                condition,
                people(rule, condition),
                source.outcomeOf(rule),
                level);
        rules.add(planned);
        dayPlanner.known(planned);
    }

    private static boolean isJoint(CorrelationRule rule) {
        Rarity rarity = rule.rarity();
        return rarity != null && rarity.condition() == Rarity.Condition.JOINT;
    }

    /** Whom the rule speaks of, where they are not those read within its timespan. */
    private int people(CorrelationRule rule, Condition condition) {
        VigieMeasure measure = rule.measure();
        return measure != null && measure.kind() == VigieMeasure.Kind.BACKDATED
                ? exposure(Exposure.PEOPLE, Kind.BACKDATED, List.of(Field.SUBJECT), rule.timespanMillis())
                : dayPlanner.suspectsOf(condition);
    }

    private int measure(CorrelationRule rule, List<Trigger> triggers, int level) {
        VigieMeasure measure = rule.measure();
        if (measure != null) {
            return measure(rule, measure, triggers, level);
        }
        Kind kind = Measured.kind(rule);
        if (kind == Kind.VALUE_COUNT
                && rule.valueFields().equals(List.of(Field.SUBJECT))
                && keyings.size() == 1
                && rule.inputs().stream().allMatch(input -> input.rule() instanceof DetectionRule)
                && Exposure.PEOPLE.sameSubjectsAs(
                        rule.inputs().stream().map(Input::selection).toList())) {
            return exposure(Exposure.PEOPLE, Kind.VALUE_COUNT, rule.valueFields(), rule.timespanMillis());
        }
        String key = key(rule, kind == Kind.STEPS);
        return measure(MeasureSpec.of(key, triggers, kind, rule.valueFields(), rule.timespanMillis(), level));
    }

    /** A measure that Sigma has no word for. */
    private int measure(CorrelationRule rule, VigieMeasure measure, List<Trigger> triggers, int level) {
        String key = key(rule, false);
        long timespanMillis = rule.timespanMillis();
        String attribute = measure.attribute();
        if (attribute != null) {
            Rarity rarity = rule.rarity();
            Peers peers = rarity == null ? Peers.OPERATOR_AND_ROLE : rarity.peers();
            MeasureSpec shares = MeasureSpec.ofShare(key + "|" + peers, triggers, attribute, timespanMillis, level);
            int index = measure(shares);
            dayPlanner.shares(index, shares.partId(), peers);
            return index;
        }
        Kind kind = Kind.valueOf(measure.kind().name());
        List<Field> fields = measure.field() == null ? List.of() : List.of(measure.field());
        return measure(MeasureSpec.of(key, triggers, kind, fields, timespanMillis, level));
    }

    /** Stable name of all that raises the rule's inputs; in their order where that matters. */
    private String key(CorrelationRule rule, boolean ordered) {
        Stream<String> keys = rule.inputs().stream().map(this::key);
        return String.join(" | ", (ordered ? keys : keys.distinct().sorted()).toList());
    }

    private String key(Input input) {
        List<String> fields = input.groupBy().stream().map(Field::fieldName).toList();
        return source.keyOf(input) + (fields.equals(names) ? "" : " @" + fields);
    }

    private int measure(MeasureSpec spec) {
        Integer known = measureByPart.putIfAbsent(spec.partId(), measures.size());
        if (known != null) {
            return known;
        }
        measures.add(spec);
        return measures.size() - 1;
    }

    private int watched(long timespanMillis) {
        return always(Kind.WATCHED, List.of(), timespanMillis);
    }

    /** A measure that grows with all that happens to the group. */
    private int always(Kind kind, List<Field> fields, long timespanMillis) {
        List<Trigger> triggers = IntStream.range(0, Math.max(1, keyings.size()))
                .mapToObj(keying -> new Trigger(Trigger.ANY, Trigger.ANY, keying))
                .toList();
        return measure(MeasureSpec.of("", triggers, kind, fields, timespanMillis, 0));
    }

    private int exposure(Exposure exposure, Kind kind, List<Field> fields, long timespanMillis) {
        List<Trigger> triggers = IntStream.range(0, keyings.size())
                .mapToObj(keying -> source.ofExposure(exposure, keying))
                .toList();
        return measure(MeasureSpec.of(exposure.name(), triggers, kind, fields, timespanMillis, 0));
    }

    /** The people read since the drift with this part id began. */
    private int suspects(long partId) {
        List<Trigger> triggers = IntStream.range(0, keyings.size())
                .mapToObj(keying -> source.ofExposure(Exposure.PEOPLE, keying))
                .toList();
        String key = Exposure.PEOPLE.name() + "|" + Long.toHexString(partId);
        return measure(MeasureSpec.of(key, triggers, Kind.SUSPECTS, List.of(Field.SUBJECT), SUSPECTS_MILLIS, 0));
    }

    /** Adds what knows an account's habits. */
    private Habits habits() {
        return new Habits(
                always(Kind.NEW_VALUE, List.of(Field.SRC_NETWORK), Habits.NEW_MILLIS),
                always(Kind.NEW_VALUE, List.of(Field.USER_AGENT), Habits.NEW_MILLIS),
                always(Kind.NEW_VALUE, List.of(Field.HOUR), Habits.NEW_MILLIS),
                always(Kind.NEW_VALUE, List.of(Field.RESOURCE), Habits.NEW_MILLIS),
                always(Kind.INACTIVITY, List.of(), Habits.NEW_MILLIS),
                always(Kind.VALUE_COUNT, List.of(Field.COUNTRY), Habits.TRAVEL_MILLIS));
    }

    /** Adds the exposures over every rule's timespan, so that an episode's figures are those of its opening window. */
    void addExposures() {
        LongStream timespans = rules.isEmpty()
                ? LongStream.of(PlannedRule.QUIET_MILLIS)
                : rules.stream().mapToLong(PlannedRule::timespanMillis);
        List<Exposures> over =
                timespans.distinct().sorted().mapToObj(this::exposures).toList();
        Stream<Exposures> others = rules.stream()
                .filter(rule -> rule.people() != PlannedRule.NONE)
                .flatMap(rule -> over.stream()
                        .filter(each -> each.timespanMillis() == rule.timespanMillis())
                        .map(each -> each.of(rule.people())))
                .distinct();
        exposures = Stream.concat(over.stream(), others).toList();
        if (!Group.isWithinAccount(names)) {
            long widestMillis = over.get(over.size() - 1).timespanMillis();
            accounts = always(Kind.ACCOUNTS, List.of(), widestMillis);
        } else if (names.equals(Group.ACCOUNT)) {
            habits = habits();
        }
    }

    /**
     * The plan, when all is added. The rule with the widest window comes first: where several cross at one event, it
     * opens the episode.
     */
    GroupPlan build(int baseCount) {
        List<PlannedRule> widestFirst = rules.stream()
                .sorted(Comparator.comparingLong(PlannedRule::windowMillis).reversed())
                .toList();
        Lookups lookups = new Lookups(baseCount);
        for (int i = 0; i < measures.size(); i++) {
            lookups.addMeasure(i, measures.get(i).triggers(), measures.get(i).level());
        }
        for (int i = 0; i < widestFirst.size(); i++) {
            lookups.addRule(i, widestFirst.get(i).triggers(), widestFirst.get(i).level());
        }
        return new GroupPlan(
                names,
                List.copyOf(keyings),
                List.copyOf(measures),
                Map.copyOf(measureByPart),
                widestFirst,
                exposures,
                List.copyOf(dayPlanner.days()),
                accounts,
                habits,
                lookups.sparse(),
                lookups.dense());
    }

    private Exposures exposures(long timespanMillis) {
        return new Exposures(
                timespanMillis,
                exposure(Exposure.PEOPLE, Kind.VALUE_COUNT, List.of(Field.SUBJECT), timespanMillis),
                exposure(Exposure.UNNAMED, Kind.VALUE_SUM, List.of(Field.RECORD_COUNT), timespanMillis),
                exposure(Exposure.UNCOUNTED, Kind.EVENT_COUNT, List.of(), timespanMillis));
    }
}
