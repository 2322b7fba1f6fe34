package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A mix of values is a map of counts, as long as there is room; later it never counts too much. */
class ValueMixTest {

    @Test
    void count_fewValues_isThatOfAMap() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ValueMix mix = new ValueMix();
            Map<Long, Integer> counts = new HashMap<>();
            int values = 1 + random.nextInt(ValueMix.VALUES_MAX);
            for (int i = 0; i < 2_000; i++) {
                long value = new SplittableRandom(random.nextInt(values)).nextLong();
                int count = 1 + random.nextInt(3);
                mix.add(value, count);
                counts.merge(value, count, Integer::sum);
            }
            assertThat(mix.total()).as("seed %d", seed).isEqualTo(sum(counts));
            counts.forEach((value, count) -> assertThat(mix.count(value)).isEqualTo(count));
            assertThat(mix.count(1)).isZero();
        }
    }

    @Test
    void count_moreValuesThanThereIsRoomFor_isNeverTooLargeAndKeepsWhatIsCommon() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ValueMix mix = new ValueMix();
            Map<Long, Integer> counts = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                long value = random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt(5_000);
                mix.add(value, 1);
                counts.merge(value, 1, Integer::sum);
            }
            assertThat(mix.total()).as("seed %d", seed).isEqualTo(20_000);
            assertThat(mix.serializedBytes()).isLessThan(3_100);
            for (Map.Entry<Long, Integer> each : counts.entrySet()) {
                assertThat(mix.count(each.getKey()))
                        .as("seed %d", seed)
                        .isBetween(each.getValue() - 20_000 / 256, each.getValue());
            }
        }
    }

    @Test
    void add_thousandsOfValuesSeenOnce_doNotDisplaceACommonOne() {
        ValueMix mix = new ValueMix();
        mix.add(-1, 100);
        for (long junk = 0; junk < 10_000; junk++) {
            mix.add(junk, 1);
        }
        assertThat(mix.count(-1)).isBetween(60, 100);
        for (int i = 0; i < 50; i++) {
            mix.add(-2, 1);
        }
        assertThat(mix.count(-2)).as("what becomes common later finds room").isGreaterThan(45);
        assertThat(mix.total()).isEqualTo(10_150);
    }

    @Test
    void add_mixToMix_isTheSumInAnyOrder() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ValueMix one = mix(random, 100, 500);
            ValueMix other = mix(random, 100, 500);
            ValueMix sum = new ValueMix();
            sum.add(one);
            sum.add(other);
            ValueMix reverse = new ValueMix();
            reverse.add(other);
            reverse.add(one);
            assertThat(bytes(sum)).as("seed %d", seed).isEqualTo(bytes(reverse));
            assertThat(sum.total()).isEqualTo(1_000);
            for (long value = 0; value < 100; value++) {
                assertThat(sum.count(value)).isEqualTo(one.count(value) + other.count(value));
            }
        }
    }

    @Test
    void addScaled_bigMix_countsForThePeopleAskedFor() {
        ValueMix house = new ValueMix();
        house.add(1, 900_000);
        house.add(2, 90_000);
        house.add(3, 100);
        ValueMix mix = new ValueMix();
        mix.addScaled(house, 50);
        assertThat(mix.count(1)).isEqualTo(45);
        assertThat(mix.count(2)).isEqualTo(5);
        assertThat(mix.count(3)).isZero();
        assertThat(mix.total()).isEqualTo(50);
        ValueMix few = new ValueMix();
        few.add(7, 3);
        mix.addScaled(few, 50);
        assertThat(mix.count(7)).isEqualTo(3);
        mix.addScaled(new ValueMix(), 50);
        assertThat(mix.total()).isEqualTo(53);
    }

    @Test
    void total_beyondItsBound_isHalvedAndCanBeReadAgain() {
        ValueMix mix = new ValueMix();
        for (long value = 0; value < 1_000; value++) {
            mix.add(value, 1 + (int) value);
        }
        ValueMix all = new ValueMix();
        for (int i = 0; i < 20; i++) {
            all.add(mix);
            assertThat(all.total()).isBetween(1, ValueMix.TOTAL_MAX);
            assertThat(bytes(ValueMix.readFrom(ByteBuffer.wrap(bytes(all))))).isEqualTo(bytes(all));
        }
        all.add(5_000, ValueMix.TOTAL_MAX);
        all.add(all);
        assertThat(all.total()).isBetween(ValueMix.TOTAL_MAX / 4, ValueMix.TOTAL_MAX);
        assertThat(all.count(5_000)).isGreaterThan(ValueMix.TOTAL_MAX / 8);
    }

    @Test
    void add_countOutOfBounds_isRefused() {
        ValueMix mix = new ValueMix();
        assertThatThrownBy(() -> mix.add(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mix.add(1, ValueMix.TOTAL_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            ValueMix mix = mix(new SplittableRandom(seed), 1 + 60 * (int) seed, 500);
            Corruption.check(bytes(mix), ValueMix::readFrom, ValueMixTest::use, seed);
        }
    }

    private static void use(ValueMix mix) {
        assertThat(bytes(ValueMix.readFrom(ByteBuffer.wrap(bytes(mix))))).isEqualTo(bytes(mix));
        mix.add(5, 1);
        mix.add(mix);
        assertThat(mix.total()).isBetween(0, ValueMix.TOTAL_MAX);
    }

    private static ValueMix mix(SplittableRandom random, int values, int people) {
        ValueMix mix = new ValueMix();
        for (int i = 0; i < people; i++) {
            mix.add(random.nextInt(values), 1);
        }
        return mix;
    }

    private static int sum(Map<Long, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static byte[] bytes(ValueMix mix) {
        ByteBuffer out = ByteBuffer.allocate(mix.serializedBytes());
        mix.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
