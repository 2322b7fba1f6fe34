package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
    void tick_byThoseOfSeveralWorkers_areTheHighestOfAll() {
        List<OperatorClocks> workers =
                Stream.generate(OperatorClocks::new).limit(3).toList();
        OperatorClocks one = new OperatorClocks();
        Random random = new Random(2);
        for (int i = 0; i < 60_000; i++) {
            String operator = "operator-" + random.nextInt(30_000);
            workers.get(random.nextInt(3)).tick(operator, i);
            one.tick(operator, i);
        }
        OperatorClocks all = new OperatorClocks();
        workers.forEach(each -> each.tick(all));

        assertThat(all.millis()).containsExactlyInAnyOrderElementsOf(one.millis());
    }

    @Test
    void millis_ofManyOperatorsWhoseClocksAreAlike_areNoMoreThanAreKept() {
        OperatorClocks clocks = new OperatorClocks();
        IntStream.range(0, 45_000).forEach(i -> clocks.tick("operator-" + i, 7));

        assertThat(clocks.millis()).hasSize(10_000).containsOnly(7L);
    }
}
