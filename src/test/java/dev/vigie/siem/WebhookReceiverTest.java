package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vigie.LoopbackPorts;
import dev.vigie.siem.HttpStub.Reply;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WebhookReceiverTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_607_260);
    private static final List<Message> BATCH =
            List.of(Episodes.message("a", 0), Episodes.message("b\r\n\u202e", 0), Episodes.message("a", 1));

    @TempDir
    private Path directory;

    private HttpStub stub;

    @BeforeEach
    void start() throws Exception {
        stub = new HttpStub(request -> Reply.of(204));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void deliver_accepted_postsEachMessageInOrder() throws Exception {
        assertThat(receiver("/hook?sig=a%2Bb").deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        assertThat(stub.requests)
                .extracting(HttpStub.Request::body)
                .containsExactly("{\"sequence\":0}", "{\"sequence\":0}", "{\"sequence\":1}");
        assertThat(stub.requests).extracting(HttpStub.Request::path).containsOnly("/hook?sig=a%2Bb");
        assertThat(stub.requests.get(0).header("Content-Type")).startsWith("application/json");
        assertThat(stub.requests.get(0).headers()).doesNotContainKey("Webhook-signature");
    }

    @Test
    void deliver_withASecret_signsIdTimeAndBody() throws Exception {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
        Path file = Files.writeString(
                directory.resolve("hook.secret"), "whsec_" + Base64.getEncoder().encodeToString(secret) + "\n");
        Receiver receiver = receiver("/hook?secret-file=" + file + "&keep=1");
        receiver.deliver(BATCH);
        receiver.deliver(BATCH.subList(0, 1));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        for (HttpStub.Request request : stub.requests) {
            String signed = request.header("webhook-id") + "." + NOW.getEpochSecond() + "." + request.body();
            assertThat(request.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
            assertThat(request.header("webhook-signature"))
                    .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
            assertThat(request.path()).isEqualTo("/hook?keep=1");
        }
        assertThat(stub.requests.subList(0, 3))
                .extracting(request -> request.header("webhook-id"))
                .doesNotHaveDuplicates();
        assertThat(stub.requests.get(3).header("webhook-id"))
                .isEqualTo(stub.requests.get(0).header("webhook-id"));
    }

    @Test
    void open_weakSecret_saysHowToMakeOne() throws Exception {
        Path file = Files.writeString(directory.resolve("hook.secret"), "hunter2");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("/?secret-file=" + file))
                .withMessageContaining("secret-file: must hold whsec_")
                .withMessageContaining("openssl rand -base64 32")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void deliver_busy_stopsThereAndAsksForTheWait() throws Exception {
        stub.answer(request -> stub.requests.size() < 2
                ? Reply.of(200)
                : new Reply(429, Map.of("Retry-After", "17"), "slow down, m.petit"));
        Answer busy = new Answer(Answer.Kind.LATER, "HTTP status 429", "", 17_000);
        assertThat(receiver("/").deliver(BATCH)).containsExactly(Answer.delivered(), busy, busy);
        assertThat(stub.requests).hasSize(2);
    }

    @Test
    void deliver_refusedOne_goesOnWithTheNext() throws Exception {
        stub.answer(request -> stub.requests.size() == 2 ? Reply.of(422, "no such field") : Reply.of(200));
        assertThat(receiver("/").deliver(BATCH))
                .containsExactly(
                        Answer.delivered(), Answer.refused("HTTP status 422", "no such field"), Answer.delivered());
    }

    @Test
    void deliver_redirected_followsNot() throws Exception {
        stub.answer(request -> new Reply(307, Map.of("Location", "http://127.0.0.1:1/"), ""));
        assertThat(receiver("/").deliver(BATCH.subList(0, 1)))
                .extracting(Answer::kind)
                .containsExactly(Answer.Kind.LATER);
    }

    @Test
    void deliver_connectionClosedWithoutAnAnswer_isLater() throws Exception {
        stub.answer(request -> Reply.of(0));
        assertThat(receiver("/").deliver(BATCH)).extracting(Answer::kind).containsOnly(Answer.Kind.LATER);
    }

    @Test
    void deliver_overTls_goesToTheHostThatTheCertificateNamesAlone() throws Exception {
        Certificates right = Certificates.of(directory, "dns:localhost");
        try (HttpStub secured = HttpStub.secured(right.server(), request -> Reply.of(204))) {
            assertThat(secured(secured.port(), right).deliver(BATCH))
                    .isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        }
        Certificates wrong = Certificates.of(directory, "dns:other.example");
        try (HttpStub secured = HttpStub.secured(wrong.server(), request -> Reply.of(204))) {
            assertThat(secured(secured.port(), wrong).deliver(BATCH)).allSatisfy(answer -> {
                assertThat(answer.kind()).isEqualTo(Answer.Kind.LATER);
                assertThat(answer.reason()).contains("no trusted TLS");
            });
            assertThat(secured.requests).isEmpty();
        }
    }

    private static Receiver secured(int port, Certificates trusted) throws TargetException {
        return new Receivers("h", () -> NOW, millis -> {})
                .open(Target.parse("webhook+https://localhost:" + port + "/?ca=" + trusted.pem()), AlertFormat.OCSF);
    }

    @Test
    void deliver_nobodyListens_isLater() throws Exception {
        try (Socket nobody = LoopbackPorts.refusing()) {
            assertThat(receiver(nobody.getLocalPort(), "/").deliver(BATCH))
                    .isEqualTo(Receiver.all(BATCH, Answer.later("it does not accept connections")));
        }
    }

    @Test
    void deliver_endlessAnswer_isReadInPartOnly() throws Exception {
        stub.answer(request -> Reply.of(400, "x".repeat(1 << 20)));
        Answer answer = receiver("/").deliver(BATCH.subList(0, 1)).get(0);
        assertThat(answer.detail()).isEqualTo("x".repeat(Answer.DETAIL_LENGTH_MAX));
    }

    @Test
    void deliver_template_postsTheChatsOwnForm() throws Exception {
        receiver("/services/T0?template=slack").deliver(BATCH);
        assertThat(stub.requests.get(0).body()).contains("\"blocks\":[").contains("jd read 51 people");
    }

    @Test
    void open_unknownTemplate_namesThem() {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("/?template=irc"))
                .withMessage("template: must be one of teams, slack, mattermost");
    }

    private Receiver receiver(String path) throws TargetException {
        return receiver(stub.port(), path);
    }

    private static Receiver receiver(int port, String path) throws TargetException {
        return new Receivers("h", () -> NOW, millis -> {})
                .open(Target.parse("webhook+http://127.0.0.1:" + port + path), AlertFormat.OCSF);
    }
}
