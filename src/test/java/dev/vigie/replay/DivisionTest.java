package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DivisionTest {

    private static final int EVENTS = 50_000;

    @Test
    void of_anAccount_isAlwaysTheSameWorker() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Division division = new Division(random.nextInt(1, 9));
            Map<Integer, Integer> workers = new HashMap<>();
            for (int i = 0; i < EVENTS; i++) {
                int partition = random.nextInt(3_000) * 7_919;
                int worker = division.of(partition);
                assertThat(workers.computeIfAbsent(partition, unseen -> worker))
                        .as("seed %d", seed)
                        .isEqualTo(worker);
            }
        }
    }

    @Test
    void of_accountsOfWhichSomeAreFarBusier_givesEveryWorkerAboutTheSame() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Division division = new Division(4);
            long[] given = new long[4];
            for (int i = 0; i < EVENTS; i++) {
                // One account in two is of even number and a thousand times as busy as the other.
                int account = (int) (2_000 * Math.pow(random.nextDouble(), 3));
                given[division.of(random.nextInt(1_000) == 0 ? 2 * account + 1 : 2 * account)]++;
            }
            assertThat(Arrays.stream(given).max().orElseThrow())
                    .as("seed %d: %s", seed, Arrays.toString(given))
                    .isLessThan(EVENTS / 4 * 11 / 10);
        }
    }
}
