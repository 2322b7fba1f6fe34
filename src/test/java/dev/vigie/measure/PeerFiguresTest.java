package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures of few peers stand where those of the wider circle do, and move away as they show themselves. */
class PeerFiguresTest {

    private static final PeerSums NOTHING = new PeerSums();

    @Test
    void figures_ofNoDays_areThoseOfTheWiderCircle() {
        PeerFigures wider = figures(days(500, 40, 0.5), PeerFigures.NOTHING_KNOWN);
        PeerFigures narrow = figures(NOTHING, wider);
        assertThat(narrow.beta()).isCloseTo(wider.beta(), within(1e-12));
        assertThat(narrow.level()).isCloseTo(wider.level(), within(1e-12));
        assertThat(narrow.within()).isCloseTo(wider.within(), within(1e-12));
        assertThat(narrow.between()).isCloseTo(wider.between(), within(1e-9));
        assertThat(narrow.quantile(6)).isEqualTo(wider.quantile(6));
        assertThat(narrow.threshold(10_000)).isCloseTo(wider.threshold(10_000), within(1e-9));
        assertThat(narrow.days()).isEqualTo(500);
    }

    @Test
    void figures_theMoreDays_theFurtherFromTheWiderCircle() {
        PeerFigures wider = figures(days(10_000, 1_000, 0.5), PeerFigures.NOTHING_KNOWN);
        double before = wider.level();
        for (int count = 1; count < 10_000; count *= 10) {
            PeerFigures narrow = figures(days(count, 2, 0.5), wider);
            assertThat(narrow.level()).isLessThan(before);
            before = narrow.level();
        }
        assertThat(before).isCloseTo(Math.log1p(2), within(0.2));
    }

    @Test
    void beta_extremeTails_staysInItsBounds() {
        assertThat(figures(days(100_000, 10, 1e-6), PeerFigures.NOTHING_KNOWN).beta())
                .isEqualTo(0.1);
        assertThat(figures(days(100_000, 10, 9), PeerFigures.NOTHING_KNOWN).beta())
                .isEqualTo(0.6);
        assertThat(PeerFigures.NOTHING_KNOWN.beta()).isEqualTo(0.3);
    }

    @Test
    void common_houseFarAboveOrBelowItsUsual_staysInItsBounds() {
        assertThat(common(3)).isEqualTo(1.5);
        assertThat(common(0.5)).isBetween(0.45, 0.5);
        assertThat(common(-3)).isZero();
    }

    @Test
    void common_campaignOfOneOperator_isTakenOffItsAccountsAlone() {
        PeerFigures house = new PeerFigures(days(1_000, 0), days(1_000, 0), PeerFigures.NOTHING_KNOWN);
        PeerFigures busy = new PeerFigures(days(500, 0), days(125, 2), house);
        PeerFigures thiefAmongThree = new PeerFigures(days(60, 0), days(15, 2.0 / 3), house);
        PeerFigures role = new PeerFigures(new PeerSums(), new PeerSums(), busy);
        assertThat(house.common()).isZero();
        assertThat(busy.common()).isBetween(1.5, 2.0);
        assertThat(thiefAmongThree.common()).isLessThan(0.3);
        assertThat(role.common()).isEqualTo(busy.common());
    }

    @Test
    void houseThreshold_peaksOfOneCircle_doNotRaiseItAsTheirOwn() {
        PeerSums thieves = new PeerSums();
        for (int day = 0; day < 20; day++) {
            thieves.add(DayReport.ofScore(14));
        }
        PeerSums all = days(50_000, 0);
        all.add(thieves);
        PeerFigures house = new PeerFigures(all, new PeerSums(), PeerFigures.NOTHING_KNOWN);
        PeerFigures circle = new PeerFigures(thieves, new PeerSums(), house);
        assertThat(circle.houseThreshold(30_000)).isEqualTo(house.threshold(30_000));
        assertThat(circle.houseThreshold(30_000)).isLessThan(circle.threshold(30_000));
        assertThat(circle.houseMeanPeak()).isEqualTo(house.houseMeanPeak());
    }

    private static PeerSums days(int count, double deviation) {
        PeerSums days = new PeerSums();
        for (int i = 0; i < count; i++) {
            days.add(DayReport.ofDrift(1, 0.1, deviation, 0));
        }
        return days;
    }

    private static double common(double deviation) {
        PeerSums recently = new PeerSums();
        for (int i = 0; i < 10_000; i++) {
            recently.add(DayReport.ofDrift(1, 0.1, deviation, 0));
        }
        return new PeerFigures(NOTHING, recently, PeerFigures.NOTHING_KNOWN).common();
    }

    private static PeerSums days(int count, double value, double excess) {
        PeerSums sums = new PeerSums();
        for (int i = 0; i < count; i++) {
            sums.add(DayReport.ofMaximum(value, excess));
            sums.add(DayReport.ofDrift(Math.log1p(value), 0.2, 0, 4 * (i % 50 == 0 ? 1 : 0)));
        }
        return sums;
    }

    private static PeerFigures figures(PeerSums sums, PeerFigures wider) {
        return new PeerFigures(sums, NOTHING, wider);
    }
}
