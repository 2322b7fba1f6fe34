package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.History.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sliding quantile is the nearest-rank quantile of the list of all amounts in the window. */
class SlidingQuantileTest {

    private static final double[] FRACTIONS = {0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 1};

    @Test
    void quantile_fewAmounts_isAlwaysOneOfThem() {
        SlidingQuantile quantile = new SlidingQuantile(1_000);
        assertThat(quantile.value()).isNaN();
        quantile.add(10, 1_000);
        quantile.add(11, 1);
        assertThat(quantile.value()).isEqualTo(1);
        assertThat(quantile.quantile(0.51)).isEqualTo(1_000);
        assertThat(quantile.quantile(0)).isEqualTo(1);
        quantile.add(11, 0);
        assertThat(quantile.quantile(0)).isZero();
        assertThat(quantile.quantile(1)).isEqualTo(1_000);
    }

    @Test
    void quantile_wholePercentages_areRanksOfAHundred() {
        SlidingQuantile quantile = new SlidingQuantile(1_000);
        for (int amount = 100; amount > 0; amount--) {
            quantile.add(amount, amount);
        }
        for (int percent = 1; percent <= 100; percent++) {
            assertThat(quantile.quantile(percent / 100.0)).isEqualTo(percent);
        }
    }

    @Test
    void quantile_windowsEdge_isExcluded() {
        SlidingQuantile quantile = new SlidingQuantile(1_000);
        quantile.add(10, 5);
        quantile.advance(1_009);
        assertThat(quantile.value()).isEqualTo(5);
        quantile.advance(1_010);
        assertThat(quantile.value()).isNaN();
        assertThat(quantile.isEmpty()).isTrue();
        assertThat(quantile.add(10, 5)).isFalse();
        assertThat(quantile.add(11, 5)).isTrue();
    }

