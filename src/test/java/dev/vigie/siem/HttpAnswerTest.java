package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "120, 120000",
        "' 3 ', 3000",
        "0, 0",
        "'Mon, 5 Jan 2026 10:01:00 GMT', 60000",
        "'Mon, 5 Jan 2026 09:00:00 GMT', 0",
        "-5, 0",
        "9999999999999999999999, 0",
        "soon, 0",
        "'', 0"
    })
    void waitMillis_retryAfter_isSecondsOrADateOrNothing(String retryAfter, long millis) {
        assertThat(HttpAnswer.waitMillis(retryAfter, NOW)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 404, 407, 408, 425, 429, 500, 502, 503, 504})
    void answer_notTheMessagesFault_isLater(int status) {
        assertThat(new HttpAnswer(status, "m.petit", 7).answer())
                .isEqualTo(new Answer(Answer.Kind.LATER, "HTTP status " + status, "", 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 410, 413, 415, 422})
    void answer_anyOther_isRefusedWithWhatWasSaidAsDetailOnly(int status) {
        assertThat(new HttpAnswer(status, "m.petit", 7).answer())
                .isEqualTo(new Answer(Answer.Kind.REFUSED, "HTTP status " + status, "m.petit", 0));
    }

    @Test
    void answer_longBody_isCut() {
        assertThat(new HttpAnswer(400, "x".repeat(5_000), 0).answer().detail()).hasSize(Answer.DETAIL_LENGTH_MAX);
    }
}
