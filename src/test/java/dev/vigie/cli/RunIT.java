package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie run} in a process of its own, with its own broker, stopped as a service manager stops it. */
@Timeout(180)
final class RunIT {

    private static final int PEOPLE = 60;
    /** Nobody's name, so that wherever it turns up it has come from the log. */
    private static final String ACCOUNT = "canary-account-7f3a";

    private static final String SUBJECT = "canary-subject-";
    private static final String ADDRESS = "203.0.113.77";

    @TempDir
    Path directory;

    @Test
    void run_withoutACluster_startsItsOwnAndAlertsUntilStopped() throws Exception {
        Path config = Files.writeString(directory.resolve("vigie.yaml"), """
                topics:
                  partitions: 2
                sources:
                  - topic: vigie.logs.atlas
                    format: json
                    mapping: atlas.yaml
                assignments: {topic: vigie.assignments}
                state-dir: state
                threads: 1
                """);
        Files.writeString(directory.resolve("atlas.yaml"), """
                format: json
                fields: {time: time, account: who, action: action, subject: whose}
                """);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        "-c",
                        config.toString(),
                        "--monitor",
                        "127.0.0.1:0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String bootstrap = null;
            Watcher watcher = null;
            List<String> lines = new ArrayList<>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (line.contains("listens at ")) {
                    bootstrap = line.substring(line.indexOf("listens at ") + "listens at ".length());
                }
                if (line.contains("health and metrics at ")) {
                    watcher = new Watcher(line.substring(line.indexOf("http")));
                    watcher.assertStarting();
                }
                if (line.contains("running against")) {
                    break;
                }
            }
            assertThat(bootstrap).as("%s", lines).isNotNull();
            assertThat(watcher).as("%s", lines).isNotNull();
            send(bootstrap);
            assertThat(firstAlert(bootstrap).group())
                    .containsEntry("operator", "atlas")
                    .containsEntry("account", ACCOUNT);
            watcher.assertRunning();
            watcher.assertEveryMetricIsThere(PEOPLE, List.of(ACCOUNT, SUBJECT, ADDRESS, "203.0.113"));
            watcher.assertLimits();
            process.toHandle().destroy(); // Process.destroy would close what it still says.
            said.lines().forEach(lines::add);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lines).noneMatch(line -> line.contains(ACCOUNT) || line.contains(SUBJECT));
            assertLeavesNobody();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The state, but for the broker's own data, names no person; and no file is named after anybody. */
    private void assertLeavesNobody() throws IOException {
        Path state = directory.resolve("state");
        Path broker = state.resolve("kafka");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(state)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(broker))
                    .forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(file.toString()).doesNotContain(ACCOUNT, SUBJECT);
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain(SUBJECT);
        }
    }

    private static void send(String bootstrap) throws Exception {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < PEOPLE; i++) {
                String line =
                        "{'time':'2026-01-05T10:00:%02dZ','who':'%s','action':'READ','whose':'%s%d','src_ip':'%s'}"
                                .replace('\'', '"')
                                .formatted(i, ACCOUNT, SUBJECT, i, ADDRESS);
                producer.send(new ProducerRecord<>("vigie.logs.atlas", line.getBytes(UTF_8)))
                        .get();
            }
            producer.send(new ProducerRecord<>("vigie.logs.atlas", (ACCOUNT + " " + SUBJECT).getBytes(UTF_8)))
                    .get();
        }
    }

    private static Alert firstAlert(String bootstrap) throws Exception {
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (AlertFeed feed = new AlertFeed(bootstrap, Topics.standard(), codec)) {
            List<Alert> alerts = new ArrayList<>();
            while (alerts.isEmpty()) {
                assertThat(System.nanoTime()).as("an alert within a minute").isLessThan(deadlineNanos);
                feed.poll(alerts::add);
            }
            return alerts.get(0);
        }
    }
}
