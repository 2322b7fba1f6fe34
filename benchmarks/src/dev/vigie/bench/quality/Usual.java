package dev.vigie.bench.quality;

/**
 * Mean and standard deviation of an account's daily distinct people.
 *
 * @param days how many days they come from
 */
record Usual(int days, double mean, double deviation) {

    /** Below one person a deviation says nothing, and would make every account that always reads the same a suspect. */
    private static final double DEVIATION_MIN = 1;

    static Usual of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = values.length == 0 ? 0 : sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Usual(values.length, mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
    }

    /** By how many deviations a value exceeds the mean; 0 while the account is still warming up. */
    double deviations(double value) {
        return days < Account.WARM_UP_DAYS ? 0 : (value - mean) / Math.max(DEVIATION_MIN, deviation);
    }
}
