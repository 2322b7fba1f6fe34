package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.LoopbackPorts;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets: what arrives, and what is believed of what does not. */
@Timeout(60)
final class SyslogReceiverTest {

    private static final List<Message> BATCH =
            List.of(Episodes.message("a", 0), Episodes.message("b", 0), Episodes.message("a", 1));

    @TempDir
    private Path directory;

    @Test
    void deliver_overTcp_arrivesInOrder() throws Exception {
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault());
                Receiver receiver = tcp(server.port())) {
            assertThat(receiver.deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
            assertThat(server.keys()).containsExactly("a/0", "b/0", "a/1");
            assertThat(receiver.deliver(List.of(Episodes.message("c", 0)))).containsExactly(Answer.delivered());
            assertThat(server.keys()).endsWith("c/0");
        }
    }

    @Test
    void deliver_overTls_arrivesAtTheHostThatTheCertificateNames() throws Exception {
        Certificates certificates = Certificates.of(directory, "dns:localhost");
        try (SyslogServer server = new SyslogServer(certificates.server().getServerSocketFactory());
                Receiver receiver = tls(server.port(), certificates.pem())) {
            assertThat(receiver.deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
            assertThat(server.keys()).containsExactly("a/0", "b/0", "a/1");
            assertThat(server.last()).extracting(SyslogMessage::text).isEqualTo("{\"sequence\":1}");
        }
    }

    @Test
    void deliver_certificateOfAnotherHost_sendsNothing() throws Exception {
        Certificates certificates = Certificates.of(directory, "dns:other.example");
        try (SyslogServer server = new SyslogServer(certificates.server().getServerSocketFactory());
                Receiver receiver = tls(server.port(), certificates.pem())) {
            assertLater(receiver, "no trusted TLS");
            assertThat(server.received).isEmpty();
        }
    }

    @Test
    void deliver_certificateOfAStranger_sendsNothing() throws Exception {
        Certificates stranger = Certificates.of(directory, "dns:localhost");
        Path trusted = Files.createDirectory(directory.resolve("trusted"));
        try (SyslogServer server = new SyslogServer(stranger.server().getServerSocketFactory());
                Receiver receiver = tls(
                        server.port(), Certificates.of(trusted, "dns:localhost").pem())) {
            assertLater(receiver, "no trusted TLS");
            assertThat(server.received).isEmpty();
        }
    }

    @Test
    void deliver_receiverDiesAmidTheBatch_countsNoneAsDelivered() throws Exception {
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault());
                Receiver receiver = tcp(server.port())) {
            server.behave(SyslogServer.Manner.DIES);
            assertLater(receiver, "the connection broke");
            server.behave(SyslogServer.Manner.GOOD);
            assertThat(receiver.deliver(BATCH)).containsOnly(Answer.delivered());
            assertThat(server.keys()).containsExactly("a/0", "a/0", "b/0", "a/1");
        }
    }

    @Test
    void deliver_receiverSleeps_isCutOff() throws Exception {
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault())) {
            server.behave(SyslogServer.Manner.SLEEPS);
            SyslogFrame frame = new SyslogFrame(1, 1, "");
            try (Receiver receiver = new SyslogReceiver("127.0.0.1", server.port(), null, frame, 200)) {
                assertLater(receiver, "did not read to the end in time");
            }
        }
    }

    @Test
    void deliver_somethingElseListens_isNotBelieved() throws Exception {
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault());
                Receiver receiver = tcp(server.port())) {
            server.behave(SyslogServer.Manner.TALKS);
            assertLater(receiver, "");
        }
    }

    @Test
    void deliver_nobodyListens_waits() throws Exception {
        try (Socket nobody = LoopbackPorts.refusing();
                Receiver receiver = tcp(nobody.getLocalPort())) {
            assertLater(receiver, "does not accept connections");
        }
    }

    private static void assertLater(Receiver receiver, String reason) throws InterruptedException {
        assertThat(receiver.deliver(BATCH)).hasSize(BATCH.size()).allSatisfy(answer -> {
            assertThat(answer.kind()).isEqualTo(Answer.Kind.LATER);
            assertThat(answer.reason()).contains(reason);
        });
    }

    private static Receiver tcp(int port) throws TargetException {
        return open("syslog+tcp://127.0.0.1:" + port);
    }

    private static Receiver tls(int port, Path ca) throws TargetException {
        return open("syslog+tls://localhost:" + port + "?ca=" + ca);
    }

    private static Receiver open(String address) throws TargetException {
        return new Receivers("vigie-1", InstantSource.system(), Thread::sleep)
                .open(Target.parse(address), AlertFormat.CEF);
    }
}
