package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Several measures count together, by the house's own tail of their sum. */
class JointScoreTest {

    private static final double PERIOD_DAYS = 1_000;

    @Test
    void cap_oneVeryRareMeasure_doesNotDecideAlone() {
        JointScore score = new JointScore(10_000);
        score.beginDay(1, PeerFigures.NOTHING_KNOWN);
        assertThat(JointScore.cap(1e9)).isCloseTo(Math.log(100_000), within(1e-9));
        assertThat(JointScore.cap(2.5)).isEqualTo(2.5);
        assertThat(JointScore.cap(0)).isZero();
        assertThat(JointScore.cap(1e9)).isLessThan(score.limit());
        assertThat(2 * JointScore.cap(1e9)).isGreaterThan(score.limit());
    }

    @Test
    void isKnown_fewerThan200DaysOfPeers_isFalse() {
        PeerSums sums = new PeerSums();
        JointScore score = new JointScore(PERIOD_DAYS);
        for (int day = 0; day < 300; day++) {
            score.beginDay(day, figures(sums));
            assertThat(score.isKnown()).isEqualTo(day >= JointScore.KNOWN_DAYS);
            score.see(1);
            sums.add(score.endDay());
        }
    }

    @Test
    void limit_theHeavierThePeersTail_isTheHigher() {
        double before = 0;
        for (int tail = 1; tail <= 8; tail++) {
            PeerSums sums = new PeerSums();
            for (int day = 0; day < 10_000; day++) {
                sums.add(DayReport.ofScore(day % 100 == 0 ? PeerSums.PEAK_MIN + tail : 0));
            }
            JointScore score = new JointScore(PERIOD_DAYS);
            score.beginDay(1, figures(sums));
            assertThat(score.limit()).isGreaterThan(before + 0.5);
            before = score.limit();
        }
    }

    @Test
    void limit_theRarerAFalseAlertMayBe_isTheHigher() {
        double before = 0;
        for (double period = 100; period < 1e7; period *= 10) {
            JointScore score = new JointScore(period);
            score.beginDay(1, PeerFigures.NOTHING_KNOWN);
            assertThat(score.limit()).isGreaterThanOrEqualTo(before);
            before = score.limit();
        }
        assertThat(before).isGreaterThan(19);
    }

    @Test
    void endDay_greatestScoreOfTheDay_isReportedAboveTheFloor() {
        JointScore score = new JointScore(PERIOD_DAYS);
        assertThat(score.isEmpty()).isTrue();
        score.beginDay(7, PeerFigures.NOTHING_KNOWN);
        score.see(2);
        score.see(9);
        score.see(3);
        assertThat(score.value()).isEqualTo(9);
        assertThat(score.endDay().peak()).isEqualTo(5);
        assertThat(score.value()).isZero();
        score.see(3);
        assertThat(score.endDay().peak()).isZero();
        assertThat(score.day()).isEqualTo(7);
        assertThat(score.isEmpty()).isFalse();
    }

    @Test
    void endSuspectDay_theftForDays_countsOnceAndAsAnyPeak() {
        JointScore score = new JointScore(PERIOD_DAYS);
        score.beginDay(1, PeerFigures.NOTHING_KNOWN);
        score.see(30);
        assertThat(score.endSuspectDay(true).peak()).isCloseTo(PeerSums.PEAK_MIN + 1.5, within(1e-6));
        score.see(30);
        assertThat(score.endSuspectDay(false).peak()).isNaN();
        assertThat(score.value()).isZero();
        score.see(6);
        assertThat(score.endSuspectDay(true).peak()).isEqualTo(2);
    }

    /** Six measures that mostly rise together: far from independent, and still kept to their budget. */
    @Test
    void limit_measuresThatRiseTogether_isPassedAboutOnceInThePeriod() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            House house = new House();
            int passed = 0;
            int days = 0;
            for (int day = 0; day < 300; day++) {
                for (int account = 0; account < 100; account++) {
                    JointScore score = new JointScore(PERIOD_DAYS);
                    score.beginDay(day, house.figuresOn(day));
                    score.see(sum(random));
                    if (day >= 100) {
                        days++;
                        passed += score.isKnown() && score.value() > score.limit() ? 1 : 0;
                    }
                    house.report(day, score.endDay());
                }
            }
            assertThat(passed).as("seed %d", seed).isLessThan((int) (2 * days / PERIOD_DAYS));
        }
    }

    private static double sum(SplittableRandom random) {
        double busy = -Math.log(random.nextDouble());
        double sum = 0;
        for (int measure = 0; measure < 6; measure++) {
            double logPeriod = 0.7 * busy - 0.3 * Math.log(random.nextDouble());
            sum += JointScore.cap(logPeriod > 1 ? logPeriod : 0);
        }
        return sum;
    }

    @Test
    void readFrom_whatWasWritten_goesOnAlike() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            JointScore kept = new JointScore(PERIOD_DAYS);
            JointScore restored = new JointScore(PERIOD_DAYS);
            PeerSums sums = new PeerSums();
            for (long day = 0; day < 300; day += 1 + random.nextInt(3)) {
                kept.beginDay(day, figures(sums));
                restored.beginDay(day, figures(sums));
                double value = 20 * random.nextDouble();
                kept.see(value);
                restored.see(value);
                restored = JointScore.readFrom(ByteBuffer.wrap(bytes(restored)), PERIOD_DAYS);
                assertThat(restored.value()).as("seed %d", seed).isEqualTo(kept.value());
                assertThat(restored.limit()).as("seed %d", seed).isEqualTo(kept.limit());
                assertThat(restored.isKnown()).isEqualTo(kept.isKnown());
                assertThat(restored.day()).isEqualTo(day);
                sums.add(kept.endDay());
                restored.endDay();
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
        }
    }

    private static PeerFigures figures(PeerSums sums) {
        return new PeerFigures(sums, new PeerSums(), PeerFigures.NOTHING_KNOWN);
    }

    private static byte[] bytes(JointScore score) {
        ByteBuffer out = ByteBuffer.allocate(score.serializedBytes());
        score.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
