package dev.vigie.measure;

/**
 * What one group's active day tells its peers: figures only, nobody's name. {@link Double#NaN} where there is none.
 *
 * @param value the day's greatest value
 * @param excess log excess over the group's usual maximum, where the day went beyond it
 * @param logValue log(1 + value), where the group's drift is watched
 * @param residual squared one-step residual of the log value
 * @param deviation standardised log value, between -3 and 3
 * @param peak the day's score of a condition whose threshold comes from the house's own tail of that score
 */
public record DayReport(double value, double excess, double logValue, double residual, double deviation, double peak) {

    private static final double NONE = Double.NaN;

    /** A day that says nothing. */
    static final DayReport NOTHING = new DayReport(NONE, NONE, NONE, NONE, NONE, NONE);

    static DayReport ofMaximum(double value, double excess) {
        return new DayReport(value, excess, NONE, NONE, NONE, NONE);
    }

    /** The same, of a group that its peers differ from in size. */
    public DayReport withResidual(double squaredStep) {
        return new DayReport(value, excess, logValue, squaredStep, deviation, peak);
    }

    static DayReport ofDrift(double logValue, double residual, double deviation, double peak) {
        return new DayReport(NONE, NONE, logValue, residual, deviation, peak);
    }

    static DayReport ofScore(double peak) {
        return new DayReport(NONE, NONE, NONE, NONE, NONE, peak);
    }
}
