package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {

    /** The first outputs of Vigna's splitmix64.c from the state 1234567. */
    @Test
    void bits_fromAKnownState_areSplitMix64() {
        Dice dice = new Dice(1_234_567);
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("9817491932198370423");
    }

    @Test
    void between_ofManyThrows_coversItsRangeEvenly() {
        Dice dice = Dice.of(1, "between");
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[dice.between(-2, 3) + 2]++;
        }
        assertThat(Arrays.stream(counts).boxed()).allMatch(n -> n > 9_500 && n < 10_500);
    }

    @Test
    void distributions_ofManyThrows_haveTheirMeanAndMedian() {
        Dice dice = Dice.of(1, "distributions");
        double sum = 0;
        int belowOne = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += dice.exponential(30);
            belowOne += dice.logNormal(0.6) < 1 ? 1 : 0;
        }
        assertThat(sum / 100_000).isCloseTo(30, within(0.5));
        assertThat(belowOne / 100_000.0).isCloseTo(0.5, within(0.01));
    }

    @Test
    void of_anotherPurposeOrPath_throwsOtherNumbers() {
        assertThat(new long[] {
                    Dice.of(1, "a").bits(),
                    Dice.of(1, "b").bits(),
                    Dice.of(2, "a").bits(),
                    Dice.of(1, "a", 0).bits(),
                    Dice.of(1, "a", 0, 1).bits(),
                    Dice.of(1, "a", 1, 0).bits()
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void shuffle_ofNumbers_keepsThemAll() {
        int[] numbers = IntStream.range(0, 100).toArray();
        Dice.of(1, "shuffle").shuffle(numbers);
        assertThat(numbers).isNotEqualTo(IntStream.range(0, 100).toArray());
        assertThat(Arrays.stream(numbers).sorted().toArray())
                .isEqualTo(IntStream.range(0, 100).toArray());
    }
}
