package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "2025-12-15, 2025-12-15T00:00:00Z",
        "2025-12-15+01:00, 2025-12-14T23:00:00Z",
        "2025-12-15Z, 2025-12-15T00:00:00Z",
        "2025-12-15T08:30Z, 2025-12-15T08:30:00Z",
        "2025-12-15T08:30:00.250+01:00, 2025-12-15T07:30:00.250Z"
    })
    void convert_ofADateOrATimeWithItsZone_isThatMoment(String text, String moment) {
        assertThat(Instant.ofEpochMilli(new Moment().convert(text))).isEqualTo(Instant.parse(moment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2025-12-15T08:30", "2025-12-15T08:30:00", "15/12/2025", "2025-02-30"})
    void convert_ofATimeWithoutZoneOrOfNone_saysWhatIsRight(String text) {
        assertThatThrownBy(() -> new Moment().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("2025-12-15T08:30:00+01:00");
    }

    @Test
    void convert_ofADate_isItsBeginningInUtc() {
        assertThat(new Moment().convert("1970-01-02")).isEqualTo(86_400_000L);
    }
}
