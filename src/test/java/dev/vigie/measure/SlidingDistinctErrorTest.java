package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The distinct count's error is what it states.
 *
 * <p>If errors are normal with the stated standard deviation, the sum of their squares, each over the stated variance,
 * is chi-square with as many degrees as there are seeds. Its quantiles come from Wilson and Hilferty's cube; all bounds
 * stand at 4.75 standard deviations, that is at one in a million by chance for each. Seeds are fixed, so what passes
 * once passes always.
 */
class SlidingDistinctErrorTest {

    private static final double Z = 4.75;
    private static final double STATED = 1.0 / 64;
    private static final long TIMESPAN = 64_000;

    /** Where in the window values are seen. */
    private enum Layout {
        /** All in one pane. */
        BURST,
        /** Evenly, in order. */
        SPREAD,
        /** Evenly, in random order. */
        LATE,
        /** Each value at two random times. */
        TWICE
    }

    @ParameterizedTest
    @CsvSource({
        "BURST, 10_000, 300", "SPREAD, 10_000, 300", "LATE, 10_000, 300", "TWICE, 10_000, 300",
        "BURST, 100_000, 60", "SPREAD, 100_000, 60", "LATE, 100_000, 60", "TWICE, 100_000, 60",
        "BURST, 1_000_000, 8", "SPREAD, 1_000_000, 8", "TWICE, 1_000_000, 8"
    })
    void estimate_manyValues_errsAsStatedAndWithoutBias(Layout layout, String count, int seeds) {
        int values = Integer.parseInt(count.replace("_", ""));
        Errors full = new Errors();
        Errors half = new Errors();
        for (int seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingDistinct distinct = new SlidingDistinct(TIMESPAN);
            int inNewerHalf = fill(distinct, layout, values, random);
            full.add(distinct, values);
            distinct.advance(2 * TIMESPAN - 1 + TIMESPAN / 2);
            if (layout != Layout.BURST) {
                half.add(distinct, inNewerHalf);
            }
        }
        full.check(layout + " " + values);
        half.check(layout + " " + values + ", newer half");
    }

    /**
     * Fills the window (T - 1, 2T - 1], aligned to panes so that no rounding adds to the error; says how many values
     * its newer half has.
     */
    private static int fill(SlidingDistinct distinct, Layout layout, int values, SplittableRandom random) {
        distinct.advance(2 * TIMESPAN - 1);
        int inNewerHalf = 0;
        for (int i = 0; i < values; i++) {
            long hash = random.nextLong();
            long offset = switch (layout) {
                case BURST -> 0;
                case SPREAD -> TIMESPAN * i / values;
                case LATE, TWICE -> random.nextLong(TIMESPAN);
            };
            long again = layout == Layout.TWICE ? random.nextLong(TIMESPAN) : offset;
            distinct.add(TIMESPAN + offset, hash);
            if (again != offset) {
                distinct.add(TIMESPAN + again, hash);
            }
            inNewerHalf += Math.max(offset, again) >= TIMESPAN / 2 ? 1 : 0;
        }
        return inNewerHalf;
    }

    /** Relative errors of many runs. */
    private static final class Errors {

        private int runs;
        private double sum;
        private double squares;
        private double squaresOverStated;

        void add(SlidingDistinct distinct, int truth) {
            double error = distinct.estimate() / truth - 1;
            double stated = distinct.relativeError();
            // The bound holds for N_p; its estimate is off by as much as the count, so one run in a hundred thousand
            // may state 4 x 1/64 of the error more.
            assertThat(stated).isBetween(0.0, STATED * (1 + 4 * STATED));
            if (stated == 0) {
                assertThat(error).isZero();
                return;
            }
            runs++;
            sum += error;
            squares += error * error;
            squaresOverStated += error * error / (stated * stated);
        }

        void check(String name) {
            if (runs == 0) {
                return;
            }
            assertThat(Math.sqrt(squares / runs)).as(name).isLessThan(STATED * Math.sqrt(chiSquarePerDegree(Z)));
            assertThat(squaresOverStated / runs).as(name).isBetween(chiSquarePerDegree(-Z), chiSquarePerDegree(Z));
            assertThat(Math.abs(sum / runs)).as(name).isLessThan(Z * STATED / Math.sqrt(runs));
        }

        private double chiSquarePerDegree(double z) {
            double spread = 2.0 / (9 * runs);
            return Math.pow(Math.max(0, 1 - spread + z * Math.sqrt(spread)), 3);
        }
    }

