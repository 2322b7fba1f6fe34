package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

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
        assertThat(Instant.ofEpochMilli(Times.ofText(text))).isEqualTo(Instant.parse(expected));
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

            assertThat(Times.ofText(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
                    .as("seed %d, %s", seed, time)
                    .isEqualTo(1_000 * seconds);
            assertThat(Times.ofCombined(combined.format(time)))
                    .as("seed %d, %s", seed, time)
                    .isEqualTo(1_000 * seconds);
        }
    }
}
