package dev.vigie.detect;

import dev.vigie.detect.MeasureSpec.Kind;
import dev.vigie.detect.MeasureSpec.Tuning;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.CorrelationRule.Input;
import dev.vigie.rule.Rarity;
import dev.vigie.rule.Rarity.Peers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;
import java.util.function.ToIntFunction;

/** Plans what a grouping's rules look back on: rules whose condition is how rare a value is. */
final class DayPlanner {

    private final ToIntFunction<MeasureSpec> measures;
    private final List<DayPlan> days = new ArrayList<>();
    /** By id, for the joint rules that name them. */
    private final Map<String, PlannedRule> rules = new HashMap<>();

    /** @param measures gives a measure its index, the known one where it is known */
    DayPlanner(ToIntFunction<MeasureSpec> measures) {
        this.measures = measures;
    }

    List<DayPlan> days() {
        return days;
    }

    void known(PlannedRule rule) {
        rules.put(rule.meta().id(), rule);
    }

    /** The rules whose measures the joint rule adds up. */
    List<PlannedRule> partsOf(CorrelationRule joint) {
        List<PlannedRule> parts = new ArrayList<>();
        for (Input input : joint.inputs()) {
            PlannedRule part = rules.get(input.rule().meta().id());
            if (part == null) {
                throw new IllegalArgumentException(
                        joint.meta().id() + " joins " + input.rule().meta().id() + ", which measures another group");
            }
            parts.add(part);
        }
        return parts;
    }

    /**
     * The condition of a rule.
     *
     * @param measured the part id of its measure; unused for a joint rule
     * @param suspects gives the index of the people read since the drift with this part id began
     */
    Condition condition(CorrelationRule rule, long measured, LongToIntFunction suspects) {
        Rarity rarity = rule.rarity();
        if (rarity == null) {
            return new FixedLimits(rule.limits());
        }
        String key = Long.toHexString(measured) + "|" + rarity.peers();
        return switch (rarity.condition()) {
            case UNUSUAL -> {
                MeasureSpec spec = MeasureSpec.ofDays(key, Kind.MAXIMUM, Tuning.NONE);
                // Most days show no run, no share and nothing new: that is what is usual.
                boolean idle = rule.measure() != null;
                int index = day(spec, rarity, idle, PlannedRule.NONE);
                yield new Unusual(index, rarity.activeDays(), rarity.atLeast(), new FixedLimits(rule.limits()));
            }
            case DRIFT -> {
                Tuning tuning = new Tuning(rarity.activeDays(), rarity.atLeast());
                MeasureSpec spec = MeasureSpec.ofDays(key, Kind.DRIFT, tuning);
                int index = day(spec, rarity, false, suspects.applyAsInt(spec.partId()));
                yield new Drifting(index, rarity.activeDays());
            }
            case JOINT -> joint(rule, rarity);
        };
    }

    private Joint joint(CorrelationRule rule, Rarity rarity) {
        List<Joint.Part> parts = new ArrayList<>();
        StringBuilder keys = new StringBuilder();
        for (PlannedRule part : partsOf(rule)) {
            String key = "part|" + part.label() + "|" + part.timespanMillis() + "|"
                    + part.meta().id() + "|" + rarity.peers();
            MeasureSpec spec = MeasureSpec.ofDays(key, Kind.MAXIMUM, Tuning.NONE);
            parts.add(new Joint.Part(part, day(spec, rarity, true, PlannedRule.NONE)));
            keys.append(key).append(';');
        }
        MeasureSpec score =
                MeasureSpec.ofDays(keys.toString(), Kind.JOINT, new Tuning(rarity.activeDays(), rarity.atLeast()));
        int index = day(score, rarity, true, PlannedRule.NONE);
        return new Joint(index, rarity.activeDays(), rarity.atLeast(), parts);
    }

    private int day(MeasureSpec spec, Rarity rarity, boolean idle, int suspects) {
        int index = measures.applyAsInt(spec);
        DayPlan plan = new DayPlan(index, spec.partId(), rarity.peers(), idle, suspects);
        if (!days.contains(plan)) {
            days.add(plan);
        }
        return index;
    }

    /** The people read since a drift began, or {@link PlannedRule#NONE} for any other condition. */
    int suspectsOf(Condition condition) {
        return days.stream()
                .filter(day -> condition instanceof Drifting drifting && day.measure() == drifting.drift())
                .mapToInt(DayPlan::suspects)
                .findFirst()
                .orElse(PlannedRule.NONE);
    }

    /** Plans the days of a measure of shares, which compares with its own past whatever the condition. */
    void shares(int measure, long partId, Peers peers) {
        DayPlan plan = new DayPlan(measure, partId, peers, false, PlannedRule.NONE);
        if (!days.contains(plan)) {
            days.add(plan);
        }
    }
}
