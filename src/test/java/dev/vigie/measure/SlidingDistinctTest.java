package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A sliding distinct count is the size of the set of values last seen in the window, exact or of one pane more. */
class SlidingDistinctTest {

    @Test
    void estimate_randomHistories_liesBetweenTheWindowAndOnePaneMore() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            long width = (timespan - 1) / 64 + 1;
            SlidingDistinct distinct = new SlidingDistinct(timespan);
            Map<Integer, Long> lastSeen = new HashMap<>();
            long clock = Long.MIN_VALUE / 2;
            boolean alwaysFew = true;
            for (Event event : History.events(random, timespan, 1 + random.nextInt(1_500))) {
                boolean inside = event.timeMillis() > clock - timespan;
                assertThat(distinct.add(event.timeMillis(), event.hash()))
                        .as("seed %d", seed)
                        .isEqualTo(inside);
                if (inside) {
                    lastSeen.merge(event.value(), event.timeMillis(), Math::max);
                }
                clock = Math.max(clock, event.timeMillis());
                if (random.nextInt(10) > 0) {
                    continue;
                }
                long exact = distinctAfter(lastSeen, clock - timespan);
                alwaysFew &= lastSeen.size() <= 256;
                long most = alwaysFew ? exact : distinctAfter(lastSeen, clock - timespan - width);
                assertThat(distinct.estimate()).as("seed %d", seed).isBetween((double) exact, (double) most);
                assertThat(distinct.relativeError()).isZero();
            }
        }
    }

    @Test
    void forEach_eventsOfOneWindowInAnyOrder_givesTheSame() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            List<Event> events = History.eventsOfOneWindow(random, timespan, 1 + random.nextInt(2_000));
            List<String> content = content(distinctOf(timespan, events));
            for (int i = 0; i < 5; i++) {
                assertThat(content(distinctOf(timespan, History.shuffled(events, random))))
                        .as("seed %d", seed)
                        .isEqualTo(content);
            }
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingDistinct kept = new SlidingDistinct(timespan);
            SlidingDistinct restored = new SlidingDistinct(timespan);
            for (Event event : History.events(random, timespan, 1_500)) {
                kept.add(event.timeMillis(), event.hash());
                restored.add(event.timeMillis(), event.hash());
                if (random.nextInt(50) == 0) {
                    restored = SlidingDistinct.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.estimate()).as("seed %d", seed).isEqualTo(kept.estimate());
            }
            assertThat(content(restored)).as("seed %d", seed).isEqualTo(content(kept));
        }
    }

    @Test
    void readFrom_whileSampling_changesNothing() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingDistinct kept = new SlidingDistinct(100_000);
            SlidingDistinct restored = kept;
            for (int i = 0; i < 100_000; i++) {
                long time = i - random.nextLong(50_000);
                long hash = random.nextLong();
                kept.add(time, hash);
                if (restored != kept) {
                    restored.add(time, hash);
                }
                if (random.nextInt(10_000) == 0) {
                    restored = SlidingDistinct.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
            }
            assertThat(restored).isNotSameAs(kept);
            assertThat(restored.estimate()).isEqualTo(kept.estimate()).isGreaterThan(50_000);
            assertThat(restored.relativeError()).isEqualTo(kept.relativeError()).isGreaterThan(0);
            assertThat(content(restored)).as("seed %d", seed).isEqualTo(content(kept));
        }
    }

    @Test
    void forEach_exactTable_visitsEachValueWithItsLastSighting() {
        SlidingDistinct distinct = new SlidingDistinct(1_000);
        distinct.add(500, 7);
        distinct.add(900, 8);
        distinct.add(700, 7);
        distinct.add(600, 7);
        Map<Long, Long> seen = new HashMap<>();
        distinct.forEach((time, hash) -> seen.put(hash, time));
        assertThat(seen).isEqualTo(Map.of(7L, 700L, 8L, 900L));
        assertThat(distinct.firstSeenMillis()).isEqualTo(700);
        distinct.advance(5_000);
        assertThat(distinct.firstSeenMillis()).isEqualTo(5_000);
        assertThat(distinct.estimate()).isZero();
    }

    @Test
    void over_longerTimespan_continuesExactly() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingDistinct hour = distinctOf(3_600_000, History.events(random, 3_600_000, 1_000));
            SlidingDistinct forEver = hour.over(Panes.TIMESPAN_MILLIS_MAX);
            assertThat(forEver.estimate()).as("seed %d", seed).isEqualTo(hour.estimate());
            Set<Long> values = new HashSet<>();
            hour.forEach((time, hash) -> values.add(hash));
            for (Event event : History.events(random, 3_600_000, 1_000)) {
                forEver.add(event.timeMillis(), event.hash());
                values.add(event.hash());
                assertThat(forEver.estimate()).as("seed %d", seed).isEqualTo(values.size());
            }
        }
    }

    @Test
    void over_shorterTimespan_isRefused() {
        assertThatThrownBy(() -> new SlidingDistinct(10).over(9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            SlidingDistinct distinct = new SlidingDistinct(timespan);
            assertThat(distinct.add(Long.MIN_VALUE, 1)).isFalse();
            addMany(distinct, Long.MIN_VALUE + 1);
            addMany(distinct, Long.MAX_VALUE);
            assertThat(SlidingDistinct.readFrom(ByteBuffer.wrap(bytes(distinct)))
                            .estimate())
                    .isEqualTo(distinct.estimate());
            assertThat(distinct.over(Panes.TIMESPAN_MILLIS_MAX).estimate()).isBetween(16_000.0, 24_000.0);
        }
    }

    private static void addMany(SlidingDistinct distinct, long timeMillis) {
        SplittableRandom random = new SplittableRandom(timeMillis);
        for (int i = 0; i < 20_000; i++) {
            assertThat(distinct.add(timeMillis, random.nextLong())).isTrue();
        }
        assertThat(distinct.estimate()).isBetween(18_000.0, 22_000.0);
    }

    @Test
    void add_hashesThatAreNotUniform_staysBounded() {
        SlidingDistinct distinct = new SlidingDistinct(1_000);
        for (long hash = 0; hash < 200_000; hash++) {
            distinct.add(hash / 100, hash);
        }
        assertThat(distinct.heapBytes()).isLessThan(1_100_000);
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingDistinct distinct = distinctOf(timespan, History.events(random, timespan, 50 + 100 * (int) seed));
            Corruption.check(bytes(distinct), SlidingDistinct::readFrom, SlidingDistinctTest::use, seed);
        }
    }

    @Test
    void readFrom_damagedSample_refusesOrReadsWithoutAllocating() {
        SplittableRandom random = new SplittableRandom(1);
        SlidingDistinct distinct = new SlidingDistinct(100_000);
        for (int i = 0; i < 9_000; i++) {
            distinct.add(100L * i, random.nextLong());
        }
        for (int i = 0; i < 9_000; i++) {
            distinct.add(1_000_000 + i, random.nextLong());
        }
        Corruption.check(bytes(distinct), SlidingDistinct::readFrom, SlidingDistinctTest::use, 1);
    }

    /** What was taken must work, whatever it means. */
    private static void use(SlidingDistinct distinct) {
        assertThat(distinct.estimate()).isNotNegative();
        assertThat(distinct.relativeError()).isNotNegative();
        distinct.over(Panes.TIMESPAN_MILLIS_MAX);
        distinct.add(0, 1);
        distinct.advance(Long.MAX_VALUE);
    }

    private static SlidingDistinct distinctOf(long timespan, List<Event> events) {
        SlidingDistinct distinct = new SlidingDistinct(timespan);
        events.forEach(event -> distinct.add(event.timeMillis(), event.hash()));
        return distinct;
    }

    private static long distinctAfter(Map<Integer, Long> lastSeen, long horizon) {
        return lastSeen.values().stream().filter(time -> time > horizon).count();
    }

    private static List<String> content(SlidingDistinct distinct) {
        List<String> content = new ArrayList<>(List.of(distinct.estimate() + " " + distinct.relativeError()));
        distinct.forEach((time, hash) -> content.add(time + " " + hash));
        return content;
    }

    private static byte[] bytes(SlidingDistinct distinct) {
        ByteBuffer out = ByteBuffer.allocate(distinct.serializedBytes());
        distinct.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }

    @Test
    void readFrom_manyValuesAfterTheSampledPanesHaveLeft_changesNothing() {
        long hour = 3_600_000;
        SplittableRandom random = new SplittableRandom(42);
        SlidingDistinct values = new SlidingDistinct(hour);
        long known = 0;
        for (int i = 0; i < 100_000; i++) {
            values.add(i * hour / 100_000, random.nextLong());
        }
        for (int i = 0; i < 9_500; i++) {
            known = random.nextLong();
            values.add(hour + i * hour / 9_500, known);
        }
        values.add(2 * hour + hour / 32, known);
        ByteBuffer bytes = ByteBuffer.allocate(values.serializedBytes());
        values.writeTo(bytes);
        SlidingDistinct read = SlidingDistinct.readFrom(bytes.flip());
        assertThat(read.estimate()).isEqualTo(values.estimate());
        long next = random.nextLong();
        values.add(2 * hour + hour / 32, next);
        read.add(2 * hour + hour / 32, next);
        assertThat(read.estimate()).isEqualTo(values.estimate());
    }
}