    @Test
    void estimate_upTo4096ValuesAfterABurst_isExact() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingDistinct distinct = new SlidingDistinct(TIMESPAN);
            for (int i = 0; i < 200_000; i++) {
                distinct.add(TIMESPAN + i / 10_000, random.nextLong());
            }
            assertThat(distinct.relativeError()).isPositive();
            for (int i = 1; i <= 4_096; i++) {
                distinct.add(TIMESPAN + 5_000 + i, random.nextLong());
            }
            // The burst's pane ends at T + 999; at 2T + 999 it has left, and what came after it never was sampled.
            distinct.advance(2 * TIMESPAN + 998);
            assertThat(distinct.relativeError()).isPositive();
            distinct.advance(2 * TIMESPAN + 999);
            assertThat(distinct.estimate()).as("seed %d", seed).isEqualTo(4_096);
            assertThat(distinct.relativeError()).isZero();
        }
    }

    @Test
    void estimate_randomBurstsAndPauses_staysWithinFiveStatedErrors() {
        for (long seed = 0; seed < 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingDistinct distinct = new SlidingDistinct(TIMESPAN);
            Map<Integer, Long> lastSeen = new HashMap<>();
            long clock = TIMESPAN;
            int population = 1 + random.nextInt(100_000);
            for (int burst = 0; burst < 30; burst++) {
                clock += random.nextLong(TIMESPAN / 4);
                int events = random.nextInt(1 << random.nextInt(1, 16));
                for (int i = 0; i < events; i++) {
                    long time = clock - random.nextLong(TIMESPAN / 2);
                    int value = random.nextInt(population);
                    distinct.add(time, new SplittableRandom(value ^ seed << 32).nextLong());
                    lastSeen.merge(value, time, Math::max);
                }
                distinct.advance(clock);
                long horizon = clock - TIMESPAN;
                double error = 5 * distinct.relativeError();
                assertThat(distinct.estimate())
                        .as("seed %d, burst %d", seed, burst)
                        .isBetween(
                                seenAfter(lastSeen, horizon) * (1 - error),
                                seenAfter(lastSeen, horizon - TIMESPAN / 64) * (1 + error));
            }
        }
    }

    private static double seenAfter(Map<Integer, Long> lastSeen, long horizon) {
        return lastSeen.values().stream().filter(time -> time > horizon).count();
    }

    @Test
    void relativeError_beyondTheCap_isStatedAndMemoryStaysBounded() {
        SplittableRandom random = new SplittableRandom(1);
        SlidingDistinct distinct = new SlidingDistinct(TIMESPAN);
        int values = 6_000_000;
        for (int i = 0; i < values; i++) {
            distinct.add(TIMESPAN + TIMESPAN * i / values, random.nextLong());
        }
        // Spread evenly, sum n_p N_p is half of N^2: the error is the bound's over the square root of 2, and the cap
        // adds to it.
        double error = distinct.relativeError();
        assertThat(error).isBetween(STATED / 1.5, STATED);
        assertThat(distinct.estimate()).isBetween(values * (1 - 4 * error), values * (1 + 4 * error));
        assertThat(distinct.heapBytes()).isLessThan(1_100_000);
        assertThat(distinct.serializedBytes()).isLessThan(SlidingDistinct.VALUES_MAX * Long.BYTES + 1_500);
    }

    @Test
    void over_whileSampling_keepsTheScale() {
        SplittableRandom random = new SplittableRandom(1);
        SlidingDistinct hour = new SlidingDistinct(TIMESPAN);
        for (int i = 0; i < 100_000; i++) {
            hour.add(TIMESPAN + TIMESPAN * i / 100_000, random.nextLong());
        }
        for (long timespan : new long[] {TIMESPAN, 10 * TIMESPAN, 100 * TIMESPAN, Panes.TIMESPAN_MILLIS_MAX}) {
            SlidingDistinct longer = hour.over(timespan);
            for (int i = 0; i < 100_000; i++) {
                longer.add(2 * TIMESPAN - random.nextLong(TIMESPAN), random.nextLong());
            }
            assertThat(longer.estimate()).isBetween(200_000 * (1 - 4 * STATED), 200_000 * (1 + 4 * STATED));
            ByteBuffer out = ByteBuffer.allocate(longer.serializedBytes());
            longer.writeTo(out);
            assertThat(SlidingDistinct.readFrom(out.flip()).estimate()).isEqualTo(longer.estimate());
        }
    }
}
