package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private static final long TIMESPAN_MILLIS = 1_000;

    @Test
    void earliest_ofRandomHistories_isTheFirstTimeWithinTheQuota() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int people = 1 + random.nextInt(20);
            Quota quota = new Quota(people, TIMESPAN_MILLIS);
            SlidingTally shown = new SlidingTally(TIMESPAN_MILLIS);
            long now = 0;
            for (int i = 0; i < 500; i++) {
                int more = 1 + random.nextInt(people);
                long asked = now + random.nextInt(300);
                now = quota.earliest(asked, more);
                assertThat(now).as("seed %d", seed).isGreaterThanOrEqualTo(asked);
                quota.show(now, more);
                shown.add(now, "person", more);
                assertThat(shown.sum()).as("seed %d", seed).isLessThanOrEqualTo(people);
            }
        }
    }

    @Test
    void earliest_whenTheQuotaIsUsedUp_isWhenTheOldestSlipOut() {
        Quota quota = new Quota(3, TIMESPAN_MILLIS);
        quota.show(10, 2);
        quota.show(20, 1);
        assertThat(quota.earliest(30, 1)).isEqualTo(1_010);
        assertThat(quota.earliest(30, 3)).isEqualTo(1_020);
        assertThat(quota.earliest(5_000, 3)).isEqualTo(5_000);
    }
}
