package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SyslogFrameTest {

    private static final String HOSTILE = "ab \"\\]['=<>|,\n\r\t\0é\u202e\ud83d\ude00\u0085";

    private final SyslogFrame frame = new SyslogFrame(SyslogFrame.FACILITY, SyslogFrame.ENTERPRISE, "vigie-1");

    @Test
    void of_alert_isOneFrameOfOneMessage() {
        Alert alert = Episodes.alert("account:atlas/jd:2026-01-05:1", 0);
        assertThat(new String(frame.of(new Message(alert, "CEF:0|é")), UTF_8))
                .isEqualTo("161 <107>1 2026-01-05T10:00:52.120Z vigie-1 vigie - OPEN [vigie@32473"
                        + " id=\"account:atlas/jd:2026-01-05:1\" sequence=\"0\" state=\"OPEN\" level=\"HIGH\""
                        + " people=\"51\"] CEF:0|é");
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, 2", "HIGH, 3", "MEDIUM, 4", "LOW, 5", "INFORMATIONAL, 6"})
    void of_level_isItsSeverity(Level level, int severity) throws IOException {
        Alert alert = Episodes.alert("a", 4, Alert.State.CLOSED, level, "");
        SyslogMessage read = read(new SyslogFrame(23, 4_711, "h").of(new Message(alert, "x")));
        assertThat(read.facility()).isEqualTo(23);
        assertThat(read.severity()).isEqualTo(severity);
        assertThat(read.id()).isEqualTo("CLOSED");
        assertThat(read.dataId()).isEqualTo("vigie@4711");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_anyId_isReadBackWithControlCharactersReplaced(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder id = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            id.appendCodePoint(HOSTILE.codePointAt(
                    HOSTILE.offsetByCodePoints(0, random.nextInt(HOSTILE.codePointCount(0, HOSTILE.length())))));
        }
        Alert alert = Episodes.alert(id.toString(), random.nextInt(1_000));
        SyslogMessage read = read(frame.of(new Message(alert, "CEF:0|" + id)));
        assertThat(read.data())
                .as("seed %d", seed)
                .isEqualTo(Map.of(
                        "id", id.toString().replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "\uFFFD"),
                        "sequence", Integer.toString(alert.sequence()),
                        "state", alert.state().name(),
                        "level", "HIGH",
                        "people", "51"));
        assertThat(read.text()).isEqualTo("CEF:0|" + id);
    }

    @ParameterizedTest
    @CsvSource({"'', -", "' ', -", "h\u00f4te 1, hte1", "siem.example, siem.example"})
    void of_hostName_holdsOnlyWhatItMay(String host, String right) throws IOException {
        SyslogFrame named = new SyslogFrame(1, 1, host);
        assertThat(read(named.of(Episodes.message("a", 0))).host()).isEqualTo(right);
    }

    private static SyslogMessage read(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        SyslogMessage read = SyslogMessage.read(in);
        assertThat(read).isNotNull();
        assertThat(in.available()).isZero();
        return read;
    }
}
