package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.Alert;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie replay --topic} against a real broker: logs of 2021, sent to a topic today. */
@Timeout(60)
final class ReplayTopicIT {

    private static final String TOPIC = "vigie.logs.atlas";
    private static final int PEOPLE = 300;
    private static final long THEN_MILLIS = 1_628_582_400_000L;
    private static final String RULES = """
            title: Reading
            id: 3f0f4f43-2f4c-4c52-9d3b-0c5b5f8f6d11
            name: reading
            logsource: {product: vigie, category: data_access}
            detection:
                selection: {action: READ}
                condition: selection
            ---
            title: Many people read
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a001
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1h
                condition: {field: subject, gte: 10}
            """;

    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        try (Admin admin = Admin.create(settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            new TopicCreation(admin, new Topics("vigie", 1, 1, (short) 1)).create(List.of("atlas"));
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                // A sender may well date the record as old as what it tells.
                sent.add(producer.send(new ProducerRecord<>(TOPIC, null, THEN_MILLIS, null, line(i).getBytes(UTF_8))));
            }
            sent.add(producer.send(new ProducerRecord<>(TOPIC, "no event".getBytes(UTF_8))));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static String line(int number) {
        return "{\"id\":\"e%d\",\"time\":%d,\"account\":\"jd\",\"action\":\"READ\",\"subject\":\"p%d\"}"
                .formatted(number, THEN_MILLIS + number * 1_000L, number);
    }

    @Test
    void replay_ofATopicAndTheSameLogInAFile_countsEachEventOnceAndLeavesNoTrace() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            lines.append(line(i)).append('\n');
        }
        Path file = Files.writeString(directory.resolve("log.jsonl"), lines);

        assertThat(replay(file.toString(), "--operator", "atlas")).isEmpty();

