package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is usual for a young group among peers of other sizes, such as a small operator among large ones. */
final class UnequalPeersTest {

    private static final int YOUNG = PeerFigures.YOUNG_DAYS;

    @Test
    void quantileAround_beforeTheFirstDay_isThePeersOwn() {
        PeerFigures peers = sizes(new Random(1), 0.1, 1.2);
        for (int i = 0; i < YOUNG; i++) {
            assertThat(peers.quantileAround(0, 0, i)).isCloseTo(peers.quantile(i), within(1e-6 * peers.quantile(i)));
        }
    }

    @Test
    void quantileAround_anyPast_isTheSlowPosteriors() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            PeerFigures peers = sizes(random, 0.05 + 0.4 * random.nextDouble(), 0.5 + random.nextDouble());
            double own = 1 + 7 * random.nextDouble();
            int days = random.nextInt(YOUNG + 1);
            Posterior reference = new Posterior(peers, own, days);
            for (int i = 0; i < YOUNG; i++) {
                double expected = reference.quantile(i);
                assertThat(peers.quantileAround(own, days, i))
                        .as("seed %d, %d days of %.3f, quantile %d", seed, days, own, i)
                        .isCloseTo(expected, within(0.002 * (1 + expected)));
            }
        }
    }

    @Test
    void usual_smallOperatorAmongLarge_isItsOwnAfterFewDays() {
        PeerFigures peers = sizes(new Random(2), 0.05, 1.2);
        UsualMaximum amongAlike = new UsualMaximum();
        UsualMaximum amongUnequals = new UsualMaximum();
        for (int day = 0; day < 4; day++) {
            amongAlike.beginDay(day, peers);
            amongUnequals.beginDayAmongUnequals(day, peers);
            if (day == 0) {
                assertThat(amongUnequals.usual()).isCloseTo(amongAlike.usual(), within(0.01 * amongAlike.usual()));
            }
            amongAlike.see(10);
            amongUnequals.see(10);
            amongAlike.endDay();
            amongUnequals.endDay();
        }
        amongAlike.beginDay(4, peers);
        amongUnequals.beginDayAmongUnequals(4, peers);
        assertThat(amongAlike.usual()).isGreaterThan(200);
        assertThat(amongUnequals.usual()).isBetween(10.0, 30.0);
    }

    @Test
    void usual_noLongerYoung_isThatOfAlike() {
        PeerFigures peers = sizes(new Random(3), 0.2, 1);
        UsualMaximum amongAlike = new UsualMaximum();
        UsualMaximum amongUnequals = new UsualMaximum();
        for (int day = 0; day < 40; day++) {
            amongAlike.beginDay(day, peers);
            amongUnequals.beginDayAmongUnequals(day, peers);
            if (day >= YOUNG) {
                assertThat(amongUnequals.usual()).isEqualTo(amongAlike.usual());
                assertThat(amongUnequals.limit(1_000)).isEqualTo(amongAlike.limit(1_000));
            }
            double value = day < YOUNG ? 50 : 50 + day % 3;
            amongAlike.see(value);
            amongUnequals.see(value);
            amongAlike.endDay();
            amongUnequals.endDay();
        }
    }

    @Test
    void residual_ofADay_isItsSquaredStepFromTheOwnPast() {
        UsualMaximum maximum = new UsualMaximum();
        double[] values = {20, 30, 45, 7};
        double mean = 0;
        for (int day = 0; day < values.length; day++) {
            maximum.beginDayAmongUnequals(day, PeerFigures.NOTHING_KNOWN);
            maximum.see(values[day]);
            double step = Math.log1p(values[day]) - mean;
            if (day < 2) {
                assertThat(maximum.residual()).isNaN();
            } else {
                assertThat(maximum.residual()).isCloseTo(step * step * day / (day + 1), within(1e-6));
            }
            mean += step / (day + 1);
            maximum.endDay();
        }
    }

    @Test
    void endSuspectDay_anyDay_tellsNothingOfTheTailAndLearnsAsEver() {
        PeerFigures peers = sizes(new Random(4), 0.2, 1);
        UsualMaximum honest = new UsualMaximum();
        UsualMaximum suspect = new UsualMaximum();
        for (int day = 0; day < 20; day++) {
            honest.beginDay(day, peers);
            suspect.beginDay(day, peers);
            assertThat(suspect.usual()).isEqualTo(honest.usual());
            honest.see(10 + 50 * day);
            suspect.see(10 + 50 * day);
            DayReport report = honest.endDay();
            assertThat(suspect.endSuspectDay()).isEqualTo(DayReport.ofMaximum(report.value(), Double.NaN));
        }
    }

    /** Groups whose days vary by {@code within} around sizes that vary by {@code between}, in log(1 + value). */
    private static PeerFigures sizes(Random random, double within, double between) {
        PeerSums sums = new PeerSums();
        for (int group = 0; group < 300; group++) {
            double size = 4.5 + Math.sqrt(between) * random.nextGaussian();
            for (int day = 0; day < 40; day++) {
                double value = Math.expm1(Math.max(0, size + Math.sqrt(within) * random.nextGaussian()));
                sums.add(DayReport.ofMaximum(value, Double.NaN).withResidual(within));
            }
        }
        return new PeerFigures(sums, new PeerSums(), PeerFigures.NOTHING_KNOWN);
    }

    /**
     * What is to be expected of a group's next day, by adding up over a fine grid of sizes that it may have: how likely
     * each is among its peers, times how likely it makes the mean of the group's own days.
     */
    private static final class Posterior {

        private static final int STEPS = 40_000;
        private static final double REACH = 12;

        private final PeerFigures peers;
        private final double peersMean;
        private final double peersDeviation;
        private final double mean;
        private final double deviation;

        Posterior(PeerFigures peers, double own, int days) {
            this.peers = peers;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < YOUNG; i++) {
                double log = Math.log1p(peers.quantile(i));
                sum += log;
                squares += log * log;
            }
            this.peersMean = sum / YOUNG;
            double within = peers.within();
            double between = Math.max(0.1, squares / YOUNG - peersMean * peersMean - within);
            this.peersDeviation = Math.sqrt(within + between);
            double all = 0;
            double first = 0;
            double second = 0;
            for (int i = 0; i <= STEPS; i++) {
                double size = peersMean + REACH * (2.0 * i / STEPS - 1);
                double amongPeers = (size - peersMean) * (size - peersMean) / between;
                double ofOwn = (own - size) * (own - size) / within * days;
                double weight = Math.exp(-(amongPeers + ofOwn) / 2);
                all += weight;
                first += weight * size;
                second += weight * size * size;
            }
            this.mean = first / all;
            this.deviation = Math.sqrt(within + second / all - mean * mean);
        }

        double quantile(int index) {
            double place = (Math.log1p(peers.quantile(index)) - peersMean) / peersDeviation;
            return Math.max(0, Math.expm1(mean + place * deviation));
        }
    }
}
