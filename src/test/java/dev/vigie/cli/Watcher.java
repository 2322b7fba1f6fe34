package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.monitor.Metric;
import dev.vigie.monitor.Published;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who looks at a running process from outside: probes, Prometheus, and somebody with bad manners. */
final class Watcher {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int REQUEST_LINE_BYTES = 1 << 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    /** @param address as the process says it */
    Watcher(String address) {
        this.base = URI.create(address);
    }

    void assertStarting() throws IOException, InterruptedException {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/metrics").body()).contains("vigie_build_info{version=");
    }

    void assertRunning() throws IOException, InterruptedException {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        assertThat(ready.body()).contains("\"detect\":\"RUNNING\"", "\"ingest\":\"RUNNING\"", " loaded\"");
    }

    /** The page of a detector, once it has been looked at what it is told, a moment later. */
    void assertEveryMetricIsThere(long counted, List<String> canaries) throws IOException, InterruptedException {
        Set<String> wanted = new TreeSet<>(Published.used());
        wanted.removeIf(name -> name.startsWith("vigie_forward_"));
        Stream.of(Metric.values())
                .map(Metric::metricName)
                .filter(name -> !name.startsWith("vigie_forward_"))
                .forEach(wanted::add);
        String page = await(wanted, "fate=\"counted\",operator=\"atlas\"} " + counted + ".0");
        assertThat(page.lines())
                .contains(
                        "vigie_ingest_records_total{operator=\"atlas\"} " + (counted + 1) + ".0",
                        "vigie_ledger_rejected_total{operator=\"atlas\",reason=\"not-json\"} 1.0",
                        "vigie_ready{part=\"detect\"} 1.0",
                        "vigie_rules_refused 0.0")
                .anyMatch(line -> line.startsWith("vigie_alert_messages_total{level=\"high\",state=\"open\"}"));
        assertThat(page).doesNotContain(canaries);
        // A consumer that has fetched nothing yet has no lag.
        assertThat(await(Set.of(), "\"vigie.events\"}"))
                .as("a topic's lag once, by its own name")
                .doesNotContain("vigie_events");
    }

    /** Asks until all is there: Kafka's figures are looked for every few seconds, the ledger is told every second. */
    String await(Set<String> names, String line) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        String page = get("/metrics").body();
        while (!Published.namesOn(page).containsAll(names) || !page.contains(line)) {
            Set<String> missing = new TreeSet<>(names);
            missing.removeAll(Published.namesOn(page));
            assertThat(System.nanoTime()).as("missing: %s %s", missing, line).isLessThan(deadlineNanos);
            page = get("/metrics").body();
        }
        return page;
    }

    /** A request without end is cut off, and meanwhile others are served. */
    void assertLimits() throws IOException, InterruptedException {
        try (Socket endless = new Socket(base.getHost(), base.getPort())) {
            endless.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(UTF_8));
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            byte[] much = new byte[REQUEST_LINE_BYTES];
            Arrays.fill(much, (byte) 'a');
            assertThat(answerTo(endless, much)).doesNotContain("200 OK");
        }
    }

    /** What comes back until the other side closes. */
    private static String answerTo(Socket socket, byte[] more) throws IOException {
        socket.setSoTimeout((int) DEADLINE.toMillis());
        try {
            socket.getOutputStream().write(more);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException e) {
            return "cut off";
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }
}
