package dev.vigie.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry and spoils its answers. */
public final class RegistryProxy implements AutoCloseable {

    /** What becomes of an answer. */
    public enum Mood {
        SANE,
        /** It comes seconds late. */
        SLOW,
        /** It is something else: a page, another object, no JSON, or what never ends. */
        NONSENSE
    }

    private static final long SLOW_MILLIS = 4_000;
    private static final List<String> NONSENSE = List.of(
            "<html><body>Welcome!</body></html>",
            "{\"id\":-1,\"schema\":7}",
            "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}",
            "[[[[",
            "",
            "x".repeat(RegistryHttp.ANSWER_BYTES_MAX + 1));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final AtomicInteger nonsense = new AtomicInteger();
    private volatile Mood mood = Mood.SANE;

    public RegistryProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How it answers from now on. */
    public void be(Mood newMood) {
        mood = newMood;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (mood == Mood.NONSENSE) {
                send(exchange, 200, nonsense().getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (mood == Mood.SLOW) {
                Thread.sleep(SLOW_MILLIS);
            }
            pass(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String nonsense() {
        return NONSENSE.get(nonsense.getAndIncrement() % NONSENSE.size());
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(target + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            send(exchange, response.statusCode(), response.body());
        } catch (IOException e) {
            // The registry is gone; so, to whoever asks, is what stands before it.
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
