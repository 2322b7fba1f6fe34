package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A sleep is the longest stretch without events, as it looked when the group woke. */
class InactivityTest {

    private static final long DAY = History.DAY_MILLIS;

    private record Sleep(long wokeMillis, long sleptMillis) {}

    @Test
    void value_groupWakesAfterMonths_isStatedForATimespan() {
        Inactivity inactivity = new Inactivity(DAY);
        inactivity.see(5 * DAY);
        assertThat(inactivity.value()).isZero();
        inactivity.advance(95 * DAY);
        assertThat(inactivity.value()).as("asleep").isZero();
        inactivity.see(95 * DAY);
        assertThat(inactivity.value()).isEqualTo(90);
        inactivity.see(95 * DAY + 1_000);
        inactivity.advance(96 * DAY - 1);
        assertThat(inactivity.value()).isEqualTo(90);
        inactivity.advance(96 * DAY);
        assertThat(inactivity.value()).isZero();
    }

    @Test
    void value_firstEventOfAGroupAndShortPauses_areNoSleep() {
        Inactivity inactivity = new Inactivity(30 * DAY);
        assertThat(inactivity.isEmpty()).isTrue();
        for (int i = 0; i < 100; i++) {
            inactivity.see(i * (DAY - 1));
            assertThat(inactivity.value()).isZero();
        }
        assertThat(inactivity.isEmpty()).isFalse();
    }

    @Test
    void see_lateEvents_neitherWakeNorSplit() {
        Inactivity inactivity = new Inactivity(DAY);
        inactivity.see(100 * DAY);
        inactivity.see(50 * DAY);
        assertThat(inactivity.value()).isZero();
        inactivity.see(200 * DAY);
        for (int day = 101; day < 200; day++) {
            inactivity.see(day * DAY);
        }
        assertThat(inactivity.value()).isEqualTo(100);
    }

    @Test
    void value_randomHistories_isThatOfTheLongestSleepUpToATimespan() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = (1 + random.nextInt(20)) * DAY / (1 + random.nextInt(4));
            Inactivity inactivity = new Inactivity(timespan);
            List<Sleep> sleeps = new ArrayList<>();
            long seen = 1_000 * DAY;
            long now = seen;
            inactivity.see(seen);
            for (int i = 0; i < 300; i++) {
                long time = seen + random.nextLong(random.nextInt(4) == 0 ? 9 * DAY : DAY / 2) - DAY / 8;
                inactivity.see(time);
                if (time > seen) {
                    sleeps.add(new Sleep(time, time - seen));
                    seen = time;
                }
                now = Math.max(now, seen + random.nextLong(DAY));
                long clock = now;
                inactivity.advance(clock);
                double longest = sleeps.stream()
                        .filter(sleep -> sleep.wokeMillis > clock - timespan && sleep.sleptMillis >= DAY)
                        .mapToDouble(sleep -> sleep.sleptMillis / (double) DAY)
                        .max()
                        .orElse(0);
                assertThat(inactivity.value()).as("seed %d", seed).isLessThanOrEqualTo(longest);
                if (longest * DAY >= timespan) {
                    assertThat(inactivity.value()).as("seed %d", seed).isCloseTo(longest, within(1e-9));
                }
            }
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            Inactivity kept = new Inactivity(timespan);
            Inactivity restored = new Inactivity(timespan);
            for (Event event : History.events(random, Math.max(DAY, timespan), 500)) {
                kept.see(event.timeMillis());
                restored.see(event.timeMillis());
                if (random.nextInt(20) == 0) {
                    restored = Inactivity.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.value()).as("seed %d", seed).isEqualTo(kept.value());
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
            assertThat(kept.serializedBytes()).isLessThan(40);
        }
    }

    @Test
    void see_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            Inactivity inactivity = new Inactivity(timespan);
            inactivity.see(Long.MIN_VALUE + 1);
            inactivity.see(Long.MAX_VALUE);
            assertThat(inactivity.value()).isGreaterThan(1e11);
            inactivity.see(0);
            assertThat(Inactivity.readFrom(ByteBuffer.wrap(bytes(inactivity))).value())
                    .isEqualTo(inactivity.value());
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        Inactivity inactivity = new Inactivity(30 * DAY);
        inactivity.see(DAY);
        inactivity.see(50 * DAY);
        for (long seed = 0; seed < 10; seed++) {
            Corruption.check(bytes(inactivity), Inactivity::readFrom, InactivityTest::use, seed);
        }
    }

    private static void use(Inactivity inactivity) {
        assertThat(bytes(Inactivity.readFrom(ByteBuffer.wrap(bytes(inactivity)))))
                .isEqualTo(bytes(inactivity));
        inactivity.see(0);
        inactivity.see(Long.MAX_VALUE);
        assertThat(inactivity.value()).isNotNegative();
    }

    private static byte[] bytes(Inactivity inactivity) {
        ByteBuffer out = ByteBuffer.allocate(inactivity.serializedBytes());
        inactivity.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
