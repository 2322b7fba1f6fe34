package dev.vigie.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.monitor.Monitor;
import dev.vigie.monitor.MonitorSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MonitoringTest {

    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path directory;

    private final StringWriter said = new StringWriter();
    private final Console console =
            new Console(new PrintWriter(said, true), new PrintWriter(said, true), false, Map.of());

    @Test
    void load_withoutAnAddress_servesNothing() throws Exception {
        assertThat(load("threads: 1\n").monitor()).isNull();
        assertThat(Monitoring.start(null, console)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "9464, 127.0.0.1, true",
        "127.0.0.1:9464, 127.0.0.1, true",
        "localhost:9464, 127.0.0.1, true",
        "'[::1]:9464', 0:0:0:0:0:0:0:1, true",
        "0.0.0.0:9464, 0.0.0.0, false"
    })
    void load_anAddress_isTakenAsItIsMeant(String text, String address, boolean loopback) throws Exception {
        MonitorSettings settings =
                requireNonNull(load("monitor: {listen: '" + text + "'}\n").monitor());
        assertThat(settings.address().getPort()).isEqualTo(9464);
        assertThat(settings.address().getAddress().getHostAddress()).isEqualTo(address);
        assertThat(settings.isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", ":9464", "127.0.0.1:65536", "http://127.0.0.1:9464", "no such host:1"})
    void load_noAddress_namesTheSetting(String text) {
        assertWrong(
                "threads: 1\nmonitor:\n  listen: '" + text + "'\n",
                "vigie.yaml:3: monitor.listen must be an address of this machine and a port, such as 127.0.0.1:9464");
    }

    @Test
    void load_halfOfIt_saysWhatIsMissing() throws Exception {
        Files.writeString(directory.resolve("token"), TOKEN + "\n");
        assertWrong("monitor: {token-file: token}\n", "monitor.token is set, but monitor.listen is not");
        assertWrong(
                "monitor: {listen: 1, tls-key-file: k}\n", "must be set together, and only monitor.tls-key-file is");
        assertWrong(
                "monitor: {listen: 1, tls-key-file: k, tls-certificate-file: c}\n",
                "monitor.tls-certificate-file and monitor.tls-key-file must be files that can be read");
        assertWrong(
                "monitor: {listen: 1, tls-key-file: token, tls-certificate-file: token}\n",
                "vigie.yaml:1: monitor.tls-certificate-file or monitor.tls-key-file: ");
        assertWrong("monitor: {lisen: 1}\n", "unknown key 'lisen'; did you mean 'listen'?");
        assertWrong("monitor: {token: " + TOKEN + "}\n", "unknown key 'token'");
    }

    @Test
    void load_token_isLongEnoughAndNeverShown() throws Exception {
        Files.writeString(directory.resolve("token"), TOKEN + "\n");
        MonitorSettings settings = requireNonNull(
                load("monitor: {listen: 9464, token-file: token}\n").monitor());
        assertThat(settings.token()).isEqualTo(TOKEN);
        assertThat(settings.toString()).doesNotContain(TOKEN).contains("token");
        Files.writeString(directory.resolve("token"), "canary");
        assertThatThrownBy(() -> load("monitor: {listen: 9464, token-file: token}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("monitor.token must be 16 to 512 visible ASCII characters")
                .hasMessageNotContaining("canary");
    }

    @Test
    void start_aPortThatIsTaken_namesTheSettingAndTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MonitorSettings settings = requireNonNull(
                    load("monitor: {listen: " + taken.getLocalPort() + "}\n").monitor());
            assertThatThrownBy(() -> Monitoring.start(settings, console))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("monitor.listen: cannot listen at 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--monitor");
        }
    }

    @Test
    void start_forEverybodyWithoutAToken_warns() throws Exception {
        try (Monitor monitor =
                Monitoring.start(load("monitor: {listen: '0.0.0.0:0'}\n").monitor(), console)) {
            assertThat(said.toString())
                    .contains("health and metrics at http://0.0.0.0:"
                            + requireNonNull(monitor).port())
                    .contains("monitor.token-file is not set");
        }
    }

    private void assertWrong(String yaml, String message) {
        assertThatThrownBy(() -> load(yaml)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    private Config load(String yaml) throws Exception {
        return Config.load(Files.writeString(directory.resolve("vigie.yaml"), yaml), Map.of(), settings -> {});
    }
}
