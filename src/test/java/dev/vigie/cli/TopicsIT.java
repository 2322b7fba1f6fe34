package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie topics create} against a real broker. */
@Timeout(60)
final class TopicsIT {

    private static final List<String> ALL = List.of(
            "crm-audit",
            "made.alerts",
            "made.alerts.ecs",
            "made.alerts.refused",
            "made.contributions",
            "made.events",
            "made.ledger",
            "made.logs.atlas",
            "made.peers",
            "made.rejected",
            "made.rejected.fed",
            "made.rules",
            "made.verdicts");

    @TempDir
    private Path directory;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @Test
    void create_onANewCluster_makesEachOnceAsItHasToBe() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            Path config = config(kafka.bootstrap(), 3);
            assertThat(run("topics", "create", "-c", config.toString()))
                    .as("%s", err)
                    .isZero();
            assertThat(topics("created")).isEqualTo(ALL);
            Set<String> there = admin.listTopics().names().get();
            assertThat(there).containsAll(ALL).doesNotContain("elsewhere");
            assertThat(setting(admin, "crm-audit", "retention.ms")).isEqualTo("86400000");
            assertThat(setting(admin, "crm-audit", "message.timestamp.type")).isEqualTo("LogAppendTime");
            assertThat(setting(admin, "made.alerts.ecs", "cleanup.policy")).contains("compact");
            assertThat(admin.describeTopics(List.of("made.events"))
                            .allTopicNames()
                            .get()
                            .values())
                    .singleElement()
                    .satisfies(events -> assertThat(events.partitions()).hasSize(3));

            assertThat(run("topics", "create", "-c", config.toString())).isZero();
            assertThat(topics("there")).isEqualTo(ALL);
            // The number of partitions is for an installation's life.
            assertThat(run(
                            "topics",
                            "create",
                            "-c",
                            config(kafka.bootstrap(), 4).toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("topic made.events has 3 partitions, but 4 are configured");
        }
    }

    private Path config(String bootstrap, int partitions) throws IOException {
        return Files.writeString(directory.resolve("vigie.yaml"), """
                kafka: {bootstrap.servers: '%s'}
                topics: {prefix: made, partitions: %d, alert-formats: [ecs]}
                sources:
                  - {topic: made.logs.atlas, format: json}
                  - {topic: crm-audit, operator: borealis, format: json, retention: 24h}
                  - {topic: elsewhere, operator: caledon, format: json}
                """.formatted(bootstrap, partitions));
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource))
                .get(name)
                .value();
    }

    /** Of which of them this was said. */
    private List<String> topics(String said) {
        return out.toString()
                .lines()
                .filter(line -> line.endsWith("  " + said))
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
