package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A sliding sum is the sum over the list of all events, of a window that is exact or at most one pane wider. */
class SlidingSumTest {

    @Test
    void sum_randomHistories_liesBetweenTheWindowAndOnePaneMore() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            long width = (timespan - 1) / 64 + 1;
            SlidingSum sum = new SlidingSum(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE / 2;
            for (Event event : History.events(random, timespan, 1 + random.nextInt(1_500))) {
                boolean inside = event.timeMillis() > clock - timespan;
                assertThat(sum.add(event.timeMillis(), event.value()))
                        .as("seed %d", seed)
                        .isEqualTo(inside);
                if (inside) {
                    accepted.add(event);
                }
                clock = Math.max(clock, event.timeMillis());
                if (random.nextInt(20) == 0) {
                    assertThat(sum.sum())
                            .as("seed %d", seed)
                            .isBetween(
                                    exactSum(accepted, clock - timespan), exactSum(accepted, clock - timespan - width));
                }
            }
        }
    }

    @Test
    void sum_atMost256EventsEver_isExact() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingSum sum = new SlidingSum(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE / 2;
            for (Event event : History.events(random, timespan, 256)) {
                if (sum.add(event.timeMillis(), event.value())) {
                    accepted.add(event);
                }
                clock = Math.max(clock, event.timeMillis());
                assertThat(sum.sum()).as("seed %d", seed).isEqualTo(exactSum(accepted, clock - timespan));
            }
        }
    }

    @Test
    void writeTo_eventsOfOneWindowInAnyOrder_givesEqualBytes() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            List<Event> events = History.eventsOfOneWindow(random, timespan, 1 + random.nextInt(600));
            byte[] bytes = bytes(sumOf(timespan, events));
            for (int i = 0; i < 5; i++) {
                assertThat(bytes(sumOf(timespan, History.shuffled(events, random))))
                        .as("seed %d", seed)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingSum kept = new SlidingSum(timespan);
            SlidingSum restored = new SlidingSum(timespan);
            for (Event event : History.events(random, timespan, 1_500)) {
                kept.add(event.timeMillis(), event.value());
                restored.add(event.timeMillis(), event.value());
                if (random.nextInt(50) == 0) {
                    restored = SlidingSum.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.sum()).as("seed %d", seed).isEqualTo(kept.sum());
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
        }
    }

    @Test
    void sum_afterABurstHasThinnedOut_isExactAgainForNewEvents() {
        SlidingSum sum = new SlidingSum(64_000);
        for (int time = 0; time < 10_000; time++) {
            sum.add(time, 1);
        }
        sum.advance(100_000);
        sum.add(100_500, 5);
        sum.advance(164_499);
        assertThat(sum.sum()).isEqualTo(5);
        sum.advance(164_500);
        assertThat(sum.sum()).isZero();
    }

    @Test
    void add_paneEndAheadOfTheClock_doesNotMoveTheClock() {
        SlidingSum sum = new SlidingSum(64_000);
        for (int time = 0; time < 300; time++) {
            sum.add(100_000 + time, 1);
        }
        assertThat(sum.add(100_299 - 63_999, 1)).isTrue();
        assertThat(sum.add(100_299 - 64_000, 1)).isFalse();
    }

    @Test
    void sum_beyondLong_saturatesAndComesBack() {
        SlidingSum sum = new SlidingSum(10);
        sum.add(1, Long.MAX_VALUE);
        sum.add(2, 7);
        sum.add(3, Long.MAX_VALUE - 8);
        assertThat(sum.sum()).isEqualTo(Long.MAX_VALUE);
        sum.advance(11);
        assertThat(sum.sum()).isEqualTo(Long.MAX_VALUE - 1);
        sum.advance(12);
        assertThat(sum.sum()).isEqualTo(Long.MAX_VALUE - 8);
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            SlidingSum sum = new SlidingSum(timespan);
            assertThat(sum.add(Long.MIN_VALUE, 1)).isFalse();
            assertThat(sum.add(Long.MIN_VALUE + 1, 1)).isTrue();
            assertThat(sum.add(Long.MAX_VALUE, 1)).isTrue();
            assertThat(sum.sum()).isEqualTo(1);
            assertThat(SlidingSum.readFrom(ByteBuffer.wrap(bytes(sum))).sum()).isEqualTo(1);
        }
    }

    @Test
    void add_negativeAmountOrTimespan_isRefused() {
        assertThatThrownBy(() -> new SlidingSum(1).add(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingSum(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingSum(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void heapBytes_anyHistory_staysBounded() {
        SlidingSum sum = new SlidingSum(100_000);
        assertThat(sum.heapBytes()).isLessThan(250);
        for (int time = 0; time < 300_000; time++) {
            sum.add(time % 1_000 == 0 ? time : time - time % 7, 1);
            assertThat(sum.heapBytes()).isLessThan(11_000);
        }
        assertThat(sum.serializedBytes()).isLessThan(700);
        sum.advance(1_000_000);
        assertThat(sum.heapBytes()).isLessThan(250);
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingSum sum = sumOf(timespan, History.events(random, timespan, 50 + 100 * (int) seed));
            Corruption.check(bytes(sum), SlidingSum::readFrom, SlidingSumTest::use, seed);
        }
    }

    /** What was taken must work, whatever it means. */
    private static void use(SlidingSum sum) {
        byte[] bytes = bytes(sum);
        assertThat(bytes(SlidingSum.readFrom(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        sum.add(0, 1);
        sum.advance(Long.MAX_VALUE);
    }

    private static SlidingSum sumOf(long timespan, List<Event> events) {
        SlidingSum sum = new SlidingSum(timespan);
        events.forEach(event -> sum.add(event.timeMillis(), event.value()));
        return sum;
    }

    private static long exactSum(List<Event> events, long horizon) {
        return events.stream()
                .filter(event -> event.timeMillis() > horizon)
                .mapToLong(Event::value)
                .sum();
    }

    private static byte[] bytes(SlidingSum sum) {
        ByteBuffer out = ByteBuffer.allocate(sum.serializedBytes());
        sum.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
