package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.cli.SecuredBroker.Login;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real rsyslog that ships by the recipe of {@code shipping.md}: to a broker of anybody's, and to one that asks. */
@Timeout(120)
final class ShippingIT {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Topics TOPICS = new Topics("vigie", 1, 1, (short) 1);

    @TempDir
    private Path directory;

    @BeforeEach
    void requireRsyslog() {
        Rsyslog.require();
    }

    @Test
    void rsyslog_tailsAFile_eachLineIsInTheLedger() throws Exception {
        Path log = Files.writeString(directory.resolve("access.jsonl"), lines(0, 100) + "no JSON\n");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                new TopicCreation(admin, TOPICS).create(List.of("atlas"));
            }
            Installation installation = installation(kafka.bootstrap());
            StreamSettings settings = installation.streamSettings(kafka.bootstrap());
            try (StreamApplication detect = StreamApplication.startDetect(
                            settings, installation.rules(settings).detection(), Wire.withoutRegistry());
                    StreamApplication ingest =
                            StreamApplication.startIngest(settings, installation.sources(), Wire.withoutRegistry())) {
                assertThat(detect.awaitRunning(START_TIMEOUT) && ingest.awaitRunning(START_TIMEOUT))
                        .isTrue();
                String open = ShippingRecipes.below("rsyslog").replaceAll("(?m)^.*\"(security\\.|ssl\\.).*$\\R", "");
                try (Rsyslog rsyslog = start(open, kafka.bootstrap(), log)) {
                    LedgerTopic.assertReaches(kafka.bootstrap(), TOPICS, 101, 100, 1);
                    // What is appended follows.
                    Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
                    LedgerTopic.assertReaches(kafka.bootstrap(), TOPICS, 201, 200, 1);
                    assertThat(rsyslog.isRunning()).isTrue();
                }
            }
        }
    }

    /** With the rights that the page gives, and no line of the recipe left out. */
    @Test
    void rsyslog_overTlsWithACertificate_writesEachLineAsTheUserThatItIs() throws Exception {
        Path log = Files.writeString(directory.resolve("access.jsonl"), lines(0, 100));
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"), List.of("atlas"))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
                new TopicCreation(admin, TOPICS).create(List.of("atlas"));
                admin.createAcls(ShippingRecipes.rights()).all().get();
            }
            Map<String, String> client = broker.clientOf("atlas", Login.MTLS);
            String recipe = ShippingRecipes.below("rsyslog")
                    .replace("/etc/rsyslog-vigie-ca.pem", setting(client, "ssl.truststore.location"))
                    .replace("/etc/rsyslog-vigie.p12", setting(client, "ssl.keystore.location"))
                    .replace("password=...", "password=" + setting(client, "ssl.keystore.password"));
            assertThat(recipe).contains("security.protocol=ssl").doesNotContain("/etc/");
            try (Rsyslog rsyslog = start(recipe, setting(client, "bootstrap.servers"), log)) {
                assertThat(written(broker, 100)).isEqualTo(lines(0, 100));
                assertThat(rsyslog.isRunning()).isTrue();
            }
        }
    }

    private static String setting(Map<String, String> client, String name) {
        return Objects.requireNonNull(client.get(name), name);
    }

    /** What the operator's topic holds, once it holds so many lines. */
    private static String written(SecuredBroker broker, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        long endNanos = System.nanoTime() + DEADLINE.toNanos();
        try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
            while (lines.size() < count && System.nanoTime() < endNanos) {
                lines.clear();
                reader.read(
                        TOPICS.logs("atlas"),
                        TopicReader.ALL,
                        message -> lines.add(new String(message.value(), StandardCharsets.UTF_8) + "\n"));
            }
        }
        return String.join("", lines);
    }

    private Installation installation(String bootstrap) throws Exception {
        Path config = Files.writeString(
                directory.resolve("vigie.yaml"),
                "kafka: {bootstrap.servers: '" + bootstrap + "'}\ntopics: {partitions: 1}\nthreads: 1\n"
                        + "state-dir: state\nsources:\n  - {topic: vigie.logs.atlas, format: json}\n");
        return new Installation(Config.load(config, Map.of(), settings -> {}), (short) 1);
    }

    /** The recipe with this machine's broker and folders. */
    private Rsyslog start(String recipe, String bootstrap, Path log) throws IOException {
        String own = recipe.replace("\"kafka-1.example:9093\", \"kafka-2.example:9093\"", "\"" + bootstrap + "\"")
                .replace("/var/log/app/access.jsonl", log.toString())
                .replace("/var/spool/rsyslog", directory.toString());
        assertThat(own).doesNotContain("example").doesNotContain("/var/").doesNotContain("...");
        return Rsyslog.start(
                directory, own.replaceFirst("module\\(", "global(workDirectory=\"" + directory + "\")\nmodule("));
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"id\":\"e")
                    .append(i)
                    .append("\",\"time\":\"2026-01-05T10:00:00Z\",\"account\":\"ann\",\"action\":\"READ\"}\n");
        }
        return lines.toString();
    }
}
