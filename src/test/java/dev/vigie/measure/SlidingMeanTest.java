package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A sliding mean is that of the list of all amounts, of a window that is exact or at most one pane wider. */
class SlidingMeanTest {

    @Test
    void value_amountsOfZero_count() {
        SlidingMean mean = new SlidingMean(1_000);
        mean.add(10, 0);
        assertThat(mean.value()).isZero();
        assertThat(mean.isEmpty()).isFalse();
        mean.add(20, 9);
        mean.add(20, 0);
        assertThat(mean.value()).isEqualTo(3);
    }

    @Test
    void value_nothingInTheWindow_isNotANumber() {
        SlidingMean mean = new SlidingMean(1_000);
        assertThat(mean.value()).isNaN();
        mean.add(10, 5);
        mean.advance(1_009);
        assertThat(mean.value()).isEqualTo(5);
        mean.advance(1_010);
        assertThat(mean.value()).isNaN();
        assertThat(mean.isEmpty()).isTrue();
    }

    @Test
    void value_atMost256EventsEver_isExact() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingMean mean = new SlidingMean(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE / 2;
            for (Event event : History.events(random, timespan, 256)) {
                boolean inside = event.timeMillis() > clock - timespan;
                assertThat(mean.add(event.timeMillis(), event.value()))
                        .as("seed %d", seed)
                        .isEqualTo(inside);
                if (inside) {
                    accepted.add(event);
                }
                clock = Math.max(clock, event.timeMillis());
                assertThat(mean.value())
                        .as("seed %d", seed)
                        .isEqualTo(exactMean(accepted, clock - timespan, Long.MAX_VALUE));
            }
        }
    }

    @Test
    void value_randomHistories_isOfTheWindowAndPerhapsAmountsOfOnePaneMore() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            long width = (timespan - 1) / 64 + 1;
            SlidingMean mean = new SlidingMean(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE / 2;
            for (Event event : History.events(random, timespan, 1 + random.nextInt(1_500))) {
                if (mean.add(event.timeMillis(), event.value())) {
                    accepted.add(event);
                }
                clock = Math.max(clock, event.timeMillis());
                if (random.nextInt(20) == 0) {
                    long horizon = clock - timespan;
                    int[] before = values(accepted, horizon - width, horizon);
                    int[] window = values(accepted, horizon, Long.MAX_VALUE);
                    assertThat(mean.value()).as("seed %d", seed).isBetween(least(window, before), most(window, before));
                }
            }
        }
    }

    @Test
    void value_inPanes_isExactlyOfTheWindowFromThePanesStart() {
        SlidingMean mean = new SlidingMean(64_000);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Event event = new Event(i * 100L, i * i % 1_000);
            events.add(event);
            mean.add(event.timeMillis(), event.value());
            long start = i < 256 ? event.timeMillis() - 64_000 : (event.timeMillis() - 63_999) / 1_000 * 1_000 - 1;
            assertThat(mean.value()).isEqualTo(exactMean(events, start, Long.MAX_VALUE));
        }
    }

    @Test
    void writeTo_eventsOfOneWindowInAnyOrder_givesEqualBytes() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            List<Event> events = History.eventsOfOneWindow(random, timespan, 1 + random.nextInt(600));
            byte[] bytes = bytes(meanOf(timespan, events));
            assertThat(bytes(meanOf(timespan, History.shuffled(events, random))))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingMean kept = new SlidingMean(timespan);
            SlidingMean restored = new SlidingMean(timespan);
            for (Event event : History.events(random, timespan, 1_500)) {
                kept.add(event.timeMillis(), event.value());
                restored.add(event.timeMillis(), event.value());
                if (random.nextInt(50) == 0) {
                    restored = SlidingMean.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.value()).as("seed %d", seed).isEqualTo(kept.value());
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
        }
    }

    @Test
    void value_sumBeyondLong_isTooLowAndComesBack() {
        SlidingMean mean = new SlidingMean(10);
        mean.add(1, Long.MAX_VALUE);
        mean.add(2, Long.MAX_VALUE);
        assertThat(mean.value()).isEqualTo(0x1p62);
        mean.add(3, 8);
        mean.advance(12);
        assertThat(mean.value()).isEqualTo(8);
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            SlidingMean mean = new SlidingMean(timespan);
            assertThat(mean.add(Long.MIN_VALUE, 1)).isFalse();
            assertThat(mean.add(Long.MIN_VALUE + 1, 1)).isTrue();
            assertThat(mean.add(Long.MAX_VALUE, 3)).isTrue();
            assertThat(mean.value()).isEqualTo(3);
        }
    }

    @Test
    void add_negativeAmount_isRefusedAlsoWhenLate() {
        SlidingMean mean = new SlidingMean(1);
        mean.add(10, 1);
        assertThatThrownBy(() -> mean.add(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingMean mean = meanOf(timespan, History.events(random, timespan, 50 + 100 * (int) seed));
            Corruption.check(bytes(mean), SlidingMean::readFrom, SlidingMeanTest::use, seed);
        }
    }

    /** What was taken must work, whatever it means. */
    private static void use(SlidingMean mean) {
        byte[] bytes = bytes(mean);
        assertThat(bytes(SlidingMean.readFrom(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        assertThat(mean.isEmpty() || mean.value() >= 0).isTrue();
        mean.add(0, 1);
        mean.advance(Long.MAX_VALUE);
    }

    private static SlidingMean meanOf(long timespan, List<Event> events) {
        SlidingMean mean = new SlidingMean(timespan);
        events.forEach(event -> mean.add(event.timeMillis(), event.value()));
        return mean;
    }

    private static int[] values(List<Event> events, long after, long until) {
        return events.stream()
                .filter(event -> event.timeMillis() > after && event.timeMillis() <= until)
                .mapToInt(Event::value)
                .sorted()
                .toArray();
    }

    private static double exactMean(List<Event> events, long after, long until) {
        return Arrays.stream(values(events, after, until)).average().orElse(Double.NaN);
    }

    /** The least mean of the window together with any of the amounts before it. */
    private static double least(int[] window, int[] before) {
        long sum = Arrays.stream(window).asLongStream().sum();
        double least = (double) sum / window.length;
        for (int i = 0; i < before.length; i++) {
            sum += before[i];
            least = Math.min(least, (double) sum / (window.length + i + 1));
        }
        return least;
    }

    private static double most(int[] window, int[] before) {
        long sum = Arrays.stream(window).asLongStream().sum();
        double most = (double) sum / window.length;
        for (int i = 0; i < before.length; i++) {
            sum += before[before.length - 1 - i];
            most = Math.max(most, (double) sum / (window.length + i + 1));
        }
        return most;
    }

    private static byte[] bytes(SlidingMean mean) {
        ByteBuffer out = ByteBuffer.allocate(mean.serializedBytes());
        mean.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
