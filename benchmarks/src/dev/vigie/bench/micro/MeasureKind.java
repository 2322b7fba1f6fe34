package dev.vigie.bench.micro;

import dev.vigie.measure.Inactivity;
import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.NewValues;
import dev.vigie.measure.SequentialRun;
import dev.vigie.measure.ShareEvidence;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingMean;
import dev.vigie.measure.SlidingQuantile;
import dev.vigie.measure.SlidingSteps;
import dev.vigie.measure.SlidingSum;
import dev.vigie.measure.ValueMix;

/** The kinds of measures, each with the work it is given and the values that this must come to. */
public enum MeasureKind {
    /** Each event counts 1; the window may be a sixty-fourth wider. Sums cost the same. */
    EVENT_COUNT(3_600, 3_657) {
        @Override
        Filled newMeasure() {
            SlidingSum sum = new SlidingSum(HOUR_MILLIS);
            return new Filled(sum, (timeMillis, number) -> sum.add(timeMillis, 1));
        }
    },
    /** A caseload of 100 people, in turn. */
    VALUE_COUNT(100, 100) {
        @Override
        Filled newMeasure() {
            SlidingDistinct distinct = new SlidingDistinct(HOUR_MILLIS);
            return new Filled(distinct, (timeMillis, number) -> distinct.add(timeMillis, HASH.of(number % CASELOAD)));
        }
    },
    /** New people all the time. */
    VALUE_COUNT_ALL_NEW(3_600, 3_657) {
        @Override
        Filled newMeasure() {
            SlidingDistinct distinct = new SlidingDistinct(HOUR_MILLIS);
            return new Filled(distinct, (timeMillis, number) -> distinct.add(timeMillis, HASH.of(number)));
        }
    },
    VALUE_AVG(4.4, 4.6) {
        @Override
        Filled newMeasure() {
            SlidingMean mean = new SlidingMean(HOUR_MILLIS);
            return new Filled(mean, (timeMillis, number) -> mean.add(timeMillis, number % 10));
        }
    },
    VALUE_PERCENTILE(1_450, 1_550) {
        @Override
        Filled newMeasure() {
            SlidingQuantile quantile = new SlidingQuantile(HOUR_MILLIS);
            return new Filled(quantile, (timeMillis, number) -> quantile.add(timeMillis, 1_000 + number % 100 * 10));
        }
    },
    TEMPORAL(3, 3) {
        @Override
        Filled newMeasure() {
            SlidingSteps steps = new SlidingSteps(HOUR_MILLIS, 3);
            return new Filled(steps, (timeMillis, number) -> steps.add((int) (number % 3), timeMillis, number));
        }
    },
    /** Forty ids in a row, then a leap. */
    SEQUENTIAL_RUN(40, 40) {
        @Override
        Filled newMeasure() {
            SequentialRun run = new SequentialRun(HOUR_MILLIS);
            return new Filled(run, (timeMillis, number) -> run.add(timeMillis, 1, number / 40 * 10_000 + number % 40));
        }
    },
    /** Ten nationalities in even parts, so that none stands out. */
    SHARE(0, 5) {
        @Override
        Filled newMeasure() {
            ShareEvidence share = new ShareEvidence(HOUR_MILLIS);
            return new Filled(share, (timeMillis, number) -> {
                long day = timeMillis / DAY_MILLIS;
                if (day > share.day()) {
                    share.endDay();
                    share.beginDay(day, new ValueMix());
                }
                share.add(timeMillis, HASH.of(number % CASELOAD), HASH.of(number % 10), true);
            });
        }
    },
    /** Twenty values that come again and again. */
    NEW_VALUE(0, 0) {
        @Override
        Filled newMeasure() {
            NewValues values = new NewValues(HOUR_MILLIS);
            return new Filled(values, (timeMillis, number) -> values.add(timeMillis, HASH.of(number % 20)));
        }
    },
    INACTIVITY(0, 0) {
        @Override
        Filled newMeasure() {
            Inactivity inactivity = new Inactivity(HOUR_MILLIS);
            return new Filled(inactivity, (timeMillis, number) -> inactivity.see(timeMillis));
        }
    };

    private static final KeyedHash HASH = new KeyedHash(1, 2);
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int CASELOAD = 100;

    private final double valueMin;
    private final double valueMax;

    MeasureKind(double valueMin, double valueMax) {
        this.valueMin = valueMin;
        this.valueMax = valueMax;
    }

    /** Takes one event in. */
    @FunctionalInterface
    interface Adder {
        void add(long timeMillis, long number);
    }

    /** A measure and what fills it. */
    record Filled(Sliding sliding, Adder adder) {}

    abstract Filled newMeasure();

    boolean expects(double value) {
        return value >= valueMin && value <= valueMax;
    }
}
