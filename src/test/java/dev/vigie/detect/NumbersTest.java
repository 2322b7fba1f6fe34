package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NumbersTest {

    private static final long SEED = 11;

    @Test
    void whole_anyNumber_readsAsTheFormatterWritesIt() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            assertFormatted(random.nextLong() >> random.nextInt(Long.SIZE));
        }
        for (long number : new long[] {0, -1, 999, 1_000, -999, -1_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertFormatted(number);
        }
    }

    private static void assertFormatted(long number) {
        assertThat(Numbers.whole(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
    }
}
