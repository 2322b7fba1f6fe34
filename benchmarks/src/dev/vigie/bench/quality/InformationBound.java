package dev.vigie.bench.quality;

/**
 * How soon a shift of an account's daily people can be noticed at all: on average no detector with a mean of
 * {@value #RUN_LENGTH_DAYS} days between false alarms needs fewer than ln({@value #RUN_LENGTH_DAYS}) / KL days, where
 * KL is the Kullback-Leibler divergence of a shifted day from a usual one (Lorden, 1971). Both are taken as log-normal,
 * fitted to this very account's days before and during the theft.
 */
final class InformationBound {

    /** What the drift rule is set to. */
    static final double RUN_LENGTH_DAYS = 30_000;

    /** Whoever reads the same number every day still might not. */
    private static final double DEVIATION_MIN = 0.1;

    private InformationBound() {}

    /** In days, at least 1; infinite where the days do not differ. */
    static double days(double[] usual, double[] shifted) {
        double divergence = divergence(logs(usual), logs(shifted));
        return Math.max(1, Math.log(RUN_LENGTH_DAYS) / divergence);
    }

    private static double divergence(Usual usual, Usual shifted) {
        double before = Math.max(DEVIATION_MIN, usual.deviation());
        double after = Math.max(DEVIATION_MIN, shifted.deviation());
        double difference = shifted.mean() - usual.mean();
        return Math.log(before / after) + (after * after + difference * difference) / (2 * before * before) - 0.5;
    }

    private static Usual logs(double[] people) {
        double[] logs = new double[people.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log1p(people[i]);
        }
        return Usual.of(logs);
    }
}
