package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources, and what of them was rejected, against a real broker with a real authorizer. */
@Timeout(180)
final class SourcesIT {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @TempDir
    private Path directory;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        kafka = EmbeddedKafka.start(Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS"));
        admin = Admin.create(Map.of(BOOTSTRAP, kafka.bootstrap()));
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ofSeconds(5));
        kafka.close();
    }

    @Test
    void check_sources_saysWhatComesWhatIsMissingAndWhoElseMayWrite() throws Exception {
        Topics topics = new Topics("checked", 1, 1, (short) 1);
        TopicCreation creation = new TopicCreation(admin, topics);
        creation.create(List.of("atlas", "borealis", "stray"));
        creation.createAssignments("checked.assignments");
        allow("User:atlas", topics.logs("atlas"), PatternType.LITERAL);
        allow("User:borealis", topics.logs("borealis"), PatternType.LITERAL);
        allow("User:mallory", topics.logs("bor"), PatternType.PREFIXED);
        allow("User:stray", topics.logs("stray"), PatternType.LITERAL);
        long nowMillis = System.currentTimeMillis();
        send(topics.logs("atlas"), line("ann", nowMillis - 10_000), line("bob", nowMillis - 5_000));
        send(topics.logs("borealis"), line("ann", nowMillis + 7_200_000), "no JSON", "{}");
        send(topics.logs("stray"), line("eve", nowMillis));
        allow("User:stray", "checked.assignments", PatternType.LITERAL);
        send(new ProducerRecord<>("checked.assignments", "atlas/p".getBytes(UTF_8), "{}".getBytes(UTF_8)));
        Path config = config("checked", """
                assignments: {topic: checked.assignments}
                sources:
                  - {topic: checked.logs.atlas, format: json}
                  - {topic: checked.logs.borealis, format: json}
                  - {topic: checked.logs.gone, format: json}
                  - {topic-pattern: 'never\\.(?P<operator>.*)', format: ecs}
                """);
        assertThat(run("sources", "check", "-c", config.toString(), "--json")).isEqualTo(Main.EXIT_FOUND);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        JsonNode atlas = topic(report, topics.logs("atlas"));
        assertThat(atlas.get("records").asInt()).isEqualTo(2);
        assertThat(atlas.get("events").asInt()).isEqualTo(2);
        assertThat(atlas.get("source").asText()).endsWith("vigie.yaml:7");
        assertThat(atlas.get("operators").asText()).isEqualTo("atlas");
        assertThat(atlas.get("behindMillis").asLong()).isBetween(5_000L, 60_000L);
        assertThat(Instant.parse(atlas.get("lastEvent").asText()).toEpochMilli())
                .isEqualTo(nowMillis - 5_000);
        assertThat(texts(atlas, "fault")).isEmpty();
        assertThat(texts(atlas, "note"))
                .anyMatch(text -> text.contains("only User:atlas may write it"))
                .anyMatch(text -> text.matches("it never says .*src_ip \\([0-9]+ rules?\\).*"));
        JsonNode borealis = topic(report, topics.logs("borealis"));
        assertThat(borealis.get("reasons").toString()).isEqualTo("{\"missing-field\":1,\"not-json\":1}");
        assertThat(texts(borealis, "fault"))
                .anyMatch(text -> text.startsWith("2 of the candidates are rejected: 1 missing-field ("))
                .anyMatch(text -> text.contains("1 of the events are dated up to"))
                .anyMatch(text -> text.contains("2 principals may write it")
                        && text.contains("User:mallory (as all topics that begin with checked.logs.bor)"));
        assertThat(texts(topic(report, topics.logs("stray")), "note")).anyMatch(text -> text.contains("no source"));
        assertThat(texts(topic(report, topics.logs("gone")), "fault")).containsExactly("there is no such topic");
        assertThat(texts(topic(report, "never\\.(?P<operator>.*)"), "fault")).containsExactly("no topic matches it");
        JsonNode assignments = report.get("assignments");
        assertThat(assignments.get("entries").asInt()).isEqualTo(1);
        assertThat(texts(assignments, "note")).contains("only User:stray may write it");
        assertThat(texts(assignments, "fault")).singleElement().asString().startsWith("User:stray may write it, and");
        assertThat(run("sources", "check", "-c", config.toString())).isEqualTo(Main.EXIT_FOUND);
        assertThat(out.toString())
                .contains("checked.assignments, assignments\n")
                .containsPattern("checked\\.logs\\.atlas +\\S+vigie.yaml:7 +atlas +json +2 +2 +0 +")
                .contains("  fault  2 principals may write it");
        assertThat(admin.listGroups().all().get())
                .noneMatch(group -> group.groupId().contains("checked"));
    }

    @Test
    void check_nothingWrong_isZero() throws Exception {
        Topics topics = new Topics("clean", 1, 1, (short) 1);
        new TopicCreation(admin, topics).create(List.of("atlas"));
        allow("User:atlas", topics.logs("atlas"), PatternType.LITERAL);
        send(topics.logs("atlas"), line("ann", System.currentTimeMillis()));
        Path config = config("clean", "sources:\n  - {topic: clean.logs.atlas, format: json}\n");
        assertThat(run("sources", "check", "-c", config.toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).contains("0 faults");
    }

    @Test
    void replay_ofRejectedRecords_feedsEachOnceAndTheLedgerAddsUp() throws Exception {
        Topics topics = new Topics("fed", 1, 1, (short) 1);
        String sources = "sources:\n  - {topic: fed.logs.atlas, format: json";
        Path before = config("fed", sources + "}\n");
        new TopicCreation(admin, topics).create(List.of("atlas"));
        long nowMillis = System.currentTimeMillis();
        send(topics.logs("atlas"), "no JSON", "{}");
        for (int i = 0; i < 6; i++) {
            send(topics.logs("atlas"), line("ann", nowMillis + i), unmapped("bob", nowMillis + i));
        }
        // Three candidates each; what comes again under its id is a duplicate.
        String container = "[" + withId("c-1", nowMillis) + "," + unmapped("eve", nowMillis) + ","
                + withId("c-2", nowMillis) + "]";
        send(topics.logs("atlas"), container, container);
        StreamSettings settings = installation(before).streamSettings(kafka.bootstrap());
        try (StreamApplication detect = StreamApplication.startDetect(
                settings, installation(before).rules(settings).detection(), Wire.withoutRegistry())) {
            assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
            try (StreamApplication ingest =
                    StreamApplication.startIngest(settings, installation(before).sources(), Wire.withoutRegistry())) {
                assertThat(ingest.awaitRunning(START_TIMEOUT)).isTrue();
                // 20 = 8 counted + 10 rejected + 2 duplicate
                LedgerTopic.assertReaches(kafka.bootstrap(), topics, 20, 8, 10);
            }
            Files.writeString(directory.resolve("atlas.yaml"), """
                    format: json
                    fields:
                      time: time
                      account: who
                      action: action
                      subject: subject
                    """);
            Path mended = config("fed", sources + ", mapping: atlas.yaml}\n");
            assertThat(run("reject", "replay", "-c", mended.toString(), "--dry-run"))
                    .isZero();
            assertThat(out.toString()).contains("Rejected 10: would be fed 8, fed before 0, still rejected 2,");
            leaveATransactionOpen(topics, unmapped("bob", nowMillis));
            assertThat(run("reject", "replay", "-c", mended.toString(), "--reason", "unknown-field"))
                    .as("%s", err)
                    .isZero();
            assertThat(out.toString()).contains("Rejected 8: fed 8, fed before 0,");
            assertThat(run("reject", "replay", "-c", mended.toString())).isZero();
            assertThat(out.toString()).contains("Rejected 10: fed 0, fed before 8, still rejected 2,");
            assertFedInOrder(topics);
            try (StreamApplication ingest =
                    StreamApplication.startIngest(settings, installation(mended).sources(), Wire.withoutRegistry())) {
                assertThat(ingest.awaitRunning(START_TIMEOUT)).isTrue();
                // What the operator sent, and eight once more: 20 + 8 = 16 + 10 + 2.
                LedgerTopic.assertReaches(kafka.bootstrap(), topics, 28, 16, 10);
            }
        }
        assertThat(run("reject", "list", "-c", before.toString(), "--json")).isZero();
        JsonNode rows = new ObjectMapper().readTree(out.toString());
        assertThat(rows.findValuesAsText("reason")).containsExactly("missing-field", "not-json", "unknown-field");
        assertThat(rows.get(2).get("fedBefore").asInt()).isEqualTo(8);
    }

    /** As a run leaves it that was killed: its record is there, but not committed. */
    private static void leaveATransactionOpen(Topics topics, String line) throws Exception {
        Map<String, Object> settings =
                Map.of(BOOTSTRAP, kafka.bootstrap(), "transactional.id", topics.rejectReplayTransaction());
        KafkaProducer<byte[], byte[]> killed =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        killed.initTransactions();
        killed.beginTransaction();
        assertThat(killed.send(new ProducerRecord<>(topics.logs("atlas"), line.getBytes(UTF_8))))
                .succeedsWithin(START_TIMEOUT);
        killed.close(Duration.ZERO);
    }

    private static void assertFedInOrder(Topics topics) throws IOException {
        List<String> origins = new ArrayList<>();
        try (TopicReader reader = new TopicReader(Map.of(BOOTSTRAP, kafka.bootstrap()))) {
            reader.read(topics.logs("atlas"), TopicReader.ALL, message -> {
                Map<String, String> headers = new HashMap<>();
                message.headers().forEach(each -> headers.put(each.key(), new String(each.value(), UTF_8)));
                if (headers.containsKey("vigie.origin")) {
                    origins.add(headers.get("vigie.origin"));
                    assertThat(headers.get("vigie.fed-from")).startsWith("fed.rejected-0-");
                }
            });
        }
        assertThat(String.join(" ", origins))
                .isEqualTo("fed.logs.atlas-0-3 fed.logs.atlas-0-5 fed.logs.atlas-0-7 fed.logs.atlas-0-9"
                        + " fed.logs.atlas-0-11 fed.logs.atlas-0-13 fed.logs.atlas-0-14:2 fed.logs.atlas-0-15:2");
    }

    private static Installation installation(Path config) throws ConfigException {
        return new Installation(Config.load(config, Map.of(), settings -> {}), (short) 1);
    }

    private Path config(String prefix, String sources) throws IOException {
        return Files.writeString(
                directory.resolve("vigie.yaml"),
                "kafka: {bootstrap.servers: '" + kafka.bootstrap() + "'}\ntopics: {prefix: " + prefix
                        + ", partitions: 1}\nstate-dir: state\nthreads: 1\n" + sources);
    }

    private static void allow(String principal, String topic, PatternType type) throws Exception {
        AclBinding acl = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, type),
                new AccessControlEntry(principal, "*", AclOperation.WRITE, AclPermissionType.ALLOW));
        admin.createAcls(List.of(acl)).all().get();
    }

    private static void send(String topic, String... lines) throws Exception {
        for (String line : lines) {
            send(new ProducerRecord<>(topic, line.getBytes(UTF_8)));
        }
    }

    private static void send(ProducerRecord<byte[], byte[]> message) throws Exception {
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Map.of(BOOTSTRAP, kafka.bootstrap()), bytes, bytes)) {
            producer.send(message).get();
        }
    }

    private static String line(String account, long timeMillis) {
        return "{\"time\":" + timeMillis + ",\"account\":\"" + account + "\",\"action\":\"READ\",\"subject\":\"p\"}";
    }

    private static String withId(String id, long timeMillis) {
        return line("ann", timeMillis).replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }

    private static String unmapped(String account, long timeMillis) {
        return line(account, timeMillis).replace("account", "who");
    }

    private static JsonNode topic(JsonNode report, String name) {
        return report.get("topics")
                .valueStream()
                .filter(topic -> topic.get("topic").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode topic, String kind) {
        return topic.get("findings")
                .valueStream()
                .filter(finding -> finding.get("kind").asText().equals(kind))
                .map(finding -> finding.get("text").asText())
                .toList();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
