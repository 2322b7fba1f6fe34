package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.vigie.wire.RegistryException.Kind;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {

    private static final char[] SECRET = "changeit".toCharArray();

    private @TempDir Path dir;
    private SSLContext trusting;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = selfSigned(dir.resolve("keys.p12"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, SECRET);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(own.getKeyManagers(), trust.getTrustManagers(), null);

        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            byte[] body = "{\"id\":5}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void register_ownTrustStore_reachesTheRegistry() throws Exception {
        assertThat(registry(trusting).register("s", "\"string\"")).isEqualTo(5);
    }

    @Test
    void register_certificateNotTrusted_saysSoWithoutTryingAgain() {
        RegistryException failure = catchThrowableOfType(
                RegistryException.class, () -> registry(null).register("s", "\"string\""));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("no trusted TLS").hasMessageContaining("trust store");
    }

    private ConfluentRegistry registry(@Nullable SSLContext tls) {
        Retry never = new Retry(5, Duration.ZERO, Duration.ZERO, new Random(1), millis -> {
            throw new AssertionError("tried again");
        });
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        return new ConfluentRegistry(
                new RegistrySettings(url, null, null, tls, Duration.ofSeconds(20), never), InstantSource.system());
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "registry",
                        "-dname",
                        "CN=registry",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(SECRET))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, SECRET);
        }
        // A trust store holds certificates; a key's own entry does not count as one.
        keys.setCertificateEntry("trusted", keys.getCertificate("registry"));
        return keys;
    }
}
