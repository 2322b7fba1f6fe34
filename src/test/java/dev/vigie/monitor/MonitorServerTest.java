package dev.vigie.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.siem.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real requests to a real server. What only a process of its own can have, its limits, is in RunIT. */
@Timeout(60)
final class MonitorServerTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final List<MonitorServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(MonitorServer::close);
        metrics.close();
    }

    @Test
    void get_aPage_hasTypeLengthAndIsNotKept() throws Exception {
        HttpResponse<String> answer = ask(start(null, null), "GET", "/health/live");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"live\":true,\"parts\":{}}\n");
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("content-length", List.of("25"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    @Test
    void head_aPage_isTheSameWithoutIt() throws Exception {
        HttpResponse<String> answer = ask(start(null, null), "HEAD", "/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).contains("27");
    }

    @Test
    void otherMethodsAndPaths_areRefused() throws Exception {
        int port = start(null, null);
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"}) {
            HttpResponse<String> answer = ask(port, method, "/metrics");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
        }
        assertThat(ask(port, "GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask(port, "GET", "/metrics/x").statusCode()).isEqualTo(404);
        assertThat(ask(port, "GET", "/metrics?debug=1").statusCode()).isEqualTo(200);
    }

    @Test
    void get_metricsWithoutTheToken_saysWhatIsMissing() throws Exception {
        int port = start(null, "a token of 20 letters");
        HttpResponse<String> answer = ask(port, "GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        HttpRequest withToken = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Authorization", "Bearer a token of 20 letters")
                .build();
        assertThat(CLIENT.send(withToken, BodyHandlers.ofString()).body()).contains("process_start_time_seconds");
    }

    @Test
    void aSourceThatFails_tellsNothingOfWhatItKnows() throws Exception {
        metrics.show(Metric.DISK_FREE, to -> {
            throw new IllegalStateException("canary-secret");
        });
        HttpResponse<String> answer = ask(start(null, null), "GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("the page cannot be made: IllegalStateException\n");
    }

    @Test
    void whoeverSendsHalfARequest_holdsUpNobody() throws Exception {
        int port = start(null, null);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 7; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream().write("GET /metrics HTT".getBytes(UTF_8));
            }
            assertThat(ask(port, "GET", "/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void start_withTls_servesTheCertificateOfTheFiles() throws Exception {
        Certificates certificates = Certificates.of(directory, "dns:localhost");
        int port = start(ServerTls.of(certificates.pem(), certificates.keyPem()), null);
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificates.pem())).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/health/live"))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> ask(port, "GET", "/health/live")).isInstanceOf(IOException.class);
        keysOfAnotherKind(certificates.pem());
    }

    private void keysOfAnotherKind(Path certificate) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);
        String key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path rsa = Files.writeString(
                directory.resolve("rsa"),
                "-----BEGIN RSA PRIVATE KEY-----\n" + key + "\n-----END RSA PRIVATE KEY-----");
        assertThatThrownBy(() -> ServerTls.of(certificate, rsa))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
                .hasMessageNotContaining(key.substring(0, 20));
        assertThatThrownBy(() -> ServerTls.of(rsa, rsa)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> ServerTls.of(directory.resolve("none"), rsa)).isInstanceOf(IOException.class);
    }

    private static SSLContext trusting(Path pem) throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            authorities.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    private int start(@Nullable SSLContext tls, @Nullable String token) throws IOException {
        MonitorServer server = MonitorServer.start(new MonitorSettings(ANY_PORT, tls, token), metrics, health);
        servers.add(server);
        return server.port();
    }

    private static HttpResponse<String> ask(int port, String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
