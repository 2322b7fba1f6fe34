package dev.vigie.detect;

import dev.vigie.rule.Limit;
import java.util.List;

/**
 * Sigma's own condition.
 *
 * @param limits all must hold; empty for a rule that every event crosses
 */
record FixedLimits(List<Limit> limits) implements Condition {

    static final FixedLimits NONE = new FixedLimits(List.of());

    FixedLimits {
        limits = List.copyOf(limits);
    }

    @Override
    public int daily() {
        return PlannedRule.NONE;
    }

    /** No figure, as the mean of nothing is, meets none. */
    @Override
    public boolean holds(Profile profile, double value, double relativeError) {
        if (Double.isNaN(value)) {
            return false;
        }
        for (Limit limit : limits) {
            double compared = switch (limit.operator()) {
                case GT, GTE -> value * (1 + relativeError);
                case LT, LTE, EQ, NEQ -> value;
            };
            if (!limit.holds(compared)) {
                return false;
            }
        }
        return true;
    }

    /** How many times the lower limit {@code value} is. */
    @Override
    public double severity(Profile profile, double value) {
        for (Limit limit : limits) {
            if (isLower(limit) && limit.value() > 0) {
                return value / limit.value();
            }
        }
        return limits.isEmpty() ? value : 1;
    }

    @Override
    public Figures figures(Profile profile, double value) {
        List<String> texts = limits.stream()
                .map(limit -> limit.operator().sign() + " " + Numbers.text(limit.value()))
                .toList();
        return new Figures(String.join(" and ", texts), null, null);
    }

    @Override
    public boolean rises() {
        return limits.stream().allMatch(FixedLimits::isLower);
    }

    /** True if little is enough, so that a window that is still filling would meet the limits. */
    boolean meansLittle() {
        return limits.stream().noneMatch(limit -> isLower(limit) || limit.operator() == Limit.Operator.EQ)
                && !limits.isEmpty();
    }

    private static boolean isLower(Limit limit) {
        return switch (limit.operator()) {
            case GT, GTE -> true;
            case LT, LTE, EQ, NEQ -> false;
        };
    }
}
