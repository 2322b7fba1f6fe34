package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What runs of numbers are when written and read, and how much they take. */
class SequentialRunBytesTest {

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SequentialRun kept = new SequentialRun(timespan);
            SequentialRun restored = new SequentialRun(timespan);
            for (Event event : History.events(random, timespan, 1_000)) {
                kept.add(event.timeMillis(), event.value() % 2, event.value());
                restored.add(event.timeMillis(), event.value() % 2, event.value());
                if (random.nextInt(50) == 0) {
                    restored = SequentialRun.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.value()).as("seed %d", seed).isEqualTo(kept.value());
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
        }
    }

    @Test
    void serializedBytes_sixteenRunsInEveryPane_staysInItsBound() {
        SequentialRun run = new SequentialRun(64_000_000);
        assertThat(run.heapBytes()).isLessThan(200);
        for (int pane = 0; pane < 200; pane++) {
            for (int i = 0; i < 20 * 300; i++) {
                run.add(pane * 1_000_000L + i, 1, i % 20 * 1_000_000_000L + pane * 300L + i / 20);
            }
        }
        for (int i = 0; i < 16 * 5_000; i++) {
            run.add(201_000_000L, 1, i % 16 * 1_000_000_000L + 600_000L + i / 16);
        }
        assertThat(run.value()).isEqualTo(5_000);
        assertThat(run.serializedBytes()).isBetween(500, SequentialRun.BYTES_MAX);
        for (int pane = 201; pane < 300; pane++) {
            for (int i = 0; i < 16 * 300; i++) {
                run.add(pane * 1_000_000L + i, 1, i % 16 * 1_000_000_000L + 300_000L + pane * 300L + i / 16);
            }
        }
        assertThat(run.value()).isBetween(64 * 300.0, 65 * 300.0);
        assertThat(run.serializedBytes()).isBetween(1_000, SequentialRun.BYTES_MAX);
        assertThat(run.heapBytes()).isLessThan(20_000);
        run.advance(Long.MAX_VALUE);
        assertThat(run.serializedBytes()).isLessThan(20);
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            SequentialRun run = new SequentialRun(timespan);
            assertThat(run.add(Long.MIN_VALUE, 1, 1)).isFalse();
            for (long time : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
                for (int i = 1; i < 100; i++) {
                    assertThat(run.add(time, 1, i)).isTrue();
                    assertThat(run.value()).isEqualTo(i);
                }
                assertThat(bytes(SequentialRun.readFrom(ByteBuffer.wrap(bytes(run)))))
                        .isEqualTo(bytes(run));
            }
            assertThat(run.add(Long.MAX_VALUE - timespan, 1, 1)).isFalse();
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SequentialRun run = new SequentialRun(timespan);
            for (Event event : History.events(random, timespan, 10 + 50 * (int) seed)) {
                run.add(event.timeMillis(), 1, event.value() * seed);
            }
            Corruption.check(bytes(run), SequentialRun::readFrom, SequentialRunBytesTest::use, seed);
        }
    }

    private static void use(SequentialRun run) {
        assertThat(bytes(SequentialRun.readFrom(ByteBuffer.wrap(bytes(run))))).isEqualTo(bytes(run));
        for (int i = 0; i < 50; i++) {
            run.add(i, 1, 20L * i);
            run.add(Long.MAX_VALUE, 1, i);
        }
        assertThat(run.value()).isGreaterThanOrEqualTo(50);
    }

    private static byte[] bytes(SequentialRun run) {
        ByteBuffer out = ByteBuffer.allocate(run.serializedBytes());
        run.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
