package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which key a source goes to: the standard's {@code src} takes IPv4 alone. */
final class CefWriterTest {

    @Test
    void write_ipv4_isTheSource() {
        assertThat(extension("192.0.2.7")).containsEntry("src", "192.0.2.7").doesNotContainKeys("c6a2", "shost");
    }

    @Test
    void write_ipv6_isACustomAddressWithItsLabel() {
        assertThat(extension("2001:db8::7"))
                .containsEntry("c6a2", "2001:db8::7")
                .containsEntry("c6a2Label", "Source IPv6 Address")
                .doesNotContainKeys("src", "shost");
    }

    @Test
    void write_noAddress_isAHost() {
        assertThat(extension("gateway.example:8443"))
                .containsEntry("shost", "gateway.example:8443")
                .doesNotContainKeys("src", "c6a2");
    }

    @Test
    void write_groupAboveTheAccount_hasNoUserAndItsOwnCount() {
        Map<String, String> extension = CefReader.read(AlertFormat.CEF.writer().write(Samples.operator(State.OPEN)))
                .extension();
        assertThat(extension)
                .doesNotContainKeys("suser", "cn2", "cnt")
                .containsEntry("cn1", "21344")
                .containsEntry("cn1Label", "People read by group");
    }

    private static Map<String, String> extension(String source) {
        return CefReader.read(AlertFormat.CEF.writer().write(from(source))).extension();
    }

    private static Alert from(String source) {
        return Samples.seenFrom(new Names(List.of(source), 1));
    }
}
