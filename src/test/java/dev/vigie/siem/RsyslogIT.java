package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigie.LoopbackPorts;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real rsyslog as the receiver, where one is installed ({@code rsyslog}, {@code rsyslog-openssl}). */
@Timeout(60)
final class RsyslogIT {

    private static final String FIELDS =
            "%pri%|%timestamp:::date-rfc3339%|%hostname%|%app-name%|%msgid%|" + "%structured-data%|%msg%\\n";
    private static final List<Message> BATCH = List.of(
            message("account:atlas/jd:1", 0, Alert.State.OPEN, Level.CRITICAL),
            message("a \"]\\ é\ud83d\ude00", 7, Alert.State.CLOSED, Level.LOW));

    @TempDir
    private Path directory;

    @Test
    void deliver_overTcp_isReadFieldByField() throws Exception {
        int port = LoopbackPorts.free();
        String config = "module(load=\"imtcp\")\n";
        assertReceived(config, port, "syslog+tcp://127.0.0.1:" + port);
    }

    @Test
    void deliver_overTlsWithAPrivateCertificate_isReadFieldByField() throws Exception {
        int port = LoopbackPorts.free();
        Certificates certificates = Certificates.of(directory, "dns:localhost");
        String config = "global(DefaultNetstreamDriverCAFile=\"" + certificates.pem()
                + "\" DefaultNetstreamDriverCertFile=\"" + certificates.pem() + "\" DefaultNetstreamDriverKeyFile=\""
                + certificates.keyPem() + "\")\n"
                + "module(load=\"imtcp\" StreamDriver.Name=\"ossl\" StreamDriver.Mode=\"1\""
                + " StreamDriver.AuthMode=\"anon\")\n";
        assertReceived(config, port, "syslog+tls://localhost:" + port + "?ca=" + certificates.pem());
    }

    private void assertReceived(String config, int port, String address) throws Exception {
        Process rsyslog = start(config, port);
        try (Receiver receiver = new Receivers("vigie-1", InstantSource.system(), Thread::sleep)
                .open(Target.parse(address), AlertFormat.CEF)) {
            BufferedReader said = new BufferedReader(new InputStreamReader(rsyslog.getInputStream(), UTF_8));
            // Until it listens there is nobody to connect to, which the receiver says at once.
            while (receiver.deliver(BATCH).get(0).kind() == Answer.Kind.LATER) {
                assertThat(rsyslog.isAlive()).isTrue();
            }
            assertThat(fields(said))
                    .containsExactly(
                            "106",
                            "2026-01-05T10:00:52.120Z",
                            "vigie-1",
                            "vigie",
                            "OPEN",
                            "[vigie@32473 id=\"account:atlas/jd:1\" sequence=\"0\" state=\"OPEN\" level=\"CRITICAL\""
                                    + " people=\"51\"]",
                            "{\"sequence\":0}");
            List<String> hostile = fields(said);
            assertThat(hostile).contains("109", "CLOSED", "{\"sequence\":7}");
            assertThat(hostile.get(5)).contains("id=\"a \\\"\\]\\\\ é\ud83d\ude00\"");
        } finally {
            rsyslog.destroy();
            rsyslog.waitFor();
        }
    }

    private static List<String> fields(BufferedReader from) throws IOException {
        String line = from.readLine();
        while (line != null && line.chars().filter(c -> c == '|').count() != 6) {
            line = from.readLine();
        }
        assertThat(line).isNotNull();
        return Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    }

    private Process start(String config, int port) throws IOException {
        String program = program();
        assumeTrue(!program.isEmpty(), "rsyslogd is not installed");
        Path file = Files.writeString(
                directory.resolve("rsyslog.conf"),
                config + "template(name=\"fields\" type=\"string\" string=\"" + FIELDS + "\")\n"
                        + "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" + port + "\" ruleset=\"alerts\")\n"
                        + "ruleset(name=\"alerts\") { action(type=\"omfile\" file=\"/dev/stdout\""
                        + " template=\"fields\") }\n");
        return new ProcessBuilder(
                        program,
                        "-n",
                        "-f",
                        file.toString(),
                        "-i",
                        directory.resolve("rsyslog.pid").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String program() {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator, -1)));
        folders.add("/usr/sbin");
        return folders.stream()
                .map(folder -> Path.of(folder, "rsyslogd"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }

    private static Message message(String id, int sequence, Alert.State state, Level level) {
        return Episodes.message(Episodes.alert(id, sequence, state, level, "s"));
    }
}
