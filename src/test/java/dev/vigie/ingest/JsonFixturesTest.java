package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The logs in {@code src/test/resources/ingest/FORMAT}, written after the structures in the formats' specifications;
 * the events that each contains stand beside it as {@code NAME.expected.jsonl}, in Vigie's own JSON.
 */
final class JsonFixturesTest {

    private static final Path LOGS = Path.of("src/test/resources/ingest");
    private static final Set<Format> FORMATS = Set.of(Format.OCSF, Format.ECS, Format.FHIR, Format.CLOUDTRAIL);
    private static final long SEED = 20_260_131;
    private static final int ROUNDS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** A log and its format, which the folder says. */
    record Fixture(Format format, Path log) {

        List<AccessEvent> expected() throws IOException, UnreadableLogException {
            String name = log.getFileName().toString().replaceFirst("\\.[a-z]+$", ".expected.jsonl");
            Collected collected = Collected.file(log.resolveSibling(name), Format.JSON);
            assertThat(collected.rejected()).isEmpty();
            return collected.events();
        }

        @Override
        public String toString() {
            return format.formatName() + '/' + log.getFileName();
        }
    }

    static List<Fixture> fixtures() throws IOException {
        return allFixtures().stream()
                .filter(fixture -> FORMATS.contains(fixture.format))
                .toList();
    }

    static List<Fixture> allFixtures() throws IOException {
        List<Fixture> fixtures = new ArrayList<>();
        for (Format format : Format.values()) {
            Path logs = LOGS.resolve(format.formatName());
            if (Files.isDirectory(logs)) {
                try (Stream<Path> files = Files.list(logs)) {
                    files.filter(file -> isLog(file.getFileName().toString()))
                            .sorted()
                            .forEach(file -> fixtures.add(new Fixture(format, file)));
                }
            }
        }
        return fixtures;
    }

    private static boolean isLog(String name) {
        return !name.contains("expected") && !name.endsWith(".mapping");
    }

    @ParameterizedTest
    @MethodSource("allFixtures")
    void open_fixtureOfAnyFormat_isRecognised(Fixture fixture) throws Exception {
        try (LogFile log = LogFile.open(fixture.log, null, Mapping.NONE, Collected.OPERATOR)) {
            assertThat(log.format()).isEqualTo(fixture.format);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void read_fixture_yieldsExactlyTheExpectedEvents(Fixture fixture) throws Exception {
        Collected collected = Collected.file(fixture.log, null);

        assertThat(collected.rejected()).isEmpty();
        assertThat(collected.events()).isNotEmpty().isEqualTo(fixture.expected());
    }

    /** What is left of a log that breaks off is as it was, or rejected: nothing is made of half a record. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void read_fixtureCutAnywhere_yieldsWhatIsWholeAndRejectsTheRest(Fixture fixture) throws Exception {
        byte[] log = Files.readAllBytes(fixture.log);
        List<AccessEvent> expected = fixture.expected();
        Path path = folder.resolve("log");
        for (int length = 0; length < log.length; length++) {
            byte[] cut = Arrays.copyOf(log, length);
            Collected collected = Collected.file(Files.write(path, cut), fixture.format);
            List<AccessEvent> events = collected.events();

            assertThat(events).as("cut at byte " + length).isEqualTo(expected.subList(0, events.size()));
            assertThat(collected.rejected()).as("cut at byte " + length).hasSizeLessThanOrEqualTo(1);
            if (collected.rejected().isEmpty()) {
                assertThat(events.size() == expected.size() || openBrackets(cut) == 0)
                        .as("cut at byte " + length)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void parse_valueCutAnywhere_yieldsNothingElse(Fixture fixture) throws Exception {
        byte[] log = Files.readAllBytes(fixture.log);
        List<AccessEvent> expected = fixture.expected();
        LineParser parser = LineParser.of(fixture.format, Mapping.NONE);
        for (int length = 1; length < log.length; length++) {
            Collected collected = new Collected();
            parser.parse(log, 0, length, null, "t-0-7", AccessEvent.UNKNOWN, collected::add);

            assertThat(collected.candidates).as("cut at byte " + length).isNotEmpty();
            assertThat(collected.events())
                    .as("cut at byte " + length)
                    .allMatch(event -> expected.stream().anyMatch(other -> sameButOperator(other, event)));
        }
    }

    /** No value of a wrong type, anywhere, does more than make the record one that is rejected. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void parse_valuesOfWrongTypes_areReadOrRejected(Fixture fixture) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        LineParser parser = LineParser.of(fixture.format, Mapping.NONE);
        List<JsonNode> records = new ArrayList<>();
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(fixture.log.toFile())) {
            values.forEachRemaining(records::add);
        }
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode record = records.get(random.nextInt(records.size())).deepCopy();
            spoil(record, random);
            byte[] bytes = JSON.writeValueAsBytes(record);
            Collected collected = new Collected();
            try {
                parser.parse(bytes, 0, bytes.length, "o", "t-0-7", 0, collected::add);
            } catch (RuntimeException e) {
                String what = new String(bytes, StandardCharsets.UTF_8);
                throw new AssertionError("seed %d, round %d: %s".formatted(SEED, round, what), e);
            }
        }
    }

    /** Replaces one member somewhere in {@code node} by something that has no business there. */
    private static void spoil(JsonNode node, SplittableRandom random) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        if (node instanceof ObjectNode object && !keys.isEmpty()) {
            String key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(4) == 0 || !object.get(key).isContainerNode()) {
                object.set(key, oddity(random));
            } else {
                spoil(object.get(key), random);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (random.nextInt(4) == 0 || !array.get(index).isContainerNode()) {
                array.set(index, oddity(random));
            } else {
                spoil(array.get(index), random);
            }
        }
    }

    private static JsonNode oddity(SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.createArrayNode();
            case 2 -> JSON.createObjectNode().put("code", 1.5);
            case 3 -> JSON.getNodeFactory().numberNode(-1.5);
            case 4 -> JSON.getNodeFactory().numberNode(Long.MIN_VALUE);
            case 5 -> JSON.getNodeFactory().textNode("");
            case 6 -> JSON.getNodeFactory().textNode("/_history/\0");
            case 7 ->
                JSON.createArrayNode().add(JSON.createArrayNode().add(true)).addNull();
            default -> JSON.getNodeFactory().booleanNode(false);
        };
    }

    private static boolean sameButOperator(AccessEvent expected, AccessEvent event) {
        return expected.id().equals(event.id())
                && expected.timeMillis() == event.timeMillis()
                && expected.account().equals(event.account())
                && expected.action() == event.action()
                && expected.outcome() == event.outcome()
                && expected.subjects().equals(event.subjects());
    }

    private static int openBrackets(byte[] json) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            if (quoted && json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && (json[i] == '{' || json[i] == '[')) {
                depth++;
            } else if (!quoted && (json[i] == '}' || json[i] == ']')) {
                depth--;
            }
        }
        return depth;
    }
}
