package dev.vigie.wire;

import dev.vigie.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry for integration tests: Apicurio, in memory, in a process of its own, on a free loopback port.
 * The build unpacks it into {@code target/apicurio} before integration tests.
 */
public final class ApicurioServer implements AutoCloseable {

    private static final Path HOME = Path.of("target", "apicurio");
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    private static final int LOG_LINES_MAX = 40;

    private final int port;
    private final Path log;
    private @Nullable Process process;

    private ApicurioServer(int port) throws IOException {
        this.port = port;
        log = Files.createTempFile(HOME, "registry-", ".log");
    }

    /** Returns when the server is ready. */
    public static ApicurioServer start() throws IOException, InterruptedException {
        ApicurioServer server = new ApicurioServer(LoopbackPorts.free());
        server.startAgain();
        return server;
    }

    /** Where Confluent's protocol is spoken. */
    public URI url() {
        return root("/apis/ccompat/v7");
    }

    /** The server's address with another path. */
    public URI root(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts a server that has been killed, on the same port; it has lost all schemas. */
    public void startAgain() throws IOException, InterruptedException {
        launch();
        awaitReady();
    }

    /** Starts a server that has been killed and returns before it is ready. */
    public void launch() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        runner().toString())
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(log.toAbsolutePath().toFile()))
                .start();
    }

    /** Ends the process at once, as a crash would. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
            process = null;
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(root("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            if (process == null || process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the schema registry ended while it started:\n" + logTail());
            }
        }
        kill();
        throw new IOException("the schema registry was not ready within " + START_MAX + ":\n" + logTail());
    }

    private String logTail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_MAX), lines.size()));
    }

    private static Path runner() throws IOException {
        if (!Files.isDirectory(HOME)) {
            throw new IOException("no " + HOME + ": ./mvnw pre-integration-test unpacks the server there");
        }
        try (var files = Files.list(HOME)) {
            return files.filter(f -> f.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no runner in " + HOME))
                    .toAbsolutePath();
        }
    }
}
