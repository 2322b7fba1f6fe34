package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The logs in {@code ingest/FORMAT}, written after the specifications' examples. Beside each lies what must become of
 * it: events as Vigie's own JSON, and {@code # line reason} for what is rejected; and the mapping, where it needs one.
 */
final class LineFixturesTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final List<String> FOLDERS = List.of("pgaudit", "w3c", "cef", "syslog");

    @TempDir
    Path folder;

    static List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        for (String name : FOLDERS) {
            try (Stream<Path> files = Files.list(RESOURCES.resolve("ingest").resolve(name))) {
                files.filter(file -> Files.exists(beside(file, ".expected")))
                        .sorted()
                        .forEach(logs::add);
            }
        }
        return logs;
    }

    static Path beside(Path log, String suffix) {
        return log.resolveSibling(log.getFileName() + suffix);
    }

    /** {@code cef/x.log} is CEF; {@code syslog/cef-x.log} is CEF in envelopes. */
    private static Layout layout(Path log) {
        String parent = log.getName(log.getNameCount() - 2).toString();
        String name = parent.equals("syslog")
                ? "syslog:" + log.getFileName().toString().split("-", 2)[0]
                : parent;
        Layout layout = Layout.named(name);
        assertThat(layout).as(name).isNotNull();
        return layout;
    }

    static Mapping mapping(Path log) throws UnreadableLogException {
        Path mapping = beside(log, ".mapping");
        return Files.exists(mapping) ? Mapping.read(mapping) : Mapping.NONE;
    }

    static Collected read(Path path, @Nullable Layout layout, Mapping mapping) throws Exception {
        Collected collected = new Collected();
        try (LogFile log = LogFile.open(path, layout, mapping, Collected.OPERATOR)) {
            log.read(collected::add);
        }
        return collected;
    }

    /** The event without an id that only says where it stood. */
    static String text(AccessEvent event) {
        return event.id().matches(".*-[0-9a-f]{8}:\\d+|expected:\\d+")
                ? event.toString().replace("id=" + event.id(), "id=-")
                : event.toString();
    }

    static List<String> texts(Collected collected) {
        return collected.events().stream().map(LineFixturesTest::text).toList();
    }

    static List<String> expectedEvents(Path log) throws IOException {
        Collected expected = new Collected();
        String json = String.join(
                "\n",
                Files.readAllLines(beside(log, ".expected")).stream()
                        .filter(line -> line.startsWith("{"))
                        .map(line -> "," + line)
                        .toList());
        byte[] array = ("[" + (json.isEmpty() ? "" : json.substring(1)) + "]").getBytes(StandardCharsets.UTF_8);
        LineParser.of(Format.JSON, Mapping.NONE)
                .parse(array, 0, array.length, Collected.OPERATOR, "expected", AccessEvent.UNKNOWN, expected::add);
        assertThat(expected.rejected()).isEmpty();
        return texts(expected);
    }

    static List<String> rejections(Collected collected) {
        List<String> rejections = new ArrayList<>();
        for (int i = 0; i < collected.candidates.size(); i++) {
            if (collected.candidates.get(i) instanceof Parsed.Rejected rejected) {
                rejections.add("# " + collected.numbers.get(i) + " "
                        + rejected.reason().reasonName());
            }
        }
        return rejections;
    }

    @ParameterizedTest
    @MethodSource("logs")
    void read_fixture_isExactlyWhatIsExpected(Path log) throws Exception {
        Collected collected = read(log, layout(log), mapping(log));

        assertThat(texts(collected)).isEqualTo(expectedEvents(log));
        assertThat(rejections(collected))
                .isEqualTo(Files.readAllLines(beside(log, ".expected")).stream()
                        .filter(line -> line.startsWith("#"))
                        .toList());
        assertThat(collected.numbers).isSorted();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void read_fixtureAsOneValue_hasTheSameEvents(Path log) throws Exception {
        byte[] value = Files.readAllBytes(log);

        Collected collected = Collected.value(LineParser.of(layout(log), mapping(log)), value, Collected.OPERATOR);

        assertThat(collected.events())
                .extracting(
                        event -> text(event).replaceFirst("id=[^,]*, ", "").replaceFirst("ingestedAtMillis=\\d+", ""))
                .isEqualTo(expectedEvents(log).stream()
                        .map(text -> text.replaceFirst("id=[^,]*, ", "").replaceFirst("ingestedAtMillis=-1", ""))
                        .toList());
    }

    /** So that a log which breaks off costs at most the record in which it does, and never turns one into another. */
    @ParameterizedTest
    @MethodSource("logs")
    void read_truncatedAnywhere_hasNoOtherEventsAndLosesAtMostOne(Path log) throws Exception {
        Layout layout = layout(log);
        Mapping mapping = mapping(log);
        byte[] whole = Files.readAllBytes(log);
        List<String> all = texts(read(log, layout, mapping));
        Path cut = folder.resolve(log.getFileName());
        LineParser values = LineParser.of(layout, mapping);
        int most = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] bytes = Arrays.copyOf(whole, length);
            List<String> events = texts(read(Files.write(cut, bytes), layout, mapping));

            assertThat(events).as("%d bytes", length).isEqualTo(all.subList(0, Math.min(events.size(), all.size())));
            assertThat(events.size()).as("%d bytes", length).isGreaterThanOrEqualTo(most - 1);
            most = Math.max(most, events.size());
            Collected.value(values, bytes, "o");
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void open_fixture_isRecognisedByContent(Path log) throws Exception {
        assertThat(recognised(log)).isEqualTo(layout(log));
    }

    @Test
    void open_rulesFixtures_areStillJson() throws Exception {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("rules"))) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
                assertThat(recognised(log)).as("%s", log).isEqualTo(Layout.of(Format.JSON));
            }
        }
    }

    private static Layout recognised(Path path) throws Exception {
        try (LogFile log = LogFile.open(path, null, Mapping.NONE, Collected.OPERATOR)) {
            Layout layout = log.layout();
            assertThat(layout).as("%s", path).isNotNull();
            return layout;
        }
    }
}
