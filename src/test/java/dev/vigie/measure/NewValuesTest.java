package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** New is what the list of all events shows for the first time, after the first ten active days. */
class NewValuesTest {

    private static final long DAY = History.DAY_MILLIS;
    private static final long HOUR = 3_600_000;

    @Test
    void value_firstTenActiveDays_isNothing() {
        NewValues values = new NewValues(DAY);
        for (int day = 0; day < 10; day++) {
            for (int i = 0; i < 5; i++) {
                values.add(3L * day * DAY + i, 100 * day + i);
                assertThat(values.value()).isZero();
                assertThat(values.isUsual(100 * day + i))
                        .as("nothing is usual yet")
                        .isFalse();
            }
        }
        values.add(30 * DAY, 1);
        assertThat(values.value()).isZero();
        values.add(30 * DAY, 7_777);
        assertThat(values.value()).isEqualTo(1);
        assertThat(values.isNew(7_777)).isTrue();
        assertThat(values.isUsual(7_777)).isFalse();
        assertThat(values.isUsual(1)).isTrue();
        assertThat(values.isUsual(8_888)).isFalse();
        assertThat(values.isNew(8_888)).as("never shown").isFalse();
        values.advance(31 * DAY - 1);
        assertThat(values.value()).isEqualTo(1);
        values.advance(31 * DAY);
        assertThat(values.value()).isZero();
        values.add(31 * DAY + 1, 7_777);
        assertThat(values.isUsual(7_777)).isTrue();
    }

