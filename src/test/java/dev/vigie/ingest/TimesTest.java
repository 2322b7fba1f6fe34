package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:15:00Z, 2026-01-31T08:15:00Z",
        "2026-01-31 08:15:00.5z, 2026-01-31T08:15:00.500Z",
        "'2026-01-31T08:15:00,123999+01:00', 2026-01-31T07:15:00.123Z",
        "2026-01-31T08:15:00-0530, 2026-01-31T13:45:00Z",
        "2026-01-31T08:15:00+02, 2026-01-31T06:15:00Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "1769847300000, 2026-01-31T08:15:00Z",
    })
    void ofText_manySpellings_areTheSamePoint(String text, String expected) throws Rejection {
        assertThat(Instant.ofEpochMilli(Times.ofText(text, null))).isEqualTo(Instant.parse(expected));
    }

    @Test
    void bothSpellings_randomTimes_agreeWithJavaTime() throws Rejection {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        DateTimeFormatter combined = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);
        for (int i = 0; i < 10_000; i++) {
            long seconds = random.nextLong(631_238_400L, 4_102_358_400L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_080, 1_081));
            OffsetDateTime time = Instant.ofEpochSecond(seconds).atOffset(offset);

            assertThat(Times.ofText(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time), null))
                    .as("seed %d, %s", seed, time)
                    .isEqualTo(1_000 * seconds);
            assertThat(Times.ofCombined(combined.format(time)))
                    .as("seed %d, %s", seed, time)
                    .isEqualTo(1_000 * seconds);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:15:00, 2026-01-31T07:15:00Z",
        "2026-07-31 08:15:00.5, 2026-07-31T06:15:00.500Z",
        "2026-07-31T08:15:00Z, 2026-07-31T08:15:00Z",
        "2026-10-25T02:30:00, 2026-10-25T00:30:00Z", // an hour that comes twice
        "2026-03-29T02:30:00, 2026-03-29T01:30:00Z", // and one that does not come
    })
    void ofText_noZoneButItsSources_isThatPointThere(String text, String expected) throws Rejection {
        assertThat(Instant.ofEpochMilli(Times.ofText(text, PARIS))).isEqualTo(Instant.parse(expected));
    }

    @Test
    void ofPostgres_aNameThatMeansSeveralZones_isTheSources() throws Rejection {
        String text = "2026-01-31 13:45:00.123 IST";
        assertThat(Instant.ofEpochMilli(Times.ofPostgres(text, ZoneId.of("Asia/Kolkata"))))
                .isEqualTo(Instant.parse("2026-01-31T08:15:00.123Z"));
        assertThat(Instant.ofEpochMilli(Times.ofPostgres("2026-01-31 08:15:00 UTC", PARIS)))
                .isEqualTo(Instant.parse("2026-01-31T08:15:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Jan  5 09:15:00, 2026-01-05T10:00:00Z, 2026-01-05T08:15:00Z",
        "Dec 31 23:59:00, 2026-01-01T00:10:00Z, 2025-12-31T22:59:00Z",
        "Jan  1 00:30:00, 2025-12-31T23:31:00Z, 2025-12-31T23:30:00Z",
        "Feb 29 12:00:00, 2026-01-05T10:00:00Z, 2024-02-29T11:00:00Z",
    })
    void ofSyslog_noYear_isTheLatestThatHadCome(String text, String arrived, String expected) throws Rejection {
        long latestMillis = Times.latestMillis(Instant.parse(arrived).toEpochMilli());
        assertThat(Instant.ofEpochMilli(Times.ofSyslog(text, PARIS, latestMillis)))
                .isEqualTo(Instant.parse(expected));
        String cef = text.replace("  ", " ");
        assertThat(Instant.ofEpochMilli(Times.ofCef(cef, PARIS, latestMillis))).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "Jan 31 23:59:59, 2026-01-31, 2026-01-31T22:59:59Z",
        "Feb  1 00:00:00, 2026-01-31, 2025-01-31T23:00:00Z",
        "Dec 31 12:00:00, 2026-01-01, 2025-12-31T11:00:00Z",
        "Oct 25 23:30:00, 2026-10-25, 2026-10-25T22:30:00Z", // the 25th hour of its day
        "Mar 30 00:00:00, 2026-03-29, 2025-03-29T23:00:00Z", // the day before had 23
        "Feb 29 12:00:00, 2026-01-05, 2024-02-29T11:00:00Z",
    })
    void ofSyslog_noYear_isTheLatestUpToTheLogsLastDay(String text, LocalDate lastDay, String expected) {
        long latestMillis = Times.latestMillis(lastDay, PARIS);
        assertThat(Instant.ofEpochMilli(Times.ofSyslog(text, PARIS, latestMillis)))
                .isEqualTo(Instant.parse(expected));
    }

    @Test
    void ofCef_noYearButAZone_isThere() throws Rejection {
        long latestMillis = Times.latestMillis(LocalDate.of(2026, 7, 31), PARIS);
        assertThat(Instant.ofEpochMilli(Times.ofCef("Jul 31 08:15:00.250 UTC", PARIS, latestMillis)))
                .isEqualTo(Instant.parse("2026-07-31T08:15:00.250Z"));
        assertThat(Instant.ofEpochMilli(Times.ofCef("Jul 31 08:15:00.250", PARIS, latestMillis)))
                .isEqualTo(Instant.parse("2026-07-31T06:15:00.250Z"));
    }

    @Test
    void ofSyslog_noZoneNoLatestOrNoSuchDay_isUnknown() {
        long latestMillis = Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();
        assertThat(Times.ofSyslog("Jan  5 09:15:00", null, latestMillis)).isEqualTo(AccessEvent.UNKNOWN);
        assertThat(Times.ofSyslog("Jan  5 09:15:00", PARIS, AccessEvent.UNKNOWN))
                .isEqualTo(AccessEvent.UNKNOWN);
        assertThat(Times.ofSyslog("Feb 31 09:15:00", PARIS, latestMillis)).isEqualTo(AccessEvent.UNKNOWN);
        assertThat(Times.ofSyslog("Jan  5 29:15:00", PARIS, latestMillis)).isEqualTo(AccessEvent.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31 08:15:00.123 UTC, 2026-01-31T08:15:00.123Z",
        "2026-01-31 09:15:00 CET, 2026-01-31T08:15:00Z",
        "2026-07-31 10:15:00.5 CEST, 2026-07-31T08:15:00.5Z",
        "2026-01-31 05:15:00 -03, 2026-01-31T08:15:00Z",
        "2026-01-31 13:45:00 +05:30, 2026-01-31T08:15:00Z",
        "2026-01-31 10:15:00 GMT+02, 2026-01-31T08:15:00Z",
    })
    void ofPostgres_knownZone_isThatPoint(String text, String expected) throws Rejection {
        assertThat(Instant.ofEpochMilli(Times.ofPostgres(text, null))).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31 08:15:00.123",
                "2026-01-31 08:15:00 ",
                "2026-01-31 08:15:00 CST",
                "2026-01-31 08:15:00 UTC ",
                "2026-02-30 08:15:00 UTC",
                "2026-01-31T08:15:00 UTC",
            })
    void ofPostgres_zoneThatMeansSeveralOrNone_isRejected(String text) {
        assertThatThrownBy(() -> Times.ofPostgres(text, null)).isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1769847300123, 2026-01-31T08:15:00.123Z",
        "Jan 31 2026 08:15:00 UTC, 2026-01-31T08:15:00Z",
        "Feb  1 2026 08:15:00.25 GMT+01:00, 2026-02-01T07:15:00.25Z",
        "Feb 1 2026 08:15:00 Z, 2026-02-01T08:15:00Z",
        "2026-01-31T08:15:00Z, 2026-01-31T08:15:00Z",
    })
    void ofCef_yearAndZone_isThatPoint(String text, String expected) throws Rejection {
        assertThat(Instant.ofEpochMilli(Times.ofCef(text, null, AccessEvent.UNKNOWN)))
                .isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jan 31 08:15:00", "Jan 31 08:15:00.123 UTC", "Jan 31 2026 08:15:00"})
    void ofCef_noYearOrNoZone_isUnknown(String text) throws Rejection {
        assertThat(Times.ofCef(text, null, AccessEvent.UNKNOWN)).isEqualTo(AccessEvent.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Jan", "Jan 31", "Jan 31 20", "January 31 2026 08:15:00 UTC", "Jan 31 2026 08:15:00 CST"})
    void ofCef_anythingElse_isRejected(String text) {
        assertThatThrownBy(() -> Times.ofCef(text, null, AccessEvent.UNKNOWN)).isInstanceOf(Rejection.class);
    }
}
