package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private static final int DRAWS = 10_000;

    private final Backoff backoff = new Backoff(500, 60_000, new Random(7));

    @Test
    void waitMillis_afterMoreFailures_fillsARangeThatDoublesUpToTheLimit() {
        long[] limits = {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000};
        for (int failures = 1; failures <= limits.length; failures++) {
            int now = failures;
            long limit = limits[failures - 1];
            long[] waits = LongStream.generate(() -> backoff.waitMillis(now))
                    .limit(DRAWS)
                    .toArray();
            assertThat(LongStream.of(waits).min().orElseThrow()).isBetween(0L, limit / 100);
            assertThat(LongStream.of(waits).max().orElseThrow()).isBetween(limit - limit / 100, limit);
        }
    }

    @Test
    void waitMillis_afterVeryManyFailures_doesNotOverflow() {
        assertThat(backoff.waitMillis(Integer.MAX_VALUE)).isBetween(0L, 60_000L);
    }

    @Test
    void backoff_withoutAFirstWait_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(0, 1, new Random(1)));
    }
}
