package dev.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void of_anyHash_isASlotOfTheTable() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            int count = 2 << random.nextInt(24);
            assertThat(Slots.of(random.nextInt(), count)).isBetween(0, count - 1);
        }
    }

    @Test
    void of_hashesThatDifferInLowOrInHighBitsAlone_doNotPileUp() {
        for (int shift : new int[] {0, 5, 10, 16, 22}) {
            long slots = IntStream.range(0, 1_024)
                    .map(i -> Slots.of(i << shift, 1_024))
                    .distinct()
                    .count();
            assertThat(slots).as("shifted by %d", shift).isGreaterThan(500);
        }
    }
}
