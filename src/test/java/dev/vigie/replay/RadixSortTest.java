package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RadixSortTest {

    private static final long SEED = 5;

    private record Pair(long key, long value) {}

    @Test
    void sort_pairsOfManyKinds_areInOrderAndEqualOnesStay() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int count = random.nextInt(300);
            int shift = 1 + random.nextInt(Long.SIZE - 1);
            long common = random.nextLong() >>> 1;
            long[] keys = new long[count + random.nextInt(3)];
            long[] values = new long[keys.length];
            List<Pair> expected = new ArrayList<>();
            for (int i = 0; i < keys.length; i++) {
                long some = random.nextLong() >>> shift;
                keys[i] = round % 2 == 0 ? some : common ^ (some & 0x3FF);
                values[i] = i;
                expected.add(new Pair(keys[i], i));
            }
            expected.subList(0, count).sort(Comparator.comparingLong(Pair::key));

            RadixSort.sort(keys, values, count);

            assertThat(keys)
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(expected.stream().mapToLong(Pair::key).toArray());
            assertThat(values)
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(expected.stream().mapToLong(Pair::value).toArray());
        }
    }

    @Test
    void sort_keysThatAreAlike_leavesThem() {
        long[] keys = new long[10];
        Arrays.fill(keys, Long.MAX_VALUE);
        long[] values = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};

        RadixSort.sort(keys, values, 10);

        assertThat(values).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    }
}
