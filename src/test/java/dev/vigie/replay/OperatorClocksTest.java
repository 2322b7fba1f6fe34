package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorClocksTest {

    @Test
    void millis_ofSeveralOperators_areTheHighestOfEachInWhateverOrder() {
        OperatorClocks clocks = new OperatorClocks();
        clocks.tick("alpha", 61_000);
        clocks.tick("beta", 2_000);
        clocks.tick("alpha", 60_999);

        assertThat(clocks.millis()).containsExactlyInAnyOrder(61_000L, 2_000L);
    }

    @Test
    void millis_ofMoreOperatorsThanAreKept_areTheLast() {
        OperatorClocks clocks = new OperatorClocks();
        for (int i = 0; i < 10_002; i++) {
            clocks.tick("operator-" + i, i);
        }

        assertThat(clocks.millis()).hasSize(10_000).contains(10_001L, 2L).doesNotContain(0L, 1L);
    }
}
