package dev.vigie.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against published tables of Garwood's and of Clopper and Pearson's intervals. */
final class IntervalTest {

    private static final Offset<Double> TABLE = within(6e-4);

    @Test
    void ofCount_isGarwoods() {
        isAbout(Interval.ofCount(0), 0, 3.689);
        isAbout(Interval.ofCount(1), 0.0253, 5.572);
        isAbout(Interval.ofCount(10), 4.795, 18.390);
        isAbout(Interval.ofCount(100), 81.364, 121.627);
    }

    @Test
    void ofCount_large_isNearlyNormal() {
        Interval interval = Interval.ofCount(10_000);
        assertThat(interval.low()).isBetween(9_800.0, 9_806.0);
        assertThat(interval.high()).isBetween(10_196.0, 10_200.0);
    }

    @Test
    void ofShare_isClopperAndPearsons() {
        isAbout(Interval.ofShare(0, 10), 0, 0.3085);
        isAbout(Interval.ofShare(5, 10), 0.1871, 0.8129);
        isAbout(Interval.ofShare(10, 10), 0.6915, 1);
    }

    @Test
    void ofQuantile_ofTen_leavesOutTheOutermost() {
        double[] oneToTen = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        isAbout(Interval.ofQuantile(oneToTen, 0.5), 2, 9);
    }

    @Test
    void ofQuantile_ofFive_isAllThatIsKnown() {
        isAbout(Interval.ofQuantile(new double[] {1, 2, 3, 4, 5}, 0.5), 1, 5);
        isAbout(Interval.ofQuantile(new double[] {7}, 0.5), 7, 7);
    }

    private static void isAbout(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, TABLE);
        assertThat(interval.high()).isCloseTo(high, TABLE);
    }
}
