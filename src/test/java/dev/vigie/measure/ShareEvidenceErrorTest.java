package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often evidence of shares speaks of theft where there is none. */
class ShareEvidenceErrorTest {

    private static final long DAY = History.DAY_MILLIS;

    private long nextSubject;

    /** By Wald's inequality; a start is every person who meets no open run. */
    @Test
    void evidence_urnAsAssumed_reachesXLessThanOnceInExpXStarts() {
        for (double usual : new double[] {0.002, 0.05, 0.4}) {
            SplittableRandom random = new SplittableRandom(17);
            int starts = 300_000;
            int[] reached = new int[8];
            for (int start = 0; start < starts; start++) {
                double highest = highestOfUrn(random, usual);
                for (int x = 1; x < reached.length; x++) {
                    reached[x] += highest >= x ? 1 : 0;
                }
            }
            for (int x = 1; x < reached.length; x++) {
                double bound = starts * Math.exp(-x);
                assertThat((double) reached[x]).as("share %f, x %d", usual, x).isLessThan(bound + 4 * Math.sqrt(bound));
            }
            assertThat(reached[1]).as("it is a test of something").isPositive();
        }
    }

    private static double highestOfUrn(SplittableRandom random, double usual) {
        ShareRun run = new ShareRun(1, 0);
        double highest = 0;
        int withValue = 0;
        for (int people = 0; people < 1_000; people++) {
            double next = (ShareRun.CONCENTRATION * usual + withValue) / (ShareRun.CONCENTRATION + people);
            boolean isOfValue = random.nextDouble() < next;
            withValue += isOfValue ? 1 : 0;
            run.add(isOfValue, usual);
            if (run.evidence() <= 0) {
                return highest;
            }
            highest = Math.max(highest, run.evidence());
        }
        return highest;
    }

    @Test
    void value_ordinaryWorkInCohorts_isHighOnFewDays() {
        SplittableRandom random = new SplittableRandom(3);
        int days = 0;
        int high = 0;
        int veryHigh = 0;
        for (int account = 0; account < 40; account++) {
            ShareEvidence share = new ShareEvidence(DAY);
            ValueMix peers = new ValueMix();
            for (int value = 0; value < 40; value++) {
                peers.add(value, 1_000 / (value + 1));
            }
            for (int day = 1; day <= 100; day++) {
                share.endDay();
                share.beginDay(day, peers);
                double most = 0;
                List<Long> urn = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    double newcomer = 12.0 / (12 + i);
                    long value = random.nextDouble() < newcomer
                            ? (long) (40 * Math.pow(random.nextDouble(), 2.5))
                            : urn.get(random.nextInt(urn.size()));
                    urn.add(value);
                    share.add(day * DAY + i * 60_000L, nextSubject++, value, true);
                    most = Math.max(most, share.value());
                }
                days++;
                high += most > 10 ? 1 : 0;
                veryHigh += most > 16 ? 1 : 0;
            }
        }
        assertThat(high).isLessThan(days / 100);
        assertThat(veryHigh).isLessThan(days / 1_000);
    }
}
