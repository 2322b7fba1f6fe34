package dev.vigie.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The hour of the day in UTC, of working days and of weekends apart: one of {@value #COUNT} texts, from {@code weekday
 * 00} to {@code weekend 23}. Coarse enough that an account's habits fill it within weeks.
 */
final class WeekHour {

    static final int COUNT = 48;

    private static final int HOURS_A_DAY = 24;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = HOURS_A_DAY * HOUR_MILLIS;

    private static final List<String> TEXTS = Stream.of("weekday", "weekend")
            .flatMap(part -> Stream.iterate(0, hour -> hour + 1)
                    .limit(HOURS_A_DAY)
                    .map(hour -> part + (hour < 10 ? " 0" : " ") + hour))
            .toList();

    private WeekHour() {}

    /** @param timeMillis epoch milliseconds */
    static String of(long timeMillis) {
        long day = Math.floorDiv(timeMillis, DAY_MILLIS);
        int hour = (int) (Math.floorMod(timeMillis, DAY_MILLIS) / HOUR_MILLIS);
        long sinceMonday = Math.floorMod(day + 3, 7L); // The epoch began on a Thursday.
        return TEXTS.get(sinceMonday < 5 ? hour : HOURS_A_DAY + hour);
    }
}
