package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What sliding steps are when written and read, and how much they take. */
class SlidingStepsBytesTest {

    @Test
    void writeTo_eventsOfOneWindowInAnyOrder_givesEqualBytes() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            List<Event> events = History.eventsOfOneWindow(random, timespan, 1 + random.nextInt(600));
            byte[] bytes = bytes(stepsOf(timespan, events));
            for (int i = 0; i < 3; i++) {
                assertThat(bytes(stepsOf(timespan, History.shuffled(events, random))))
                        .as("seed %d", seed)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingSteps kept = new SlidingSteps(timespan, 4);
            SlidingSteps restored = new SlidingSteps(timespan, 4);
            for (Event event : History.events(random, timespan, 1_000)) {
                kept.add(event.value() % 4, event.timeMillis(), event.hash());
                restored.add(event.value() % 4, event.timeMillis(), event.hash());
                if (random.nextInt(50) == 0) {
                    restored = SlidingSteps.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.inOrder()).as("seed %d", seed).isEqualTo(kept.inOrder());
                assertThat(restored.occurred()).as("seed %d", seed).isEqualTo(kept.occurred());
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
        }
    }

    @Test
    void serializedBytes_everyPaneOfEveryStep_staysBelow85000() {
        long width = Panes.TIMESPAN_MILLIS_MAX / 64 + 1;
        SlidingSteps steps = new SlidingSteps(Panes.TIMESPAN_MILLIS_MAX, 64);
        assertThat(steps.heapBytes()).isLessThan(6_000);
        for (int pane = 0; pane < 65; pane++) {
            for (int step = 0; step < 64; step++) {
                steps.add(step, pane * width, 1);
                steps.add(step, pane * width + (pane < 64 ? width - 1 : width / 2), 2);
            }
        }
        assertThat(steps.inOrder()).isEqualTo(64);
        assertThat(steps.serializedBytes()).isBetween(50_000, 85_000);
        assertThat(steps.heapBytes()).isBetween(80_000L, 108_000L);
        byte[] bytes = bytes(steps);
        assertThat(bytes(SlidingSteps.readFrom(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        steps.advance(Long.MAX_VALUE);
        assertThat(steps.isEmpty()).isTrue();
        assertThat(steps.heapBytes()).isLessThan(6_000);
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            SlidingSteps steps = new SlidingSteps(timespan, 2);
            assertThat(steps.add(0, Long.MIN_VALUE, 1)).isFalse();
            for (long time : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
                for (int i = 1; i < 100; i++) {
                    assertThat(steps.add(0, time, i)).isTrue();
                }
                steps.add(1, time, 1);
                assertThat(steps.inOrder()).isEqualTo(2);
                byte[] bytes = bytes(steps);
                assertThat(bytes(SlidingSteps.readFrom(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
            }
            SlidingSteps one = new SlidingSteps(timespan, 2);
            one.add(0, Long.MAX_VALUE, 1);
            one.add(1, Long.MAX_VALUE, 1);
            assertThat(one.inOrder()).isEqualTo(1);
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingSteps steps = stepsOf(timespan, History.events(random, timespan, 50 + 100 * (int) seed));
            Corruption.check(bytes(steps), SlidingSteps::readFrom, SlidingStepsBytesTest::use, seed);
        }
    }

    /** What was taken must work, whatever it means. */
    private static void use(SlidingSteps steps) {
        byte[] bytes = bytes(steps);
        assertThat(bytes(SlidingSteps.readFrom(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        assertThat(steps.inOrder()).isBetween(0, steps.occurred());
        steps.add(0, 0, 1);
        steps.advance(Long.MAX_VALUE);
    }

    private static SlidingSteps stepsOf(long timespan, List<Event> events) {
        SlidingSteps steps = new SlidingSteps(timespan, 4);
        events.forEach(event -> steps.add(event.value() % 4, event.timeMillis(), event.hash()));
        return steps;
    }

    private static byte[] bytes(SlidingSteps steps) {
        ByteBuffer out = ByteBuffer.allocate(steps.serializedBytes());
        steps.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
