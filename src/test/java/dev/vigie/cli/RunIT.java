package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
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
                        config.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String bootstrap = null;
            List<String> lines = new ArrayList<>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (line.contains("listens at ")) {
                    bootstrap = line.substring(line.indexOf("listens at ") + "listens at ".length());
                }
                if (line.contains("running against")) {
                    break;
                }
            }
            assertThat(bootstrap).as("%s", lines).isNotNull();
            send(bootstrap);
            assertThat(firstAlert(bootstrap).group())
                    .containsEntry("operator", "atlas")
                    .containsEntry("account", "jd");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void send(String bootstrap) throws Exception {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < PEOPLE; i++) {
                String line =
                        "{\"time\":\"2026-01-05T10:00:%02dZ\",\"who\":\"jd\",\"action\":\"READ\",\"whose\":\"p%d\"}"
                                .formatted(i, i);
                producer.send(new ProducerRecord<>("vigie.logs.atlas", line.getBytes(UTF_8)))
                        .get();
            }
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
