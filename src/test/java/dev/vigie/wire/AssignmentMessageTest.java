package dev.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentMessageTest {

    private static final byte[] KEY = "atlas/A-17/b".getBytes(UTF_8);

    private static AssignmentMessage read(String value) throws WireException {
        return AssignmentMessage.read(KEY, value.getBytes(UTF_8));
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void read_everything_isTakenOver() throws WireException {
        AssignmentMessage message = read("{\"from\":\"2026-01-05T00:00:00Z\",\"until\":\"2026-07-01T00:00:00+02:00\"}");
        assertThat(message)
                .isEqualTo(new AssignmentMessage(
                        "atlas", "A-17/b", false, millis("2026-01-05T00:00:00Z"), millis("2026-06-30T22:00:00Z")));
        assertThat(message.key()).isEqualTo("atlas/A-17/b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"from\":null}", "{\"until\":null,\"from\":null}"})
    void read_noTimes_areForEver(String value) throws WireException {
        assertThat(read(value))
                .isEqualTo(new AssignmentMessage("atlas", "A-17/b", false, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void read_aNumber_isEpochMilliseconds() throws WireException {
        assertThat(read("{\"from\":1767571200000}").fromMillis()).isEqualTo(millis("2026-01-05T00:00:00Z"));
    }

    @Test
    void read_noValue_takesBack() throws WireException {
        assertThat(AssignmentMessage.read(KEY, null)).isEqualTo(new AssignmentMessage("atlas", "A-17/b", true, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | not a JSON object",
                "{ | not JSON",
                "[] | not a JSON object",
                "null | not a JSON object",
                "{} {} | not JSON",
                "{\"from\":1767571200000,\"from\":1767571200001} | not JSON",
                "{\"untill\":1767571200000} | has a member other than 'from' and 'until'",
                "{\"schema\":{},\"payload\":{}} | has a member other than 'from' and 'until'",
                "{\"from\":1767571200} | 'from' must be a time such as 2026-01-05T00:00:00Z, or epoch milliseconds",
                "{\"from\":true} | 'from' must be a time such as 2026-01-05T00:00:00Z, or epoch milliseconds",
                "{\"from\":\"2026-01-05\"} | 'from' must be a time such as 2026-01-05T00:00:00Z, or epoch milliseconds",
                "{\"until\":\"2026-01-05T00:00:00\"} | 'until' must be a time such as 2026-01-05T00:00:00Z, or"
                        + " epoch milliseconds",
                "{\"until\":\"+999999999-01-01T00:00:00Z\"} | 'until' must be a time such as 2026-01-05T00:00:00Z, or"
                        + " epoch milliseconds",
                "{\"from\":\"2026-01-05T00:00:00Z\",\"until\":\"2026-01-05T00:00:00Z\"} | 'until' must be after"
                        + " 'from'",
            })
    void read_anythingElse_isRefusedWithoutItsContent(String value, String message) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(WireException.class).hasMessage(message);
    }

    @Test
    void read_badKeyOrLongRecord_isRefused() {
        byte[] good = "{}".getBytes(UTF_8);
        assertThatThrownBy(() -> AssignmentMessage.read(null, good)).hasMessageContaining("no key");
        for (String key : new String[] {"", "atlas", "/p", "at las/p", "atlas/", "atlas/" + "p".repeat(1_025)}) {
            assertThatThrownBy(() -> AssignmentMessage.read(key.getBytes(UTF_8), good))
                    .as(key)
                    .isInstanceOf(WireException.class);
        }
        assertThatThrownBy(() -> AssignmentMessage.read(new byte[] {'a', '/', (byte) 0xff}, good))
                .hasMessage("the key is not valid UTF-8");
        byte[] much = new byte[AssignmentMessage.BYTES_MAX + 1];
        assertThatThrownBy(() -> AssignmentMessage.read(KEY, much)).hasMessageContaining("more than");
        assertThatThrownBy(() -> AssignmentMessage.read(much, null)).hasMessageContaining("more than");
        assertThatThrownBy(() -> read("{\"from\":" + "[".repeat(2_000))).hasMessage("not JSON");
    }

    @Test
    void read_anyBytes_neverThrowsAnythingElse() {
        byte[] good = "{\"from\":\"2026-01-05T00:00:00Z\",\"until\":1767571200000}".getBytes(UTF_8);
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            byte[] key = KEY.clone();
            byte[] value = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                key[random.nextInt(key.length)] = (byte) random.nextInt();
                value[random.nextInt(value.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(AssignmentMessage.read(key, value).subject()).isNotEmpty();
            } catch (WireException refused) {
                assertThat(refused.getMessage()).as("round %d", round).isNotEmpty();
            }
        }
    }
}
