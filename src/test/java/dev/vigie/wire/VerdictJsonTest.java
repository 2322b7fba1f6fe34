package dev.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AnalystVerdict;
import dev.vigie.model.AnalystVerdict.Ruling;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictJsonTest {

    private static final byte[] KEY = "2025-12-15-eb44453c0817df1d-1".getBytes(UTF_8);

    private static AnalystVerdict read(String value) throws WireException {
        return VerdictJson.read(KEY, value.getBytes(UTF_8));
    }

    @Test
    void read_everything_isTakenOver() throws WireException {
        AnalystVerdict verdict =
                read("{\"verdict\":\"expected\",\"reason\":\" yearly audit \",\"expires\":\"2027-01-31\","
                        + "\"by\":\"j.martin\",\"ticket\":{\"id\":[4711]}}");
        assertThat(verdict)
                .isEqualTo(new AnalystVerdict(
                        "2025-12-15-eb44453c0817df1d-1",
                        Ruling.EXPECTED,
                        "yearly audit",
                        LocalDate.of(2027, 1, 31),
                        "j.martin"));
    }

    @Test
    void read_theVerdictAlone_isEnoughAlsoAsATruthValue() throws WireException {
        assertThat(read("{\"verdict\":\"false\"}").ruling()).isEqualTo(Ruling.FALSE);
        assertThat(read("{\"verdict\":true,\"by\":null}").ruling()).isEqualTo(Ruling.TRUE);
        assertThat(read("{\"verdict\":\"true\"}").expires()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | not JSON",
                "[] | not a JSON object",
                "{} {} | not JSON",
                "{} | 'verdict' must be one of true, false, expected",
                "{\"verdict\":\"maybe\"} | 'verdict' must be one of true, false, expected",
                "{\"verdict\":\"true\",\"verdict\":\"false\"} | not JSON",
                "{\"verdict\":\"true\",\"reason\":7} | 'reason' must be a text",
                "{\"verdict\":\"true\",\"expires\":\"tomorrow\"} | 'expires' must be a day such as 2027-01-31",
                "{\"verdict\":\"true\",\"expires\":\"9999-01-01\"} | expires must lie between 1990 and 2099",
                "{\"verdict\":\"true\",\"by\":\"a\\u0000b\"} | by must have at most 200 characters, none of"
                        + " them a control character",
            })
    void read_anythingElse_isRefusedWithoutItsContent(String value, String message) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(WireException.class).hasMessage(message);
    }

    @Test
    void read_badKeyOrLongValue_isRefused() {
        byte[] good = "{\"verdict\":\"true\"}".getBytes(UTF_8);
        assertThatThrownBy(() -> VerdictJson.read(null, good)).hasMessageContaining("no key");
        assertThatThrownBy(() -> VerdictJson.read("../x".getBytes(UTF_8), good)).hasMessageContaining("alert's id");
        assertThatThrownBy(() -> VerdictJson.read(KEY, new byte[VerdictJson.BYTES_MAX + 1]))
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> read("{\"verdict\":" + "[".repeat(5_000))).hasMessage("not JSON");
    }

    @Test
    void read_anyBytes_neverThrowsAnythingElse() {
        byte[] good = "{\"verdict\":\"expected\",\"reason\":\"audit\",\"expires\":\"2027-01-31\",\"by\":\"j\"}"
                .getBytes(UTF_8);
        Random random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(VerdictJson.read(KEY, bytes).alertId()).isNotEmpty();
            } catch (WireException refused) {
                assertThat(refused.getMessage()).as("round %d", round).isNotEmpty();
            }
        }
    }
}
