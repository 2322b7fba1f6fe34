package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against the platform's own map, with hashes that stand in each other's way. */
final class AssignmentTableTest {

    private static final int STEPS = 10_000;

    private record Stretch(long fromMillis, long untilMillis) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyHistory_isThatOfAMap(long seed) {
        Random random = new Random(seed);
        // Many that stand side by side; few places across the table's end, wanted by many; one place wanted by all.
        int shape = random.nextInt(3);
        AssignmentTable table = new AssignmentTable(5_000);
        Map<Long, Stretch> map = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            long hash = hash(random, shape);
            if (random.nextInt(3) == 0) {
                assertThat(table.remove(hash))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(map.remove(hash) != null);
            } else {
                long from = random.nextInt(50);
                long until = from + 1 + random.nextInt(50);
                assertThat(table.put(hash, from, until))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(map.put(hash, new Stretch(from, until)) == null);
            }
            assertThat(table.entries()).as("seed %d, step %d", seed, step).isEqualTo(map.size());
            if (step % 1_000 == 0) {
                assertSame(table, map, random, shape, seed);
            }
        }
        assertSame(table, map, random, shape, seed);
    }

    private static void assertSame(AssignmentTable table, Map<Long, Stretch> map, Random random, int shape, long seed) {
        map.forEach((hash, stretch) -> {
            assertThat(table.has(hash)).as("seed %d", seed).isTrue();
            assertThat(table.has(hash, stretch.fromMillis)).as("seed %d", seed).isTrue();
            assertThat(table.has(hash, stretch.untilMillis - 1))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(table.has(hash, stretch.fromMillis - 1))
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(table.has(hash, stretch.untilMillis)).as("seed %d", seed).isFalse();
        });
        for (int i = 0; i < 500; i++) {
            long hash = hash(random, shape);
            assertThat(table.has(hash)).as("seed %d", seed).isEqualTo(map.containsKey(hash));
        }
    }

    private static long hash(Random random, int shape) {
        return switch (shape) {
            case 0 -> 2L + random.nextInt(3_000);
            case 1 -> ((1L + random.nextInt(8)) << 40) - 20 + random.nextInt(40);
            default -> ((long) random.nextInt(600) << 32) + 1_023;
        };
    }

    @Test
    void aHashOfZero_isKeptLikeAnyOther() {
        AssignmentTable table = new AssignmentTable(10);
        assertThat(table.has(0)).isFalse();
        assertThat(table.put(0, 5, 6)).isTrue();
        assertThat(table.has(0, 5)).isTrue();
        assertThat(table.remove(0)).isTrue();
        assertThat(table.remove(0)).isFalse();
    }

    @Test
    void aFullTable_takesOnlyWhatItKnows() {
        AssignmentTable table = new AssignmentTable(3_000);
        for (int i = 1; i <= 3_000; i++) {
            table.put(i, 0, 1);
        }
        assertThat(table.isFull()).isTrue();
        assertThat(table.put(7, 4, 5)).isFalse();
        assertThatThrownBy(() -> table.put(3_001, 0, 1)).isInstanceOf(IllegalStateException.class);
        table.remove(7);
        assertThat(table.put(3_001, 0, 1)).isTrue();
    }
}
