package dev.vigie.rule;

/**
 * A figure of a correlation rule's condition that is to be another.
 *
 * @param rule the rule's id
 * @param value more than 0
 */
public record LimitChange(String rule, Setting setting, long value) {

    private static final long VALUE_MAX = 999_999_999;

    public LimitChange {
        if (value <= 0 || value > VALUE_MAX) {
            throw new IllegalArgumentException("a limit is 1 to " + VALUE_MAX + ", not " + value);
        }
    }

    /** Which figure, by the key that rules write it under. */
    public enum Setting {
        /** The return period of {@code unusual}, in active days. */
        ONCE_IN("once_in"),
        /** The value that is none however rare, of any condition of the {@code vigie} block. */
        AT_LEAST("at_least"),
        /** The lower limit, {@code gte} or {@code gt}; where there is a {@code vigie} condition, until that knows. */
        LIMIT("gte");

        private final String key;

        Setting(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** What it is in this rule; 0 where the rule has no such figure. */
    public static long of(CorrelationRule rule, Setting setting) {
        Rarity rarity = rule.rarity();
        return switch (setting) {
            case ONCE_IN -> rarity == null || rarity.condition() == Rarity.Condition.DRIFT ? 0 : rarity.activeDays();
            case AT_LEAST -> rarity == null ? 0 : rarity.atLeast();
            case LIMIT ->
                rule.limits().stream()
                        .filter(LimitChange::isLower)
                        .mapToLong(limit -> (long) Math.ceil(limit.value()))
                        .max()
                        .orElse(0);
        };
    }

    private static boolean isLower(Limit limit) {
        return limit.operator() == Limit.Operator.GTE || limit.operator() == Limit.Operator.GT;
    }
}
