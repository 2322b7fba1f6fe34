package dev.vigie.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class InformationBoundTest {

    @Test
    void days_oneDeviationUpOnTheLogScale_isTwiceTheLogOfTheRunLength() {
        double[] usual = people(2, 3, 4);
        double[] shifted = people(3, 4, 5);
        assertThat(InformationBound.days(usual, shifted)).isCloseTo(2 * Math.log(30_000), within(1e-6));
    }

    @Test
    void days_plainShift_isOneDayAtLeast() {
        assertThat(InformationBound.days(people(2, 2, 2), people(5, 5, 5))).isEqualTo(1);
    }

    @Test
    void days_noShift_isNever() {
        double[] usual = people(2, 3, 4);
        assertThat(InformationBound.days(usual, usual)).isGreaterThan(1e9);
    }

    /** As many people as give these logarithms. */
    private static double[] people(double... logs) {
        return Arrays.stream(logs).map(Math::expm1).toArray();
    }
}
