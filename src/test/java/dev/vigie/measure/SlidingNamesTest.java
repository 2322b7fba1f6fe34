package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.SlidingNames.Weighted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlidingNamesTest {

    private static final long SPAN = 1_000;

    @Test
    void heaviest_randomSightings_areThoseOfTheReference() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            SlidingNames names = new SlidingNames(SPAN);
            Map<String, long[]> reference = new TreeMap<>();
            long clock = 0;
            for (int i = 0; i < 300; i++) {
                long time = Math.max(0, clock - 60L + random.nextInt(200));
                clock = Math.max(clock, time);
                long horizon = clock - SPAN;
                reference.values().removeIf(each -> each[1] <= horizon);
                String name = "n" + random.nextInt(20);
                long weight = 1L + random.nextInt(5);
                assertThat(names.add(time, name, weight)).isEqualTo(time > horizon);
                if (time > horizon) {
                    long[] each = reference.computeIfAbsent(name, unseen -> new long[2]);
                    each[0] += weight;
                    each[1] = Math.max(each[1], time);
                }
                assertThat(names.heaviest(10)).as("seed %d", seed).isEqualTo(heaviest(reference));
                names = restored(names);
            }
        }
    }

    private static List<Weighted> heaviest(Map<String, long[]> reference) {
        List<Weighted> all = new ArrayList<>();
        reference.forEach((name, each) -> all.add(new Weighted(name, each[0])));
        all.sort(Comparator.comparingLong(Weighted::weight).reversed().thenComparing(Weighted::name));
        return all.subList(0, Math.min(10, all.size()));
    }

    private static SlidingNames restored(SlidingNames names) {
        ByteBuffer bytes = ByteBuffer.allocate(names.serializedBytes());
        names.writeTo(bytes);
        assertThat(bytes.remaining()).isZero();
        return SlidingNames.readFrom(bytes.flip());
    }

    @Test
    void add_moreNamesThanFit_keepsTheHeavy() {
        SlidingNames names = new SlidingNames(SPAN);
        names.add(1, "thief", 100);
        for (int i = 0; i < 10 * SlidingNames.NAMES_MAX; i++) {
            names.add(2, "n" + i, 1);
        }
        assertThat(names.value()).isEqualTo(SlidingNames.NAMES_MAX);
        assertThat(names.heaviest(1)).containsExactly(new Weighted("thief", 100));
    }

    /** The slow way: the first of the lightest in alphabetical order makes room for whoever weighs as much. */
    @Test
    void add_fullTableAndRandomWeights_keepsThoseOfTheReference() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            SlidingNames names = new SlidingNames(100_000);
            Map<String, Long> reference = new TreeMap<>();
            for (int i = 0; i < 5_000; i++) {
                String name = "n" + random.nextInt(600);
                long amount = 1L + (random.nextInt(4) == 0 ? random.nextInt(6) : 0);
                names.add(i, name, amount);
                addTo(reference, name, amount);
                names = random.nextInt(200) == 0 ? restored(names) : names;
            }
            List<Weighted> kept = new ArrayList<>();
            reference.forEach((name, weight) -> kept.add(new Weighted(name, weight)));
            assertThat(names.heaviest(SlidingNames.NAMES_MAX))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    private static void addTo(Map<String, Long> reference, String name, long amount) {
        if (!reference.containsKey(name) && reference.size() == SlidingNames.NAMES_MAX) {
            long least = reference.values().stream().min(Long::compare).orElseThrow();
            if (least > amount) {
                return;
            }
            reference.remove(reference.entrySet().stream()
                    .filter(each -> each.getValue() == least)
                    .findFirst()
                    .orElseThrow()
                    .getKey());
        }
        reference.merge(name, amount, Long::sum);
    }

    @Test
    void readFrom_cutShort_isRefused() {
        SlidingNames names = new SlidingNames(SPAN);
        names.add(1, "a", 1);
        ByteBuffer bytes = ByteBuffer.allocate(names.serializedBytes());
        names.writeTo(bytes);
        for (int length = 0; length < bytes.capacity(); length++) {
            ByteBuffer cut = bytes.duplicate().flip().limit(length);
            assertThatThrownBy(() -> SlidingNames.readFrom(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void watched_anyOrder_tellsTheTimeSinceTheFirst() {
        Watched watched = new Watched();
        assertThat(watched.value()).isZero();
        watched.see(50);
        watched.see(10);
        watched.advance(90);
        ByteBuffer bytes = ByteBuffer.allocate(watched.serializedBytes());
        watched.writeTo(bytes);
        assertThat(Watched.readFrom(bytes.flip()).value()).isEqualTo(80);
    }
}
