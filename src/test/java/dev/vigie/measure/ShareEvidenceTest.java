package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shares far above the usual are told from cohorts, and nobody is spoken of who could be recognised. */
class ShareEvidenceTest {

    private static final long DAY = History.DAY_MILLIS;
    private static final long RARE = 999;

    private long nextSubject;

    @Test
    void value_randomHistories_isThatOfTheFormula() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShareEvidence share = new ShareEvidence(DAY);
            ShareReference reference = new ShareReference();
            long now = 0;
            for (int day = 1; day < 15; day++) {
                share.endDay();
                reference.endDay();
                share.beginDay(day, new ValueMix());
                int values = 1 + random.nextInt(12);
                long favourite = random.nextInt(14);
                int people = random.nextInt(80);
                for (int i = 0; i < people; i++) {
                    now += random.nextLong(40_000);
                    long value = random.nextInt(3) == 0 ? random.nextInt(values) : favourite;
                    long subject = 2L + random.nextInt(2_000); // 0 is taken for 1
                    boolean teaches = random.nextInt(10) > 0;
                    share.add(now, subject, value, teaches);
                    reference.add(subject, value, teaches);
                    double expected = reference.value();
                    assertThat(Math.abs(share.value() - expected))
                            .as("seed %d", seed)
                            .isLessThan(1e-6);
                    ShareEvidence.Lead lead = share.lead();
                    assertThat(lead == null).as("seed %d", seed).isEqualTo(expected == 0);
                    assertThat(lead == null || (lead.people() >= 10 && lead.share() <= 1))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void lead_belowTenPeople_isSilent() {
        ShareEvidence share = ordinary(300);
        for (int i = 1; i < 10; i++) {
            read(share, RARE);
            assertThat(share.value()).isZero();
            assertThat(share.lead()).isNull();
        }
        read(share, RARE);
        ShareEvidence.Lead lead = Objects.requireNonNull(share.lead());
        assertThat(lead.people()).isEqualTo(10);
        assertThat(lead.share()).isEqualTo(1);
        assertThat(lead.usualShare()).isBetween(0.001, 0.01);
        assertThat(share.value()).isGreaterThan(15);
    }

    @Test
    void add_samePersonAgain_countsOnceADay() {
        ShareEvidence share = ordinary(300);
        for (int i = 0; i < 1_000; i++) {
            share.add(5 * DAY, 7_000_000 + i % 9, RARE, true);
        }
        assertThat(share.lead()).isNull();
        share.endDay();
        share.beginDay(6, new ValueMix());
        share.add(5 * DAY + 1, 7_000_000, RARE, true);
        assertThat(Objects.requireNonNull(share.lead()).people()).isEqualTo(10);
    }

    @Test
    void value_twentyOfARareNationalityAmongMixedPeople_isStrongEvidence() {
        for (long seed = 0; seed < 20; seed++) {
            ShareEvidence share = ordinary(1_000);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 300; i++) {
                read(share, random.nextInt(40));
            }
            double before = share.value();
            assertThat(before).as("seed %d", seed).isLessThan(5);
            int noticed = 0;
            for (int i = 0; i < 20; i++) {
                read(share, RARE);
                noticed += share.value() > 16 ? 1 : 0;
            }
            assertThat(share.value()).as("seed %d", seed).isGreaterThan(22);
            assertThat(noticed).isGreaterThan(10);
        }
    }

    @Test
    void value_cohortOfOneLanguage_staysBelowWhatATheftOfFortyReaches() {
        double cohort = 0;
        for (int size = 10; size <= 20; size++) {
            ShareEvidence work = ordinary(1_000);
            for (int i = 0; i < size; i++) {
                read(work, 3); // one of forty: 2.5 % of the usual
            }
            cohort = Math.max(cohort, work.value());
        }
        ShareEvidence stolen = ordinary(1_000);
        for (int i = 0; i < 40; i++) {
            read(stolen, RARE);
        }
        double theft = stolen.value();
        assertThat(cohort).isBetween(15.0, 22.0);
        assertThat(theft).isGreaterThan(1.3 * cohort);
    }

    @Test
    void value_oneValueOnly_neverFalls() {
        ShareEvidence share = ordinary(300);
        double before = 0;
        for (int i = 0; i < 700; i++) {
            read(share, RARE);
            assertThat(share.value()).isGreaterThanOrEqualTo(before);
            before = share.value();
        }
        assertThat(before).isGreaterThan(50);
    }

    @Test
    void value_whatTheGroupAlwaysReads_isNoEvidence() {
        ShareEvidence share = new ShareEvidence(30 * DAY);
        for (int day = 1; day <= 20; day++) {
            share.endDay();
            share.beginDay(day, new ValueMix());
            for (int i = 0; i < 60; i++) {
                share.add(day * DAY + i, nextSubject++, i % 20 == 0 ? 2 : 1, true);
                assertThat(share.value()).isLessThan(4);
            }
        }
    }

    @Test
    void value_otherWorkForGood_becomesUsualThoughWhatIsSuspiciousDoesNotTeach() {
        ShareEvidence share = ordinary(300);
        List<Integer> daysSuspected = new ArrayList<>();
        for (int day = 6; day < 86; day++) {
            share.endDay();
            share.beginDay(day, new ValueMix());
            boolean suspected = false;
            for (int i = 0; i < 50; i++) {
                long time = day * DAY + i * 600_000L;
                share.add(time, nextSubject++, i % 20 == 0 ? 2 : RARE, !suspected);
                suspected |= share.value() > 18;
            }
            if (suspected) {
                daysSuspected.add(day);
            }
        }
        assertThat(daysSuspected).hasSizeBetween(28, 45).startsWith(6, 7, 8);
        assertThat(daysSuspected.get(daysSuspected.size() - 1)).isLessThan(52);
    }

    @Test
    void value_nothingKnownOfGroupOrPeers_isNothing() {
        ShareEvidence share = new ShareEvidence(DAY);
        share.beginDay(1, new ValueMix());
        for (int i = 0; i < 100; i++) {
            share.add(DAY + i, i, RARE, true);
        }
        assertThat(share.value()).isZero();
    }

    @Test
    void endDay_whatDoesNotTeach_isNotLearntByOneselfOrPeers() {
        ShareEvidence share = ordinary(300);
        share.beginDay(5, new ValueMix());
        for (int i = 0; i < 100; i++) {
            share.add(5 * DAY + i, nextSubject++, RARE, false);
        }
        double usual = Objects.requireNonNull(share.lead()).usualShare();
        ValueMix ended = share.endDay();
        assertThat(ended.count(RARE)).isZero();
        assertThat(ended.total()).isZero();
        share.beginDay(6, new ValueMix());
        assertThat(Objects.requireNonNull(share.lead()).usualShare()).isEqualTo(usual);
    }

    @Test
    void beginDay_peersKnowTheValue_speaksForIt() {
        ShareEvidence alone = new ShareEvidence(DAY);
        ShareEvidence amongPeers = new ShareEvidence(DAY);
        ValueMix peers = new ValueMix();
        peers.add(RARE, 500);
        peers.add(1, 500);
        amongPeers.beginDay(5, peers);
        amongPeers.beginDay(5, new ValueMix());
        amongPeers.beginDay(4, new ValueMix());
        ValueMix others = new ValueMix();
        others.add(1, 500);
        alone.beginDay(5, others);
        for (int i = 0; i < 20; i++) {
            alone.add(5 * DAY, i, RARE, true);
            amongPeers.add(5 * DAY, i, RARE, true);
        }
        assertThat(amongPeers.day()).isEqualTo(5);
        assertThat(Objects.requireNonNull(amongPeers.lead()).usualShare()).isBetween(0.4, 0.5);
        assertThat(amongPeers.value()).isBetween(1.0, alone.value() / 2);
    }

    @Test
    void advance_timespanAfterARunBegan_endsItAndRefusesWhatIsOlder() {
        ShareEvidence share = ordinary(300);
        for (int i = 0; i < 20; i++) {
            share.add(5 * DAY + i, nextSubject++, RARE, true);
        }
        share.advance(6 * DAY - 1);
        assertThat(share.value()).isGreaterThan(20);
        assertThat(share.add(5 * DAY - 1, nextSubject++, RARE, true)).isFalse();
        assertThat(share.add(5 * DAY, nextSubject++, RARE, true)).isTrue();
        share.advance(6 * DAY);
        assertThat(share.value()).isZero();
        assertThat(share.lead()).isNull();
    }

    /** On day 5, after a past of so many people of forty values, all equally frequent. */
    private ShareEvidence ordinary(int people) {
        ShareEvidence share = new ShareEvidence(DAY);
        share.beginDay(4, new ValueMix());
        for (int i = 0; i < people; i++) {
            share.add(4 * DAY, nextSubject++, i % 40, true);
        }
        share.endDay();
        share.beginDay(5, new ValueMix());
        return share;
    }

    private void read(ShareEvidence share, long value) {
        share.add(5 * DAY + nextSubject, nextSubject, value, true);
        nextSubject++;
    }
}
