package dev.vigie.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real OpenSearch node in a JVM of its own, which can be killed and started again on its data and its port. */
final class OpenSearchServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ChildProcess process;

    /** @param home stays the caller's to delete */
    OpenSearchServer(Path home) throws IOException {
        this.home = home;
        this.port = LoopbackPorts.free();
    }

    /** Starts the node, and returns when it answers. */
    void start() throws IOException, InterruptedException {
        process = ChildProcess.java(
                OtherClassPath.of("opensearch"),
                List.of("-Xms512m", "-Xmx512m", "-Djava.awt.headless=true"),
                "dev.vigie.it.OpenSearchNode",
                List.of(home.toAbsolutePath().toString(), Integer.toString(port)));
        process.await("up"::equals);
    }

    void kill() throws InterruptedException {
        Objects.requireNonNull(process).kill();
    }

    String address() {
        return "opensearch+http://127.0.0.1:" + port;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return request("GET", path, "");
    }

    /** Sends a request that must succeed. */
    JsonNode request(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** How many documents match a query in Lucene's syntax; all that has been written counts. */
    long count(String index, String query) throws IOException, InterruptedException {
        request("POST", "/" + index + "/_refresh", "");
        return get("/" + index + "/_count?q=" + query).path("count").asLong();
    }

    /** The same, of what the index shows by itself; -1 where it cannot be asked yet. */
    long seen(String index, String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/" + index + "/_count?q=" + query, "");
        return answer.statusCode() == 200
                ? JSON.readTree(answer.body()).path("count").asLong()
                : -1;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
