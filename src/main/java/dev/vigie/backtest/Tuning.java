package dev.vigie.backtest;

import dev.vigie.backtest.Raised.Cause;
import dev.vigie.model.Level;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.LimitChange;
import dev.vigie.rule.LimitChange.Setting;
import dev.vigie.rule.Rarity;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses limits with which a rule set would have raised no more than so many of the alerts that it did.
 *
 * <p><b>Idea.</b> An alert goes when every rule that crossed in it has a limit above what it reached there. So the
 * choice is how many alerts each rule may keep, its most extreme ones. The house's own budgets say how that is divided:
 * a rule meant to be wrong once in 500,000 days may keep twice as many as one meant to be wrong once in 1,000,000. One
 * factor is common to all, the largest with which the whole keeps to its number; a rule that has fewer alerts than its
 * part is left as it is, and the others have what it leaves. Nothing else is fitted: one number, not one for each rule.
 *
 * <p>Which figure is raised: for {@code unusual} the return period, above the rarity of what it told of; before it
 * knows what is usual, the plain limit; for {@code drift} and {@code joint} {@code at_least}; else the plain limit.
 * Limits are only ever raised. Left alone are critical rules, rules without a limit (a detection, a sequence of rules),
 * and alerts rarer than once in {@value #ONCE_IN_MAX} days: that is no noise, but something that wants an exception or
 * an explanation.
 *
 * <p><b>Error.</b> The choice supposes that the remaining alerts stay what they are. They do not quite: an alert opens
 * later with a higher limit, and may come apart in two. Therefore whoever uses this runs the result, and chooses again
 * from what that raised.
 */
final class Tuning {

    /** A return period that no history supports. */
    static final long ONCE_IN_MAX = 10_000_000;

    /** Return periods are written with one of these digits and zeros. */
    private static final int[] ROUND = {1, 2, 3, 5, 7, 10};

    private static final double TEN = 10;
    private static final double EXACT_MAX = 100;
    private static final double LIMIT_MAX = 999_999_999;

    private final Map<String, CorrelationRule> tunable = new HashMap<>();
    private final Map<String, Double> weights = new HashMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    /** For each figure what alerts reached, the most extreme first. */
    private final Map<Figure, double[]> reached = new TreeMap<>();

    /** A rule's figure. */
    private record Figure(String rule, Setting setting) implements Comparable<Figure> {
        @Override
        public int compareTo(Figure other) {
            int order = rule.compareTo(other.rule);
            return order != 0 ? order : setting.compareTo(other.setting);
        }
    }

    /**
     * An alert, as far as limits can make it go.
     *
     * @param reached by figure; empty where one of its rules cannot be tuned
     */
    private record Alert(Map<Figure, Double> reached) {}

    /** @param costs alerts that no known incident opened */
    Tuning(RuleSet rules, List<Raised> costs) {
        for (CorrelationRule rule : rules.correlations()) {
            tunable.put(rule.meta().id(), rule);
        }
        weigh(rules.alerting());
        Map<Figure, List<Double>> all = new HashMap<>();
        for (Raised alert : costs) {
            Map<Figure, Double> its = new HashMap<>();
            for (Cause cause : alert.causes()) {
                Figure figure = figure(cause);
                if (figure == null) {
                    its.clear();
                    break;
                }
                its.merge(figure, magnitude(figure, cause), Math::max);
            }
            alerts.add(new Alert(its));
            its.forEach((figure, magnitude) ->
                    all.computeIfAbsent(figure, unseen -> new ArrayList<>()).add(magnitude));
        }
        all.forEach((figure, magnitudes) -> reached.put(
                figure,
                magnitudes.stream()
                        .mapToDouble(magnitude -> -magnitude)
                        .sorted()
                        .map(magnitude -> -magnitude)
                        .toArray()));
    }

    /** By their budgets; who states none has the mean of those who do. */
    private void weigh(List<Rule> alerting) {
        double mean = alerting.stream()
                .filter(rule -> rule.budgetDays() > 0)
                .mapToDouble(rule -> 1.0 / rule.budgetDays())
                .average()
                .orElse(1);
        for (Rule rule : alerting) {
            double weight = rule.budgetDays() > 0 ? 1.0 / rule.budgetDays() : mean;
            weights.put(rule.meta().id(), weight / mean);
        }
    }

    /** Which figure would make the rule not cross there; null where none would or should. */
    private @Nullable Figure figure(Cause cause) {
        CorrelationRule rule = tunable.get(cause.rule());
        if (rule == null || rule.meta().level() == Level.CRITICAL) {
            return null;
        }
        Rarity rarity = rule.rarity();
        if (rarity != null && rarity.condition() != Rarity.Condition.UNUSUAL) {
            return new Figure(cause.rule(), Setting.AT_LEAST);
        }
        if (cause.rarity() != null) {
            return cause.rarity() >= ONCE_IN_MAX ? null : new Figure(cause.rule(), Setting.ONCE_IN);
        }
        boolean hasLimit = rule.type() != CorrelationRule.Type.TEMPORAL
                && rule.type() != CorrelationRule.Type.TEMPORAL_ORDERED
                && LimitChange.of(rule, Setting.LIMIT) > 0;
        return hasLimit ? new Figure(cause.rule(), Setting.LIMIT) : null;
    }

    private static double magnitude(Figure figure, Cause cause) {
        Double rarity = cause.rarity();
        return figure.setting() == Setting.ONCE_IN && rarity != null ? rarity : cause.value() * (1 + cause.error());
    }

    /** How many alerts no limit makes go. */
    long fixed() {
        return alerts.stream().filter(alert -> alert.reached.isEmpty()).count();
    }

    /** The changes after which no more than {@code allowed} alerts are expected; null where no limit can do that. */
    @Nullable
    List<LimitChange> changes(long allowed) {
        if (fixed() > allowed) {
            return null;
        }
        double[] factors = reached.entrySet().stream()
                .flatMapToDouble(each -> {
                    double weight = weight(each.getKey());
                    return IntStream.rangeClosed(0, each.getValue().length).mapToDouble(kept -> kept / weight);
                })
                .sorted()
                .distinct()
                .toArray();
        int low = 0;
        int high = factors.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (remaining(factors[middle]) <= allowed) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return factors.length == 0 ? List.of() : changes(factors[low]);
    }

    private double weight(Figure figure) {
        return weights.getOrDefault(figure.rule(), 1.0);
    }

    /** What the most extreme alert reached that a figure has to let go; negative where it may keep all. */
    private double above(Figure figure, double factor) {
        double[] magnitudes = reached.getOrDefault(figure, new double[0]);
        int kept = (int) Math.floor(factor * weight(figure) * (1 + Math.ulp(TEN)));
        return kept >= magnitudes.length ? -1 : magnitudes[kept];
    }

    private long remaining(double factor) {
        Map<Figure, Double> limits = new HashMap<>();
        reached.keySet().forEach(figure -> limits.put(figure, above(figure, factor)));
        return alerts.stream()
                .filter(alert -> alert.reached.isEmpty()
                        || alert.reached.entrySet().stream()
                                .anyMatch(each -> each.getValue() > limits.getOrDefault(each.getKey(), -1.0)))
                .count();
    }

    private List<LimitChange> changes(double factor) {
        List<LimitChange> changes = new ArrayList<>();
        for (Figure figure : reached.keySet()) {
            double above = above(figure, factor);
            CorrelationRule rule = tunable.get(figure.rule());
            if (above >= 0 && rule != null) {
                long value = figure.setting() == Setting.ONCE_IN ? roundPeriod(above) : roundLimit(above);
                if (value > LimitChange.of(rule, figure.setting())) {
                    changes.add(new LimitChange(figure.rule(), figure.setting(), value));
                }
            }
        }
        return changes;
    }

    /** The next round number of days above: 1, 2, 3, 5 or 7 and zeros. */
    static long roundPeriod(double days) {
        double power = Math.pow(TEN, Math.floor(Math.log10(Math.max(1, days))));
        return (long) Arrays.stream(ROUND)
                .mapToDouble(digit -> digit * power)
                .filter(round -> round > days)
                .min()
                .orElse(2 * TEN * power);
    }

    /** The next whole number above; from a hundred on with two digits and zeros. */
    static long roundLimit(double value) {
        double next = Math.floor(value) + 1;
        double step = next <= EXACT_MAX ? 1 : Math.pow(TEN, Math.floor(Math.log10(next)) - 1);
        return (long) Math.min(LIMIT_MAX, Math.ceil(next / step) * step);
    }
}
