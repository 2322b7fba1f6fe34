package dev.vigie.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Random histories of a group: bursts, pauses, late arrivals, repeated times and values, jumps of the clock. */
final class History {

    static final long DAY_MILLIS = 86_400_000;
    static final long[] TIMESPANS = {
        1, 2, 63, 64, 65, 1_000, 60_000, 3_600_000, DAY_MILLIS, 30 * DAY_MILLIS, Panes.TIMESPAN_MILLIS_MAX
    };
    private static final long START_MILLIS = 1_767_225_600_000L;

    private History() {}

    /**
     * One event.
     *
     * @param value what was seen, or how much, from 0 to 999
     */
    record Event(long timeMillis, int value) {

        /** A hash for the value: uniform, but the same everywhere. */
        long hash() {
            return new SplittableRandom(value).nextLong();
        }
    }

    static long timespan(SplittableRandom random) {
        return TIMESPANS[random.nextInt(TIMESPANS.length)];
    }

    /** Events in the order of arrival. */
    static List<Event> events(SplittableRandom random, long timespanMillis, int count) {
        // For what never expires, a month stands in: else all events would be years apart.
        long span = Math.min(timespanMillis, 30 * DAY_MILLIS);
        List<Event> events = new ArrayList<>();
        long clock = START_MILLIS + random.nextLong(2 * span);
        long pace = 1 + random.nextLong(Math.max(1, span / 100));
        int values = 1 + random.nextInt(1_000);
        for (int i = 0; i < count; i++) {
            int dice = random.nextInt(100);
            long time;
            if (dice < 60) {
                time = clock + random.nextLong(pace);
            } else if (dice < 95) {
                time = clock - random.nextLong(span);
            } else if (dice < 99) {
                time = clock - random.nextLong(3 * span);
            } else {
                time = clock + random.nextLong(span + span / 2 + 1);
                pace = 1 + random.nextLong(Math.max(1, span / (1 + random.nextInt(1_000))));
            }
            clock = Math.max(clock, time);
            events.add(new Event(time, random.nextInt(values)));
        }
        return events;
    }

    /** Events that all lie in the window of the last of them. */
    static List<Event> eventsOfOneWindow(SplittableRandom random, long timespanMillis, int count) {
        List<Event> events = new ArrayList<>();
        long span = Math.min(timespanMillis, 30 * DAY_MILLIS);
        for (int i = 0; i < count; i++) {
            events.add(new Event(START_MILLIS - random.nextLong(span), random.nextInt(1_000)));
        }
        return events;
    }

    static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }
}
