package dev.vigie.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoggedDaysTest {

    /** A month of a thousand events a day. */
    private static NavigableMap<Long, Long> month() {
        NavigableMap<Long, Long> days = new TreeMap<>();
        for (long day = 100; day < 130; day++) {
            days.put(day, 1_000L);
        }
        return days;
    }

    @Test
    void of_daysInARow_areAll() {
        assertThat(LoggedDays.of(month())).isEqualTo(new LoggedDays(100, 129, 0));
    }

    @Test
    void of_aFewEventsFarOff_leaveThemOut() {
        NavigableMap<Long, Long> days = month();
        days.put(0L, 1L);
        days.put(490L, 3L);
        days.put(495L, 4L);
        assertThat(LoggedDays.of(days)).isEqualTo(new LoggedDays(100, 129, 8));
    }

    @Test
    void of_aFewEventsNearby_keepThem() {
        NavigableMap<Long, Long> days = month();
        days.put(94L, 1L);
        days.put(135L, 1L);
        assertThat(LoggedDays.of(days)).isEqualTo(new LoggedDays(94, 135, 0));
    }

    @Test
    void of_manyEventsFarOff_keepThem() {
        NavigableMap<Long, Long> days = month();
        days.put(490L, 400L);
        assertThat(LoggedDays.of(days)).isEqualTo(new LoggedDays(100, 490, 0));
    }

    @Test
    void of_oneDay_isThatDay() {
        NavigableMap<Long, Long> days = new TreeMap<>();
        days.put(7L, 1L);
        assertThat(LoggedDays.of(days)).isEqualTo(new LoggedDays(7, 7, 0));
    }
}