        JsonNode summary = new ObjectMapper()
                .readTree(directory.resolve("out/summary.json").toFile());
        JsonNode counts = summary.path("counts");
        assertThat(counts.path("counted").asInt()).isEqualTo(PEOPLE);
        assertThat(counts.path("duplicate").asInt()).isEqualTo(PEOPLE);
        assertThat(counts.path("rejected").asInt()).isEqualTo(1);
        assertThat(summary.path("episodes").path(0).path("peopleExposed").asInt())
                .isBetween(PEOPLE / 2, PEOPLE);
        assertThat(summary.path("files").path(1).path("name").asText()).isEqualTo(TOPIC + "-0");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            assertThat(admin.listGroups().all().get())
                    .as("groups that somebody joined")
                    .isEmpty();
        }
    }

    @Test
    void backtest_ofATopic_saysWhatOneOfTheSameLogInAFileSays() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            lines.append(line(i)).append('\n');
        }
        Path file = Files.writeString(directory.resolve("log.jsonl"), lines);
        Path rules = Files.writeString(directory.resolve("rules.yml"), RULES);
        Path page = directory.resolve("page.html");

        ObjectNode ofFile = backtest(rules, file.toString(), "--operator", "atlas");
        ObjectNode ofTopic = backtest(rules, "--topic", TOPIC, "--html", page.toString(), "--lang", "fr");

        assertThat(ofTopic.path("logs").path(0).path("name").asText()).isEqualTo(TOPIC + "-0");
        assertThat(ofTopic.path("counts").path("counted").asInt()).isEqualTo(PEOPLE);
        assertThat(ofTopic.path("after").path("alerts").asInt()).isEqualTo(1);
        List<String> ofTheLogs = List.of("logs", "counts");
        assertThat(ofTopic.remove(ofTheLogs)).isEqualTo(ofFile.remove(ofTheLogs));
        assertThat(Files.readString(page)).contains("Essai rétrospectif");
    }

    private ObjectNode backtest(Path rules, String... more) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of());
        List<String> arguments = new ArrayList<>(List.of("backtest", "-c", config().toString(), "--json"));
        arguments.addAll(List.of("--rules", rules.toString()));
        arguments.addAll(List.of(more));
        assertThat(Main.run(console, arguments.toArray(String[]::new)))
                .as("%s", err)
                .isZero();
        return (ObjectNode) new ObjectMapper().readTree(out.toString());
    }

    private Path config() throws IOException {
        return Files.writeString(
                directory.resolve("vigie.yaml"), "kafka:\n  bootstrap.servers: " + kafka.bootstrap() + "\n");
    }

    @Test
    void replay_twice_writesTheSameBytes() throws Exception {
        assertThat(replay()).isEmpty();
        String first = Files.readString(directory.resolve("out/alerts.jsonl"));
        String summary = Files.readString(directory.resolve("out/summary.json"));

        assertThat(replay()).isEmpty();

        assertThat(directory.resolve("out/alerts.jsonl")).hasContent(first).isNotEmptyFile();
        assertThat(directory.resolve("out/summary.json")).hasContent(summary);
    }

    @Test
    void verify_ofAReplayOfATopic_comparesTheFilesAndSaysThatItCannotBeRepeated() throws Exception {
        assertThat(replay()).isEmpty();
        Path out = directory.resolve("out");
        assertThat(Files.readString(out.resolve("manifest.json"))).contains("\"repeatable\": false");
        StringWriter said = new StringWriter();
        Console console = new Console(new PrintWriter(said), new PrintWriter(said), false, Map.of());

        assertThat(Main.run(console, "verify", out.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("those that the manifest describes", "cannot be repeated", TOPIC + "-0");
        Files.writeString(out.resolve("accounts.csv"), "\n", StandardOpenOption.APPEND);
        assertThat(Main.run(console, "verify", out.toString())).isEqualTo(1);
    }

    @Test
    void evidence_ofADetectorsAlert_isInItsOperatorsTopicOfRawLogs() throws Exception {
        assertThat(replay()).isEmpty();
        List<String> lines = Files.readAllLines(directory.resolve("out/alerts.jsonl"));
        Alert last = AlertJson.read(lines.get(lines.size() - 1));
        Alert live = last.with(last.provenance().at(System.currentTimeMillis()));
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("vigie.alerts", live.id().getBytes(UTF_8), codec.encode(live)))
                    .get();
        }
        Path archive = directory.resolve("evidence.zip");
        StringWriter said = new StringWriter();
        Console console = new Console(new PrintWriter(said), new PrintWriter(said), false, Map.of());
        String config = directory.resolve("vigie.yaml").toString();

        assertThat(Main.run(console, "evidence", live.id(), "-c", config, "--clear", "-o", archive.toString()))
                .as("%s", said)
                .isZero();

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String records =
                    new String(zip.getInputStream(zip.getEntry("records/1.log")).readAllBytes(), UTF_8);
            assertThat(records.lines())
                    .hasSize(live.evidence().size())
                    .isSubsetOf(IntStream.range(0, PEOPLE)
                            .mapToObj(ReplayTopicIT::line)
                            .toList());
            String list =
                    new String(zip.getInputStream(zip.getEntry("records.jsonl")).readAllBytes(), UTF_8);
            assertThat(list).contains("\"topic\":\"" + TOPIC + "\",\"partition\":0,\"offset\":");
        }
        String out = directory.resolve("out").toString();
        assertThat(Main.run(console, "evidence", live.id(), out, "--all", "--clear", "-o", archive.toString()))
                .as("of the replay, whose topic still holds them: %s", said)
                .isZero();
        assertThat(said.toString()).contains(PEOPLE + " records of 1 log in");
    }

    @Test
    void replay_ofATopicThatIsNone_isWrongUse() throws Exception {
        assertThat(replay("--topic", "vigie.logs.nobody")).contains("vigie.logs.nobody: there is no such topic");
        assertThat(replay("--topic", "vigie.alerts")).contains("vigie.alerts: a replay reads raw logs");
    }

    /** What it said of errors. */
    private String replay(String... more) throws IOException {
        Path config = config();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false, Map.of());
        List<String> arguments = new ArrayList<>(List.of("replay", "--topic", TOPIC, "-c", config.toString()));
        arguments.addAll(List.of("-o", directory.resolve("out").toString()));
        arguments.addAll(List.of(more));
        Main.run(console, arguments.toArray(String[]::new));
        return err.toString()
                .lines()
                .filter(line -> line.startsWith("vigie replay:"))
                .collect(Collectors.joining("\n"));
    }
}