    @Test
    void value_randomHistories_isThatOfAllEvents() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = timespan(random);
            NewValues values = new NewValues(timespan);
            List<Event> accepted = new ArrayList<>();
            long clock = Long.MIN_VALUE;
            for (Event event : events(random, timespan)) {
                boolean inTime = clock == Long.MIN_VALUE || event.timeMillis() > clock - timespan;
                assertThat(values.add(event.timeMillis(), event.hash()))
                        .as("seed %d", seed)
                        .isEqualTo(inTime);
                clock = Math.max(clock, event.timeMillis());
                if (inTime) {
                    accepted.add(event);
                }
                assertThat(values.value()).as("seed %d", seed).isEqualTo(newOf(accepted, clock, timespan));
            }
            double each = History.shuffled(accepted, random).stream()
                    .mapToLong(Event::hash)
                    .distinct()
                    .filter(values::isNew)
                    .count();
            assertThat(values.value()).as("seed %d", seed).isEqualTo(each);
        }
    }

    @Test
    void value_oneWindowInAnyOrder_isTheSame() {
        int some = 0;
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Event> events = History.eventsOfOneWindow(random, 30 * DAY, 1 + random.nextInt(250));
            NewValues values = of(events);
            NewValues shuffled = of(History.shuffled(events, random));
            assertThat(shuffled.value()).as("seed %d", seed).isEqualTo(values.value());
            some += values.value() > 0 ? 1 : 0;
        }
        assertThat(some).isGreaterThan(50);
    }

    @Test
    void add_backdatedBeyondTheWindow_teachesNothing() {
        NewValues values = known(HOUR);
        long now = 40 * DAY;
        values.add(now, 1);
        assertThat(values.add(now - HOUR, 666)).isFalse();
        assertThat(values.value()).isZero();
        values.add(now, 666);
        assertThat(values.value()).isEqualTo(1);
    }

    @Test
    void add_backdatedWithinTheWindow_isNewWhenItComesIn() {
        NewValues values = known(HOUR);
        long now = 40 * DAY;
        values.add(now, 1);
        values.add(now - HOUR + 1, 666);
        assertThat(values.value()).isEqualTo(1);
        assertThat(values.isNew(666)).isTrue();
    }

    @Test
    void add_moreValuesThanThereIsRoomFor_saysNewOnceTooOftenAndNeverHides() {
        NewValues values = known(HOUR);
        long now = 40 * DAY;
        for (int junk = 0; junk < 1_000; junk++) {
            values.add(now + junk, 10_000 + junk);
            assertThat(values.value()).isEqualTo(Math.min(junk + 1, NewValues.VALUES_MAX));
        }
        values.add(now + 1_000, 666);
        values.add(now + 10 * HOUR, 10_999);
        assertThat(values.value()).isZero();
        values.add(now + 10 * HOUR, 1);
        assertThat(values.value()).as("forgotten, and so new again").isEqualTo(1);
    }

    @Test
    void add_whatIsSeenAllTheTime_isNeverForgotten() {
        NewValues values = known(HOUR);
        for (int junk = 0; junk < 5_000; junk++) {
            values.add(40 * DAY + junk * DAY, 1);
            assertThat(values.value()).isZero();
            values.add(40 * DAY + junk * DAY + 2 * HOUR, 10_000 + junk);
            assertThat(values.value()).isEqualTo(1);
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            NewValues kept = new NewValues(timespan);
            NewValues restored = new NewValues(timespan);
            for (Event event : History.events(random, timespan, 1_000)) {
                kept.add(event.timeMillis(), event.hash());
                restored.add(event.timeMillis(), event.hash());
                if (random.nextInt(50) == 0) {
                    restored = NewValues.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.value()).as("seed %d", seed).isEqualTo(kept.value());
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
            assertThat(kept.serializedBytes()).isLessThan(6_300);
            assertThat(kept.heapBytes()).isLessThan(6_500);
        }
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            NewValues values = new NewValues(timespan);
            assertThat(values.isEmpty()).isTrue();
            assertThat(values.value()).isZero();
            assertThat(values.add(Long.MIN_VALUE, 1)).isFalse();
            for (int day = 0; day < 12; day++) {
                assertThat(values.add(Long.MIN_VALUE + 1 + day * DAY, 1)).isTrue();
            }
            values.add(Long.MAX_VALUE, 2);
            assertThat(values.value()).isEqualTo(1);
            assertThat(values.add(Long.MAX_VALUE - timespan, 1)).isFalse();
            assertThat(NewValues.readFrom(ByteBuffer.wrap(bytes(values))).value())
                    .isEqualTo(1);
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            NewValues values = new NewValues(timespan);
            History.events(random, timespan, 10 + 50 * (int) seed)
                    .forEach(event -> values.add(event.timeMillis(), event.hash()));
            Corruption.check(bytes(values), NewValues::readFrom, NewValuesTest::use, seed);
        }
    }

    private static void use(NewValues values) {
        assertThat(bytes(NewValues.readFrom(ByteBuffer.wrap(bytes(values))))).isEqualTo(bytes(values));
        for (int i = 0; i < 300; i++) {
            values.add(i * DAY, i);
        }
        assertThat(values.value()).isBetween(0.0, 256.0);
        values.advance(Long.MAX_VALUE);
        assertThat(values.value()).isZero();
    }

    /** Knows value 1, and that it knows itself. */
    private static NewValues known(long timespan) {
        NewValues values = new NewValues(timespan);
        for (int day = 1; day <= 12; day++) {
            values.add(day * DAY, 1);
        }
        return values;
    }

    private static NewValues of(List<Event> events) {
        NewValues values = new NewValues(30 * DAY);
        events.forEach(event -> values.add(event.timeMillis(), event.hash()));
        return values;
    }

    private static long timespan(SplittableRandom random) {
        long[] timespans = {1, HOUR, DAY, 7 * DAY, 30 * DAY};
        return timespans[random.nextInt(timespans.length)];
    }

    /** Over months, at most 256 values. */
    private static List<Event> events(SplittableRandom random, long timespan) {
        List<Event> events = new ArrayList<>();
        long now = 20_000 * DAY;
        for (int i = 0; i < 300; i++) {
            now += random.nextLong(random.nextInt(3) == 0 ? 2 * DAY : HOUR);
            long late = random.nextInt(4) == 0 ? random.nextLong(2 * timespan) : 0;
            events.add(new Event(now - late, random.nextInt(1 + i / 2)));
        }
        return events;
    }

    private static double newOf(List<Event> accepted, long clock, long timespan) {
        TreeSet<Long> days = new TreeSet<>();
        Map<Integer, Long> first = new HashMap<>();
        for (Event event : accepted) {
            days.add(Math.floorDiv(event.timeMillis(), DAY));
            first.merge(event.value(), event.timeMillis(), Math::min);
        }
        if (days.size() < 10) {
            return 0;
        }
        long learnt = new ArrayList<>(days).get(9);
        return first.values().stream()
                .filter(time -> time > clock - timespan && Math.floorDiv(time, DAY) > learnt)
                .count();
    }

    private static byte[] bytes(NewValues values) {
        ByteBuffer out = ByteBuffer.allocate(values.serializedBytes());
        values.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
