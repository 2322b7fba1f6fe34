package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {

    @TempDir
    private Path directory;

    @Test
    void parse_options_areDecodedAndTheRestIsTheWebhooks() throws Exception {
        Target target = Target.parse("webhook+https://hooks.example/a%20b?v=1&template=slack&ca=certs%2Fa+b&sig=x%2B");
        assertThat(target)
                .isEqualTo(new Target(
                        TargetKind.WEBHOOK_HTTPS,
                        "hooks.example",
                        443,
                        "/a%20b",
                        "v=1&sig=x%2B",
                        Map.of("template", "slack", "ca", "certs/a+b")));
    }

    @ParameterizedTest
    @CsvSource({
        "syslog+tls://siem, syslog+tls://siem:6514",
        "SYSLOG+TCP://[::1]:601, syslog+tcp://[::1]:601",
        "splunk-hec://s, splunk-hec://s:8088",
        "elasticsearch+http://e:1/i, elasticsearch+http://e:1"
    })
    void name_address_isItsSchemeHostAndPort(String address, String name) throws Exception {
        assertThat(Target.parse(address).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "siem:514, an address begins with one of",
        "http://siem, an address begins with one of",
        "syslog+tcp://siem, an address names a port",
        "syslog+tcp://siem:70000, an address names a port",
        "syslog+tls:///x, an address names a host",
        "syslog+tls://user:hunter2@siem, an address holds no user",
        "splunk-hec://s?token=hunter2, unknown option 'token' of splunk-hec; there are ca",
        "syslog+tls://s?ca, ca: must have a value",
        "syslog+tls://s?ca=a&ca=b, ca: is set twice",
        "syslog+tls://s?ca=%zz, not an address",
        "'syslog+tls://s?ca=hunter2 x', not an address (at character"
    })
    void parse_wrongAddress_saysWhatWouldBeRightAndNoSecret(String address, String message) {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> Target.parse(address))
                .withMessageContaining(message)
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "syslog+tls://s?facility=24, facility: must be a whole number from 0 to 23",
        "syslog+tls://s?facility=local0, facility: must be a whole number from 0 to 23",
        "syslog+tls://s/x, the address ends with the port",
        "syslog+tls://s?ca=/nowhere/ca.pem, 'ca: /nowhere/ca.pem: no such file'"
    })
    void open_wrongOption_saysWhatWouldBeRight(String address, String message) throws Exception {
        Target target = Target.parse(address);
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(
                        () -> new Receivers("h", InstantSource.system(), millis -> {}).open(target, AlertFormat.CEF))
                .withMessageContaining(message);
    }

    @Test
    void open_caHoldsNoCertificate_saysWhatItMustHold() throws Exception {
        Path file = Files.writeString(directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
        Target target = Target.parse("syslog+tls://s?ca=" + file);
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(
                        () -> new Receivers("h", InstantSource.system(), millis -> {}).open(target, AlertFormat.CEF))
                .withMessageContaining("ca: " + file);
    }

    @Test
    void fingerprint_ofAnAddress_dependsOnWhereItLeadsAndNotOnItsOptions() throws Exception {
        String known = Target.parse("syslog+tls://siem:6514").fingerprint();
        assertThat(known).matches("[0-9a-f]{12}");
        assertThat(Target.parse("syslog+tls://siem?facility=4").fingerprint()).isEqualTo(known);
        assertThat(Target.parse("syslog+tls://other").fingerprint()).isNotEqualTo(known);
        assertThat(Target.parse("opensearch://h?data-stream=a").fingerprint())
                .isNotEqualTo(Target.parse("opensearch://h?data-stream=b").fingerprint())
                .isNotEqualTo(Target.parse("opensearch://h").fingerprint());
        assertThat(Target.parse("webhook+https://h/a?k=1").fingerprint())
                .isNotEqualTo(Target.parse("webhook+https://h/a?k=2").fingerprint());
    }

    @Test
    void toString_webhookWithSecretPath_showsNoneOfIt() throws Exception {
        assertThat(Target.parse("webhook+https://hooks.example/T0/hunter2?sig=hunter2"))
                .hasToString("webhook+https://hooks.example:443");
    }
}
