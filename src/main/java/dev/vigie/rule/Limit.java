package dev.vigie.rule;

/** A fixed limit of a correlation's condition, such as {@code gte: 50}. */
public record Limit(Operator operator, double value) {

    /** Sigma's operators of a correlation condition. */
    public enum Operator {
        GT(">"),
        GTE(">="),
        LT("<"),
        LTE("<="),
        EQ("="),
        NEQ("!=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** How an analyst would write it, such as {@code >=}. */
        public String sign() {
            return sign;
        }
    }

    public boolean holds(double measured) {
        return switch (operator) {
            case GT -> measured > value;
            case GTE -> measured >= value;
            case LT -> measured < value;
            case LTE -> measured <= value;
            case EQ -> measured == value;
            case NEQ -> measured != value;
        };
    }
}
