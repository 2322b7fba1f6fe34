package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real rsyslog that ships by the recipe of {@code shipping.md}, where one is installed ({@code rsyslog},
 * {@code rsyslog-kafka}).
 */
@Timeout(120)
final class ShippingIT {

    private static final List<String> MODULE_FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu/rsyslog",
            "/usr/lib/aarch64-linux-gnu/rsyslog",
            "/usr/lib/rsyslog",
            "/usr/lib64/rsyslog");

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void rsyslog_tailsAFile_eachLineIsInTheLedger() throws Exception {
        assumeTrue(!program().isEmpty() && hasKafka(), "rsyslogd with omkafka is not installed");
        Topics topics = new Topics("vigie", 1, 1, (short) 1);
        Path log = Files.writeString(directory.resolve("access.jsonl"), lines(0, 100) + "no JSON\n");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                new TopicCreation(admin, topics).create(List.of("atlas"));
            }
            Installation installation = installation(kafka.bootstrap());
            StreamSettings settings = installation.streamSettings(kafka.bootstrap());
            try (StreamApplication detect = StreamApplication.startDetect(
                            settings, installation.rules(settings).detection(), Wire.withoutRegistry());
                    StreamApplication ingest =
                            StreamApplication.startIngest(settings, installation.sources(), Wire.withoutRegistry())) {
                assertThat(detect.awaitRunning(START_TIMEOUT) && ingest.awaitRunning(START_TIMEOUT))
                        .isTrue();
                Process rsyslog = start(recipe(kafka.bootstrap(), log));
                try {
                    LedgerTopic.assertReaches(kafka.bootstrap(), topics, 101, 100, 1);
                    // What is appended follows.
                    Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
                    LedgerTopic.assertReaches(kafka.bootstrap(), topics, 201, 200, 1);
                } finally {
                    rsyslog.destroy();
                    rsyslog.waitFor();
                }
            }
        }
    }

    private Installation installation(String bootstrap) throws Exception {
        Path config = Files.writeString(
                directory.resolve("vigie.yaml"),
                "kafka: {bootstrap.servers: '" + bootstrap + "'}\ntopics: {partitions: 1}\nthreads: 1\n"
                        + "state-dir: state\nsources:\n  - {topic: vigie.logs.atlas, format: json}\n");
        return new Installation(Config.load(config, Map.of(), settings -> {}), (short) 1);
    }

    /** The recipe, with this machine's broker and folders, and without TLS and SASL, which this broker has not. */
    private String recipe(String bootstrap, Path log) throws IOException {
        String recipe = ShippingRecipes.below("rsyslog")
                .replaceAll("(?m)^.*\"(security\\.|sasl\\.).*$\\R", "")
                .replace("\"kafka-1.example:9093\", \"kafka-2.example:9093\"", "\"" + bootstrap + "\"")
                .replace("/var/log/app/access.jsonl", log.toString())
                .replace("/var/spool/rsyslog", directory.toString());
        assertThat(recipe).doesNotContain("example").doesNotContain("/var/").doesNotContain("SCRAM");
        return recipe.replaceFirst("module\\(", "global(workDirectory=\"" + directory + "\")\nmodule(");
    }

    private Process start(String config) throws IOException {
        Path file = Files.writeString(directory.resolve("rsyslog.conf"), config);
        return new ProcessBuilder(
                        program(),
                        "-n",
                        "-f",
                        file.toString(),
                        "-i",
                        directory.resolve("rsyslog.pid").toString())
                .inheritIO()
                .start();
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

    private static String program() {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator, -1)));
        folders.add("/usr/sbin");
        return folders.stream()
                .map(folder -> Path.of(folder, "rsyslogd"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }

    private static boolean hasKafka() {
        return MODULE_FOLDERS.stream().anyMatch(folder -> Files.exists(Path.of(folder, "omkafka.so")));
    }
}
