package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardDivisionTest {

    private static final long SEED = 9;

    @Test
    void divide_anyShares_givesEachShardToOneAndNobodyMuchMoreThanNeedBe() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int workers = 1 + random.nextInt(12);
            // A few groups have most of it, as registers and operators do.
            long[] shares = random.longs(GroupShare.SHARDS, 0, 100)
                    .map(few -> random.nextInt(20) == 0 ? few * random.nextInt(2_000) : few)
                    .toArray();
            ShardDivision division = new ShardDivision(workers);
            division.divide(shares);

            long needed = Math.max(
                    Arrays.stream(shares).max().orElseThrow(),
                    Math.floorDiv(Arrays.stream(shares).sum() - 1, workers) + 1);
            int[] all = IntStream.range(0, workers)
                    .flatMap(worker -> Arrays.stream(division.of(worker)))
                    .toArray();
            assertThat(all).as("seed %d, round %d", SEED, round).hasSize(GroupShare.SHARDS);
            assertThat(all).as("seed %d, round %d", SEED, round).doesNotHaveDuplicates();
            for (int worker = 0; worker < workers; worker++) {
                assertThat(division.of(worker)).isSorted();
                long given = Arrays.stream(division.of(worker))
                        .mapToLong(shard -> shares[shard])
                        .sum();
                assertThat(3 * given)
                        .as("seed %d, round %d, worker %d", SEED, round, worker)
                        .isLessThanOrEqualTo(4 * needed);
            }
        }
    }

    @Test
    void divide_again_leavesEveryShardWhereItIs() {
        ShardDivision division = new ShardDivision(2);
        division.divide(new Random(SEED).longs(GroupShare.SHARDS, 0, 100).toArray());
        int[] before = division.of(1);
        division.divide(new long[GroupShare.SHARDS]);

        assertThat(division.of(1)).isEqualTo(before);
    }

    @Test
    void of_whatIsNotDivided_isRefused() {
        assertThatThrownBy(() -> new ShardDivision(2).of(0)).isInstanceOf(IllegalStateException.class);
    }
}