    @Test
    void quantile_atMost256EventsEver_isExact() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingQuantile quantile = new SlidingQuantile(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE / 2;
            for (Event event : History.events(random, timespan, 256)) {
                boolean inside = event.timeMillis() > clock - timespan;
                assertThat(quantile.add(event.timeMillis(), event.value()))
                        .as("seed %d", seed)
                        .isEqualTo(inside);
                if (inside) {
                    accepted.add(event);
                }
                clock = Math.max(clock, event.timeMillis());
                int[] window = values(accepted, clock - timespan, Long.MAX_VALUE);
                for (double fraction : FRACTIONS) {
                    assertThat(quantile.quantile(fraction))
                            .as("seed %d, fraction %s", seed, fraction)
                            .isEqualTo(nearestRank(window, fraction));
                    assertThat(quantile.relativeError(fraction)).isZero();
                }
            }
        }
    }

    @Test
    void quantile_randomHistories_isOfTheWindowAndPerhapsAmountsOfOnePaneMore() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            long width = (timespan - 1) / 64 + 1;
            SlidingQuantile quantile = new SlidingQuantile(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE / 2;
            for (Event event : History.events(random, timespan, 1 + random.nextInt(1_500))) {
                if (quantile.add(event.timeMillis(), event.value())) {
                    accepted.add(event);
                }
                clock = Math.max(clock, event.timeMillis());
                if (random.nextInt(40) > 0) {
                    continue;
                }
                long horizon = clock - timespan;
                int[] before = values(accepted, horizon - width, horizon);
                int[] window = values(accepted, horizon, Long.MAX_VALUE);
                for (double fraction : FRACTIONS) {
                    double error = quantile.relativeError(fraction);
                    assertThat(quantile.quantile(fraction))
                            .as("seed %d, fraction %s", seed, fraction)
                            .isBetween(
                                    least(window, before, fraction) * (1 - error),
                                    most(window, before, fraction) * (1 + error));
                }
            }
        }
    }

    @Test
    void quantile_skewedAmountsInPanes_errsByAtMostA64thOfTheWindowFromThePanesStart() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingQuantile quantile = new SlidingQuantile(64_000);
            List<Event> events = new ArrayList<>();
            double worst = 0;
            for (int i = 0; i < 5_000; i++) {
                // A Pareto tail of index 1/2, from 1 to the greatest int.
                int amount = (int) Math.pow(1 - random.nextDouble(), -2);
                events.add(new Event(i * 50L, amount));
                quantile.add(i * 50L, amount);
                if (i < 256 || i % 100 > 0) {
                    continue;
                }
                int[] window = values(events, (i * 50L - 63_999) / 1_000 * 1_000 - 1, Long.MAX_VALUE);
                for (double fraction : FRACTIONS) {
                    double exact = nearestRank(window, fraction);
                    double error = Math.abs(quantile.quantile(fraction) - exact) / exact;
                    assertThat(error).as("seed %d", seed).isLessThanOrEqualTo(quantile.relativeError(fraction));
                    worst = Math.max(worst, error);
                }
            }
            assertThat(worst).as("seed %d", seed).isBetween(1.0 / 90, 1.0 / 64);
        }
    }

    @Test
    void middle_everyBucket_isWithinA64thOfAllItStandsFor() {
        for (int bucket = 0; bucket < LogLinear.BUCKETS; bucket++) {
            long middle = LogLinear.middle(bucket);
            assertThat(LogLinear.bucket(middle)).isEqualTo(bucket);
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000_000; i++) {
            long amount = random.nextLong() >>> (1 + random.nextInt(62));
            long middle = LogLinear.middle(LogLinear.bucket(amount));
            assertThat(Math.abs(middle - amount)).isLessThanOrEqualTo(amount / 64);
        }
        assertThat(LogLinear.bucket(Long.MAX_VALUE)).isEqualTo(LogLinear.BUCKETS - 1);
        assertThat(LogLinear.middle(LogLinear.bucket(64))).isEqualTo(65);
    }

    @Test
    void relativeError_smallAmountsInPanes_isZeroAsTheyAreExact() {
        SlidingQuantile quantile = new SlidingQuantile(64_000);
        for (int i = 0; i < 1_000; i++) {
            quantile.add(i, i % 100);
        }
        assertThat(quantile.value()).isEqualTo(49);
        assertThat(quantile.relativeError()).isZero();
        assertThat(quantile.quantile(0.95)).isEqualTo(95);
        assertThat(quantile.relativeError(0.95)).isEqualTo(1.0 / 64);
    }

    @Test
    void quantile_afterABurstHasThinnedOut_isExactAgainOnceItHasLeft() {
        SlidingQuantile quantile = new SlidingQuantile(64_000);
        for (int time = 0; time < 10_000; time++) {
            quantile.add(time, 1_000);
        }
        for (int time = 20_000; time < 20_100; time++) {
            quantile.add(time, 2_001);
        }
        quantile.add(20_200, 3_001);
        assertThat(quantile.quantile(1)).isNotEqualTo(3_001).isBetween(2_955.0, 3_047.0);
        quantile.advance(80_500);
        quantile.add(81_001, 4_001);
        assertThat(quantile.quantile(1)).isEqualTo(4_001);
        assertThat(quantile.value()).isNotEqualTo(2_001).isBetween(1_970.0, 2_032.0);
        quantile.advance(84_998);
        assertThat(quantile.relativeError()).isEqualTo(1.0 / 64);
        quantile.advance(84_999);
        assertThat(quantile.relativeError()).isZero();
        assertThat(quantile.value()).isEqualTo(4_001);
        quantile.advance(145_001);
        assertThat(quantile.isEmpty()).isTrue();
    }

    @Test
    void add_negativeAmountOrTimespanOrFraction_isRefused() {
        SlidingQuantile quantile = new SlidingQuantile(1);
        assertThatThrownBy(() -> quantile.add(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> quantile.quantile(-0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> quantile.quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> quantile.quantile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingQuantile(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] values(List<Event> events, long after, long until) {
        return events.stream()
                .filter(event -> event.timeMillis() > after && event.timeMillis() <= until)
                .mapToInt(Event::value)
                .sorted()
                .toArray();
    }

    /** The first of the amounts at which the share of those so far is the fraction. */
    private static double nearestRank(int[] sorted, double fraction) {
        for (int i = 0; i < sorted.length; i++) {
            if ((double) (i + 1) / sorted.length >= fraction) {
                return sorted[i];
            }
        }
        return Double.NaN;
    }

    /** The least quantile of the window together with any of the amounts before it. */
    private static double least(int[] window, int[] before, double fraction) {
        double least = Double.POSITIVE_INFINITY;
        for (int more = 0; more <= before.length; more++) {
            least = Math.min(least, ofBoth(window, Arrays.copyOf(before, more), fraction));
        }
        return least;
    }

    private static double most(int[] window, int[] before, double fraction) {
        double most = 0;
        for (int more = 0; more <= before.length; more++) {
            int[] greatest = Arrays.copyOfRange(before, before.length - more, before.length);
            most = Math.max(most, ofBoth(window, greatest, fraction));
        }
        return most;
    }

    private static double ofBoth(int[] window, int[] more, double fraction) {
        return nearestRank(
                IntStream.concat(Arrays.stream(window), Arrays.stream(more))
                        .sorted()
                        .toArray(),
                fraction);
    }
}
