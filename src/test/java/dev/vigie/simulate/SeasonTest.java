package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeasonTest {

    @Test
    void easter_ofKnownYears_isWhenItWas() {
        assertThat(Season.easter(1999)).isEqualTo(LocalDate.of(1999, 4, 4));
        assertThat(Season.easter(2000)).isEqualTo(LocalDate.of(2000, 4, 23));
        assertThat(Season.easter(2025)).isEqualTo(LocalDate.of(2025, 4, 20));
        assertThat(Season.easter(2038)).isEqualTo(LocalDate.of(2038, 4, 25));
    }

    @Test
    void isWorking_onHolidaysOf2026_isFalse() {
        for (String holiday : new String[] {
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-05-08",
            "2026-05-14",
            "2026-05-25",
            "2026-07-14",
            "2026-11-11",
            "2026-12-25"
        }) {
            assertThat(Season.isWorking(LocalDate.parse(holiday))).as(holiday).isFalse();
        }
        assertThat(Season.isWorking(LocalDate.of(2026, 4, 7))).isTrue();
    }

    @Test
    void midnightMillis_whenSummerTimeEnds_movesByAnHour() {
        Season season = new Season(LocalDate.of(2025, 10, 24), 6);
        assertThat(Instant.ofEpochMilli(season.midnightMillis(2))).isEqualTo("2025-10-25T22:00:00Z");
        assertThat(Instant.ofEpochMilli(season.midnightMillis(3))).isEqualTo("2025-10-26T23:00:00Z");
    }

    @Test
    void isMonthEnd_ofOctober2025_holdsForThursdayAndFriday() {
        Season season = new Season(LocalDate.of(2025, 10, 27), 8);
        assertThat(new boolean[] {
                    season.isMonthEnd(2),
                    season.isMonthEnd(3),
                    season.isMonthEnd(4),
                    season.isMonthEnd(5),
                    season.isMonthEnd(7)
                })
                .containsExactly(false, true, true, false, false);
    }
}
