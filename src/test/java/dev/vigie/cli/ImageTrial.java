package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigie.model.Alert;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The container image that {@code -Pimage} builds: what is in it, and that it runs as Kubernetes would run it. */
@Timeout(300)
final class ImageTrial {

    private static final Path ARCHIVE = Path.of("target", "jib-image.tar");
    private static final String USER = "10001:10001";
    /** Ended in order after SIGTERM; a JVM says it like this. */
    private static final int TERMINATED = 128 + 15;

    private static final int PEOPLE = 60;

    /** All that there may be: Vigie, Java, C libraries, who the user is. No shell, no package manager, no keys. */
    private static final Pattern EXPECTED = Pattern.compile("app/(libs/[^/]+\\.jar|classes/.+|resources/.+|jib-[^/]+)"
            + "|opt/java/.+|(usr/)?lib(64)?/([^/]+/)?(lib[^/]+|ld-linux[^/]+)\\.so[^/]*"
            + "|etc/(passwd|group|nsswitch\\.conf)");

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(\\.(key|pem|p12|pfx|jks|asc|env|git|netrc)|id_rsa|credentials|settings\\.xml)");
    /** A key itself, not what reads keys. */
    private static final Pattern SECRET = Pattern.compile("PRIVATE KEY-----[\\sA-Za-z0-9+/=]{40}");

    @TempDir
    private static Path directory;

    private static ContainerImage image;
    private static Path root;
    private static List<TarArchiveEntry> entries;

    @BeforeAll
    static void unpack() throws IOException {
        assertThat(ARCHIVE).as("made by -Pimage").exists();
        image = ContainerImage.read(ARCHIVE, Files.createDirectories(directory.resolve("archive")));
        root = Files.createDirectories(directory.resolve("root"));
        entries = image.unpack(root);
    }

    @Test
    void user_isNotRoot_andOwnsNothing() {
        assertThat(image.user()).isEqualTo(USER);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.getLongUserId()).as(entry.getName()).isZero();
            assertThat(entry.getMode() & 06000)
                    .as("%s changes the user", entry.getName())
                    .isZero();
            // What others may write, the process may.
            assertThat((entry.getMode() & 2) != 0 && !entry.getName().equals("tmp/"))
                    .as("%s can be written", entry.getName())
                    .isFalse();
        });
    }

    @Test
    void files_areVigieAndItsRuntime_andNoSecrets() throws IOException {
        assertThat(image.environment()).allMatch(variable -> variable.startsWith("LANG="));
        for (TarArchiveEntry entry : entries) {
            if (entry.isFile()) {
                assertThat(entry.getName()).matches(EXPECTED).doesNotMatch(SECRET_NAME);
                if (entry.getName().startsWith("app/") && !entry.getName().endsWith(".jar")) {
                    String content = Files.readString(root.resolve(entry.getName()), ISO_8859_1);
                    assertThat(SECRET.matcher(content).find())
                            .as("a key in %s", entry.getName())
                            .isFalse();
                }
            }
        }
    }

    /**
     * As the StatefulSet has it: its arguments, its configuration but for the cluster, its mounts, a read-only root.
     */
    @Test
    void image_withAReadOnlyRoot_answersItsProbesAlertsAndEnds() throws Exception {
        assumeTrue(System.getenv("CI") != null || ReadOnlyRoot.isPossible(), "unshare and mount are not possible here");
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.copy(Path.of("k8s", "base", "vigie.yaml"), config.resolve("vigie.yaml"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            createTopic(kafka.bootstrap());
            List<String> environment = new ArrayList<>(image.environment());
            environment.addAll(List.of(
                    "JAVA_TOOL_OPTIONS=-Xmx768m -XX:+ExitOnOutOfMemoryError",
                    Settings.variable("instance.name") + "=vigie-0",
                    Settings.variable("kafka.bootstrap.servers") + "=" + kafka.bootstrap(),
                    Settings.variable("kafka.security.protocol") + "=PLAINTEXT",
                    Settings.variable("monitor.listen") + "=127.0.0.1:0"));
            ReadOnlyRoot container =
                    new ReadOnlyRoot(root, Files.createDirectories(directory.resolve("state")), config);
            Process process = container.start(image, environment, List.of("run", "--config", "/etc/vigie/vigie.yaml"));
            try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                List<String> lines = awaitRunning(said);
                send(kafka.bootstrap());
                assertThat(firstAlert(kafka.bootstrap()).group()).containsEntry("operator", "atlas");
                ReadOnlyRoot.terminate(process);
                said.lines().forEach(lines::add);
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as("%s", lines).isEqualTo(TERMINATED);
                assertThat(lines).noneMatch(line -> line.contains("ERROR"));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** What it says until it runs; meanwhile its probes are asked. */
    private static List<String> awaitRunning(BufferedReader said) throws Exception {
        List<String> lines = new ArrayList<>();
        Watcher watcher = null;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.contains("health and metrics at ")) {
                watcher = new Watcher(line.substring(line.indexOf("http")));
                watcher.assertStarting();
            }
            if (line.contains("running against")) {
                break;
            }
        }
        assertThat(watcher).as("%s", lines).isNotNull();
        watcher.assertRunning();
        return lines;
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic("vigie.logs.atlas", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(String bootstrap) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < PEOPLE; i++) {
                String line = "{'time':'2026-01-05T10:00:%02dZ','account':'a','action':'READ','subject':'s%d'}"
                        .replace('\'', '"')
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
