package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimePartTest {

    @Test
    void in_everyDayAndRandomTimes_isWhatTheJdkSays() {
        SplittableRandom random = new SplittableRandom(7);
        long dayMillis = 86_400_000;
        for (long day = 0; day < AccessEvent.TIME_MILLIS_MAX; day += dayMillis) {
            check(day);
            check(day + random.nextLong(dayMillis));
            check(day + dayMillis - 1);
        }
    }

    private static void check(long timeMillis) {
        OffsetDateTime time = Instant.ofEpochMilli(timeMillis).atOffset(ZoneOffset.UTC);
        boolean same = TimePart.MINUTE.in(timeMillis) == time.getMinute()
                && TimePart.HOUR.in(timeMillis) == time.getHour()
                && TimePart.DAY.in(timeMillis) == time.getDayOfMonth()
                && TimePart.WEEK.in(timeMillis) == time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                && TimePart.MONTH.in(timeMillis) == time.getMonthValue()
                && TimePart.YEAR.in(timeMillis) == time.get(ChronoField.YEAR);
        assertThat(same).as(time.toString()).isTrue();
    }
}
