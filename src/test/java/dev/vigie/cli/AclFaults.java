package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.cli.SecuredBroker.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every right of the manifests taken away in turn, by {@code -Pfaults}: each breaks something. Prints what. */
final class AclFaults {

    private static final Duration GONE = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(150);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String NOTHING = "nothing";
    private static final List<String> WRITTEN = List.of(
            "vigie.alerts.ocsf",
            "vigie.contributions",
            "vigie.events",
            "vigie.ledger",
            "vigie.peers",
            "vigie.rejected");

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;
    private static ManifestRights manifest;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start(directory.resolve("kafka"), List.of("vigie", "operator-atlas", "soc"));
        manifest = ManifestRights.read();
        manifest.grant(broker);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
            for (String topic : List.of("vigie.alerts.ocsf", "vigie.alerts.refused")) {
                if (!admin.listTopics().names().get().contains(topic)) {
                    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                            .all()
                            .get();
                }
            }
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void allRights_withAToken_areEnough() throws Exception {
        assertThat(broken("all", Login.OAUTHBEARER)).isEqualTo(NOTHING);
    }

    @Test
    void anyRightTakenAway_breaksSomething() throws Exception {
        System.out.println("| right taken from vigie | what no longer works |\n| --- | --- |");
        List<String> needless = new ArrayList<>();
        int number = 0;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
            for (AclBinding right : manifest.rights()) {
                if (right.entry().principal().equals("User:vigie")) {
                    admin.deleteAcls(List.of(right.toFilter())).all().get();
                    // Named after all topics, so that Vigie has to make those of its own again.
                    String broken = broken("without-" + number++, Login.MTLS);
                    ResourcePattern of = right.pattern();
                    String name = right.entry().operation() + " " + of.resourceType() + " " + of.name()
                            + (of.patternType().name().equals("PREFIXED") ? "*" : "");
                    System.out.println("| " + name + " | " + broken + " |");
                    if (broken.equals(NOTHING)) {
                        needless.add(name);
                    }
                    admin.createAcls(List.of(right)).all().get();
                }
            }
        }
        assertThat(needless).isEmpty();
    }

    /** What Kafka refuses to an installation that begins anew, or what else does not work. */
    private static String broken(String name, Login login) throws Exception {
        SecuredClients others = new SecuredClients(broker, Login.SCRAM);
        String[] more = {
            "topics: {alert-formats: [ocsf]}",
            "assignments: {topic: vigie.assignments}",
            "instance: {name: " + name + "}"
        };
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
            forget(admin);
            Map<String, Long> before = ends(admin);
            try (SecuredVigie vigie = SecuredVigie.start(broker, login, directory.resolve(name), more)) {
                long endNanos = System.nanoTime() + DEADLINE.toNanos();
                boolean sent = false;
                while (System.nanoTime() < endNanos) {
                    String refused = vigie.refused();
                    if (refused != null) {
                        return refused;
                    }
                    if (sent
                            && others.isAlert(name, LOOK)
                            && still(before, ends(admin)).isEmpty()) {
                        return Objects.requireNonNullElse(vigie.refused(), NOTHING);
                    }
                    if (!sent && vigie.awaitRunning(LOOK)) {
                        others.write("operator-atlas", "vigie.logs.atlas", "no event");
                        others.steal(name);
                        sent = true;
                    }
                }
                Path kept = Path.of("target", "faults", name + ".output");
                Files.createDirectories(kept.getParent());
                Files.write(kept, vigie.said());
                return (sent ? "nothing is detected, or not written" : "the start") + ": " + kept;
            }
        }
    }

    /** The topics to which nothing was added. */
    private static List<String> still(Map<String, Long> before, Map<String, Long> after) {
        return before.keySet().stream()
                .filter(topic -> Objects.equals(after.get(topic), before.get(topic)))
                .toList();
    }

    private static Map<String, Long> ends(Admin admin) throws Exception {
        Map<String, Long> ends = new TreeMap<>();
        for (String topic : WRITTEN) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            TopicDescription described = Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            described
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            ends.put(
                    topic,
                    admin.listOffsets(latest).all().get().values().stream()
                            .mapToLong(end -> end.offset())
                            .sum());
        }
        return ends;
    }

    /** Deletes what Vigie has made for itself, once nobody uses it. */
    private static void forget(Admin admin) throws Exception {
        List<String> own = admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith("vigie-detect-"))
                .toList();
        admin.deleteTopics(own).all().get();
        for (String group : List.of("vigie-detect", "vigie-ingest")) {
            long endNanos = System.nanoTime() + GONE.toNanos();
            while (!isGone(admin, group)) {
                assertThat(System.nanoTime()).as(group).isLessThan(endNanos);
            }
        }
    }

    private static boolean isGone(Admin admin, String group) throws InterruptedException {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException;
        }
    }
}
