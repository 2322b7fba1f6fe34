package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.cli.EmbeddedKafka;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie forward} to a real OpenSearch node. */
@Tag("real")
@Timeout(300)
final class OpenSearchIT {

    private static final int ALERTS = 10_000;
    /** Every so many alerts have a second message. */
    private static final int UPDATED = 10;

    private static final int BEFORE_KILL = 2_000;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    private static Path home;

    private static EmbeddedKafka kafka;
    private static OpenSearchServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start();
        server = new OpenSearchServer(home);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        kafka.close();
    }

    @Test
    void forward_nodeKilledAmid10000Alerts_allAreThereOnce() throws Exception {
        AlertsTopic topic = new AlertsTopic(kafka.bootstrap(), "amid");
        List<Alert> alerts = new ArrayList<>();
        IntStream.range(0, ALERTS).forEach(i -> alerts.add(Episodes.alert("alert-" + i, 0)));
        IntStream.range(0, ALERTS / UPDATED).forEach(i -> alerts.add(Episodes.alert("alert-" + i * UPDATED, 1)));
        topic.send(alerts);
        installTemplate("vigie-alerts", "/vigie-alerts");
        try (ChildProcess forward = forward("amid", "/vigie-alerts")) {
            await(() -> indexed("vigie-alerts") >= BEFORE_KILL);
            assertThat(indexed("vigie-alerts")).isLessThan(ALERTS);
            server.kill();
            forward.await(line -> line.contains("alerts wait, none is lost"));
            server.start();
            await(() -> server.seen("vigie-alerts", "vigie.state:UPDATE") == ALERTS / UPDATED);
            forward.await(line -> line.contains("takes alerts again"));
            forward.stop();
            forward.await(line -> line.contains(" 0 refused; 0 wait for the next start"));
        }
        assertThat(ids("vigie-alerts")).hasSize(ALERTS).contains("alert-0", "alert-" + (ALERTS - 1));
        assertThat(server.count("vigie-alerts", "*")).isEqualTo(ALERTS);
        assertThat(topic.size("amid.alerts.refused")).isZero();
    }

    @Test
    void forward_documentThatTheMappingRefuses_isKeptWithItsReasonAndTheRestIsThere() throws Exception {
        AlertsTopic topic = new AlertsTopic(kafka.bootstrap(), "conflict");
        server.request("PUT", "/conflict", "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");
        topic.send(List.of(alert("first", "51"), alert("second", "jd read 51 people"), alert("third", "52")));
        try (ChildProcess forward = forward("conflict", "/conflict")) {
            await(() -> server.seen("conflict", "*") == 2);
            forward.await(line -> line.contains("refuses alerts, 1 so far"));
        }
        assertThat(ids("conflict")).containsExactly("first", "third");
        ConsumerRecord<byte[], byte[]> refused =
                topic.read("conflict.alerts.refused", 1).get(0);
        assertThat(topic.codec.decode(refused.value()).id()).isEqualTo("second");
        assertThat(new String(refused.headers().lastHeader("vigie.reason").value(), UTF_8))
                .isEqualTo("HTTP status 400");
        assertThat(new String(refused.headers().lastHeader("vigie.detail").value(), UTF_8))
                .contains("mapper_parsing_exception");
    }

    @Test
    void forward_toADataStream_hasEveryMessageOnceAndEveryFieldAsItsTemplateSays() throws Exception {
        AlertsTopic topic = new AlertsTopic(kafka.bootstrap(), "stream");
        String stream = "logs-vigie.alert-default";
        String place = "?data-stream=" + stream;
        List<Alert> alerts = new ArrayList<>();
        for (Alert.State state : Alert.State.values()) {
            alerts.add(Samples.account(state));
            alerts.add(Samples.operator(state));
        }
        topic.send(alerts);
        topic.send(alerts); // as after a crash
        installTemplate("vigie-stream", place);
        try (ChildProcess forward = forward("stream", place)) {
            await(() -> server.seen(stream, "*") == alerts.size());
            forward.stop();
            forward.await(line -> line.contains(" 0 refused; 0 wait for the next start"));
        }
        assertThat(server.count(stream, "*")).isEqualTo(alerts.size());
        assertThat(server.get("/_data_stream/" + stream)
                        .at("/data_streams/0/name")
                        .asText())
                .isEqualTo(stream);
        assertThat(server.count(stream, "related.ip:%22192.0.2.0%2F24%22")).isPositive();
        assertThat(server.count(stream, "vigie.reasons.usual:%5B12.4%20TO%2012.6%5D"))
                .isPositive();
        assertThat(server.count(stream, "vigie.evidence.time:%5B2025%20TO%202026%5D"))
                .isPositive();
        assertThat(server.count(stream, "_exists_:_ignored")).isZero();
        assertThat(topic.size("stream.alerts.refused")).isZero();
    }

    @Test
    void indexTemplate_ofOcsf_isTakenAndItsTimesAreTimes() throws Exception {
        AlertFormat format = AlertFormat.OCSF;
        Target target = Target.parse(server.address() + "/ocsf-alerts");
        server.request("PUT", "/_index_template/ocsf", IndexTemplate.of(target, format));
        for (Alert.State state : Alert.State.values()) {
            server.request("POST", "/ocsf-alerts/_doc", format.writer().write(Samples.account(state)));
            server.request("POST", "/ocsf-alerts/_doc", format.writer().write(Samples.operator(state)));
        }
        for (String field : List.of("time", "finding_info.created_time", "finding_info.related_events.created_time")) {
            assertThat(server.count("ocsf-alerts", field + ":%5Bnow-100y%20TO%20now%2B1y%5D"))
                    .as(field)
                    .isPositive();
        }
        assertThat(server.count("ocsf-alerts", "_exists_:_ignored")).isZero();
    }

    private static void installTemplate(String name, String place) throws Exception {
        String template = IndexTemplate.of(Target.parse(server.address() + place), AlertFormat.ECS);
        server.request("PUT", "/_index_template/" + name, template);
    }

    private ChildProcess forward(String prefix, String place) throws IOException, InterruptedException {
        Path config = Files.writeString(
                directory.resolve("vigie.yaml"),
                "kafka:\n  bootstrap.servers: " + kafka.bootstrap() + "\ntopics:\n  prefix: " + prefix + "\n");
        ChildProcess forward = ChildProcess.vigie("forward", "-c", config.toString(), "--to", server.address() + place);
        forward.await(line -> line.contains("forwarding " + prefix + ".alerts to "));
        return forward;
    }

    /** How many documents were written so far, visible or not; none where there is no index yet. */
    private static long indexed(String index) throws IOException, InterruptedException {
        return server.get("/_stats/indexing")
                .at("/indices/" + index + "/primaries/indexing/index_total")
                .asLong();
    }

    private static Set<String> ids(String index) throws IOException, InterruptedException {
        Set<String> ids = new TreeSet<>();
        JsonNode found = server.get("/" + index + "/_search?_source=false&size=" + ALERTS);
        found.at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    private static Alert alert(String id, String sentence) {
        return Episodes.alert(id, 0, Alert.State.OPEN, Level.HIGH, sentence);
    }

    /** What a server may be asked for. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadlineNanos);
        }
    }
}
