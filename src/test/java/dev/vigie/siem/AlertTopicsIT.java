package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.LoopbackPorts;
import dev.vigie.cli.EmbeddedKafka;
import dev.vigie.model.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code vigie run} with topics of alerts in other formats, used by what is not Vigie's: a client written in JavaScript
 * sends the logs and reads the alerts as ECS, and Kafka Connect's runtime writes those in OCSF to a file.
 */
@Tag("real")
@Timeout(300)
final class AlertTopicsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Path KAFKAJS = Path.of("target", "it", "kafkajs");

    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;
    private static ChildProcess run;
    private static ChildProcess connect;
    private static ChildProcess client;
    private static AlertsTopic topic;

    @BeforeAll
    static void start() throws Exception {
        installKafkajs();
        kafka = EmbeddedKafka.start();
        topic = new AlertsTopic(kafka.bootstrap(), "vigie");
        Path config = Files.writeString(
                directory.resolve("vigie.yaml"),
                "kafka:\n  bootstrap.servers: " + kafka.bootstrap()
                        + "\ntopics:\n  partitions: 2\n  alert-formats: [ocsf, ecs, cef, leef]\n"
                        + "sources:\n  - {topic: vigie.logs.atlas, format: json}\nstate-dir: state\nthreads: 1\n");
        run = ChildProcess.vigie("run", "-c", config.toString());
        run.await(line -> line.contains("running against"));
        connect = startConnect();
        client = ChildProcess.start(
                List.of("node", "client.js", kafka.bootstrap(), "vigie.logs.atlas", "vigie.alerts.ecs"), KAFKAJS);
    }

    @AfterAll
    static void stop() throws Exception {
        for (ChildProcess each : new ChildProcess[] {client, connect, run}) {
            if (each != null) {
                each.close();
            }
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void kafkajs_sendingLogs_readsTheirAlertsAsEcs() throws Exception {
        JsonNode first = JSON.readTree(client.await(line -> line.startsWith("{")));
        assertThat(first.at("/alert/event/kind").asText()).isEqualTo("alert");
        assertThat(first.at("/alert/ecs/version").asText()).isEqualTo(EcsWriter.VERSION);
        assertThat(first.at("/alert/user/name").asText()).isEqualTo("jd");
        assertThat(first.at("/alert/organization/name").asText()).isEqualTo("atlas");
        List<Alert> alerts = alerts();
        List<String> lines = client.await(alerts.size(), line -> line.startsWith("{"));
        for (int i = 0; i < alerts.size(); i++) {
            JsonNode read = JSON.readTree(lines.get(i));
            assertThat(read.path("key").asText()).isEqualTo(alerts.get(i).id());
            assertThat(read.path("alert"))
                    .isEqualTo(JSON.readTree(AlertFormat.ECS.writer().write(alerts.get(i))));
        }
    }

    @Test
    void connect_fileSink_writesEveryOcsfMessageOnce() throws Exception {
        List<String> expected =
                alerts().stream().map(AlertFormat.OCSF.writer()::write).toList();
        assertThat(fileLines(expected.size())).startsWith(expected.toArray(String[]::new));
    }

    @Test
    void connect_fileSink_writesWhatTheOcsfSchemaAllows() throws Exception {
        OcsfSchema schema = OcsfReference.schema();
        for (String line : fileLines(alerts().size())) {
            JsonNode event = JSON.readTree(line);
            String name = event.path("class_uid").asInt() == FindingClass.DETECTION.uid()
                    ? "detection_finding"
                    : "data_security_finding";
            assertThat(OcsfValidator.problems(schema, name, event)).as(line).isEmpty();
        }
    }

    @Test
    void cefAndLeef_haveEveryMessageToo() throws Exception {
        List<Alert> alerts = alerts();
        for (AlertFormat format : List.of(AlertFormat.CEF, AlertFormat.LEEF)) {
            List<String> lines = topic.read("vigie.alerts." + format.formatName(), alerts.size()).stream()
                    .map(message -> new String(message.value(), UTF_8))
                    .toList();
            assertThat(lines)
                    .startsWith(alerts.stream().map(format.writer()::write).toArray(String[]::new));
        }
    }

    /** The first messages of {@code vigie.alerts}: there is at least the one that the client waits for. */
    private static List<Alert> alerts() throws Exception {
        client.await(line -> line.startsWith("{"));
        List<Alert> alerts = new ArrayList<>();
        for (var message : topic.read("vigie.alerts", 1)) {
            alerts.add(topic.codec.decode(message.value()));
        }
        return alerts;
    }

    /** The lines that the sink has written, as soon as there are so many whole ones. */
    private static List<String> fileLines(int count) throws IOException {
        Path file = directory.resolve("alerts.ocsf.jsonl");
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        List<String> lines = List.of();
        while (lines.size() < count) {
            assertThat(System.nanoTime()).as("%s lines of %s", count, file).isLessThan(deadlineNanos);
            String text = Files.exists(file) ? Files.readString(file) : "";
            lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }
        return lines;
    }

    private static ChildProcess startConnect() throws IOException, InterruptedException {
        Path worker = Files.writeString(
                directory.resolve("worker.properties"),
                String.join(
                        "\n",
                        "bootstrap.servers=" + kafka.bootstrap(),
                        "key.converter=org.apache.kafka.connect.storage.StringConverter",
                        "value.converter=org.apache.kafka.connect.storage.StringConverter",
                        "offset.storage.file.filename=" + directory.resolve("offsets"),
                        "offset.flush.interval.ms=500",
                        "plugin.discovery=service_load",
                        "listeners=http://127.0.0.1:" + LoopbackPorts.free()));
        Path sink = Files.writeString(
                directory.resolve("sink.properties"),
                String.join(
                        "\n",
                        "name=vigie-alerts",
                        "connector.class=org.apache.kafka.connect.file.FileStreamSinkConnector",
                        "tasks.max=1",
                        "topics=vigie.alerts.ocsf",
                        "file=" + directory.resolve("alerts.ocsf.jsonl"),
                        "consumer.override.isolation.level=read_committed"));
        return ChildProcess.java(
                OtherClassPath.of("connect"),
                List.of("-Xmx256m"),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                List.of(worker.toString(), sink.toString()));
    }

    /** Its only dependency, by the lock file; without Node a developer's test is skipped. */
    private static void installKafkajs() throws IOException, InterruptedException {
        Files.createDirectories(KAFKAJS);
        Path source = Path.of("src", "it", "kafkajs");
        for (String name : List.of("package.json", "package-lock.json", "client.js")) {
            Files.copy(source.resolve(name), KAFKAJS.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(KAFKAJS.resolve("node_modules/kafkajs/package.json"))) {
            return;
        }
        try {
            List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Process install = new ProcessBuilder(command)
                    .directory(KAFKAJS.toFile())
                    .inheritIO()
                    .start();
            assertThat(install.waitFor()).as("npm ci").isZero();
        } catch (IOException e) {
            String missing = "npm is not installed: " + e.getMessage();
            assumeTrue("true".equals(System.getenv("CI")), missing);
            throw new AssertionError(missing, e);
        }
    }
}
