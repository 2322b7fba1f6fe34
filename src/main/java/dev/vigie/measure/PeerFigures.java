package dev.vigie.measure;

import java.util.Arrays;

/**
 * What is known of a group's peers on one day, for a condition to stand on where the group's own past is short. Made
 * from {@link PeerSums}; where these hold little, they are shrunk to the figures of the next wider circle: a role to
 * its operator, an operator to the house, the house to {@link #NOTHING_KNOWN}, which is what real logs of human work
 * have in common. Each circle counts for as many days as the wider one's weight says, so that a new role stands where
 * its operator does and moves away as it shows itself.
 */
public final class PeerFigures {

    /** A younger group is padded with peers to so many days. */
    static final int YOUNG_DAYS = 12;

    private static final double BETA_MIN = 0.1;
    private static final double BETA_MAX = 0.6;
    private static final double BETA_WEIGHT = 30;
    private static final double LEVEL_WEIGHT = 30;
    private static final double BETWEEN_MIN = 0.1;
    private static final double SCORES_WEIGHT = 1_000;
    private static final double PEAKS_WEIGHT = 10;
    private static final double[] FEW = {1, 2, 3, 5, 8, 13};
    /** Fewer days have no quantiles of their own. */
    private static final int QUANTILE_DAYS_MIN = 30;

    private static final double COMMON_MAX = 1.5;
    private static final double COMMON_WEIGHT = 100;
    /** Of one operator all may be far busier than usual, by a campaign; of the whole house hardly. */
    private static final double CIRCLE_COMMON_MAX = 3;

    private static final double CIRCLE_COMMON_WEIGHT = 30;

    /** A house of which nothing is known. */
    public static final PeerFigures NOTHING_KNOWN = new PeerFigures();

    private final long days;
    private final double beta;
    private final double[] quantiles;
    private final double level;
    private final double within;
    private final double between;
    private final double common;
    private final double rate;
    private final double theta;
    /** The widest circle of which anything is known. */
    private final PeerFigures house;

    private PeerFigures() {
        days = 0;
        beta = 0.3;
        quantiles = new double[YOUNG_DAYS];
        Arrays.setAll(quantiles, i -> FEW[(int) ((i + 0.5) / YOUNG_DAYS * FEW.length)]);
        level = StrictMath.log(6);
        within = 0.36;
        between = 0.81;
        common = 0;
        rate = 1 / 200.0;
        theta = 1.5;
        house = this;
    }

    /**
     * @param sums of the peers' days
     * @param recently of the peers' days of late: a busy season of the house, or a campaign of an operator, is no theft
     * @param wider circle that these are shrunk to
     */
    public PeerFigures(PeerSums sums, PeerSums recently, PeerFigures wider) {
        long own = Math.max(sums.values(), Math.max(sums.logValues(), sums.scores()));
        days = Math.max(own, wider.days);
        double raw = (sums.excess() + BETA_WEIGHT * wider.beta) / (sums.excesses() + BETA_WEIGHT);
        beta = Math.min(BETA_MAX, Math.max(BETA_MIN, raw));
        quantiles = wider.quantiles.clone();
        if (sums.values() >= QUANTILE_DAYS_MIN) {
            Arrays.setAll(quantiles, i -> sums.quantile((i + 0.5) / YOUNG_DAYS));
        }
        double n = sums.logValues();
        level = (sums.logValue() + LEVEL_WEIGHT * wider.level) / (n + LEVEL_WEIGHT);
        within = (sums.residual() + LEVEL_WEIGHT * wider.within) / (sums.residuals() + LEVEL_WEIGHT);
        double apart = wider.level - level;
        double spread = sums.logValueSquare() - 2 * level * sums.logValue() + n * level * level;
        double total = (spread + LEVEL_WEIGHT * (wider.within + wider.between + apart * apart)) / (n + LEVEL_WEIGHT);
        between = Math.max(BETWEEN_MIN, total - within);
        common = common(recently, wider);
        theta = (sums.peakExcess() + PEAKS_WEIGHT * wider.theta) / (sums.peaks() + PEAKS_WEIGHT);
        rate = (sums.peaks() + SCORES_WEIGHT * wider.rate) / (sums.scores() + SCORES_WEIGHT);
        house = wider.days == 0 ? this : wider.house;
    }

    private static double common(PeerSums recently, PeerFigures wider) {
        boolean isHouse = wider.days == 0;
        double weight = isHouse ? COMMON_WEIGHT : CIRCLE_COMMON_WEIGHT;
        double above = (recently.deviation() + weight * wider.common) / (recently.deviations() + weight);
        return Math.min(isHouse ? COMMON_MAX : CIRCLE_COMMON_MAX, Math.max(0, above));
    }

    /** How many days of peers these stand on, the wider circle's included. */
    public long days() {
        return days;
    }

    /** The tail index of daily maxima beyond the usual one: 0.1 to 0.6. */
    double beta() {
        return beta;
    }

    /** Of daily maxima, for a pad of {@link #YOUNG_DAYS} days. */
    double quantile(int index) {
        return quantiles[index];
    }

    /**
     * The same for a group whose size its peers do not share, by empirical Bayes (Efron and Morris, "Data analysis
     * using Stein's estimator and its generalizations", JASA, 1975): of log(1 + value) the groups' own means are taken
     * to vary by B around that of all and a group's days by W around its own, W + B being how the peers' days vary.
     * After n days of mean m the group's own mean then lies at M = (w L + n m) / (w + n), w = W / B, and its next day
     * varies by W (1 + 1 / (w + n)) around it. The peers' quantiles, whose shape is kept, are moved and drawn together
     * to just that: by nothing as long as n is 0, and W being smaller than B among operators, nearly all the way after
     * few days.
     *
     * @param ownMean mean of log(1 + value) over the group's own days
     */
    double quantileAround(double ownMean, int ownDays, int index) {
        double mean = 0;
        for (double quantile : quantiles) {
            mean += StrictMath.log1p(quantile) / YOUNG_DAYS;
        }
        double all = 0;
        for (double quantile : quantiles) {
            double apart = StrictMath.log1p(quantile) - mean;
            all += apart * apart / YOUNG_DAYS;
        }
        double apart = Math.max(BETWEEN_MIN, all - within);
        double weight = within / apart;
        double center = (weight * mean + ownDays * ownMean) / (weight + ownDays);
        double scale = StrictMath.sqrt(within * (1 + 1 / (weight + ownDays)) / (within + apart));
        return Math.max(0, StrictMath.expm1(center + scale * (StrictMath.log1p(quantiles[index]) - mean)));
    }

    /** Mean of log(1 + value). */
    double level() {
        return level;
    }

    /** Variance of one group's log values from day to day. */
    double within() {
        return within;
    }

    /** Variance of the groups' own means. */
    double between() {
        return between;
    }

    /** By how many standard deviations the peers have been above their usual of late; never negative. */
    double common() {
        return common;
    }

    /**
     * The score that the peers pass once in {@code days} days: beyond {@link PeerSums#PEAK_MIN} the scores are taken to
     * fall off exponentially, as CUSUM scores do (Siegmund, Sequential Analysis, 1985).
     */
    double threshold(double periodDays) {
        return PeerSums.PEAK_MIN + theta * StrictMath.log(Math.max(1, periodDays * rate));
    }

    /** As {@link #threshold}, by the whole house: one thief among few peers would raise a limit of theirs above him. */
    double houseThreshold(double periodDays) {
        return house.threshold(periodDays);
    }

    /** The mean of the whole house's peaks. */
    double houseMeanPeak() {
        return PeerSums.PEAK_MIN + house.theta;
    }
}
