package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    void millis_ofMoreOperatorsThanAreKept_areTheHighestInWhateverOrder() {
        List<Integer> operators =
                new ArrayList<>(IntStream.range(0, 45_000).boxed().toList());
        Collections.shuffle(operators, new Random(1));
        OperatorClocks clocks = new OperatorClocks();
        operators.forEach(i -> clocks.tick("operator-" + i, i));

        assertThat(clocks.millis())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(35_000, 45_000).boxed().toList());
    }

    @Test
    void millis_ofManyOperatorsWhoseClocksAreAlike_areNoMoreThanAreKept() {
        OperatorClocks clocks = new OperatorClocks();
        IntStream.range(0, 45_000).forEach(i -> clocks.tick("operator-" + i, 7));

        assertThat(clocks.millis()).hasSize(10_000).containsOnly(7L);
    }
}
