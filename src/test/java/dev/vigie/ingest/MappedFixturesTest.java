package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The logs in {@code ingest/mapped}, each with its mapping and with what must become of it, as in
 * {@link LineFixturesTest}.
 */
final class MappedFixturesTest {

    private static final Path LOGS = Path.of("src/test/resources/ingest/mapped");

    @TempDir
    Path folder;

    static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(LOGS)) {
            return files.filter(file -> Files.exists(LineFixturesTest.beside(file, ".expected")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void read_fixture_isExactlyWhatIsExpected(Path log) throws Exception {
        Collected collected = LineFixturesTest.read(log, null, LineFixturesTest.mapping(log));

        assertThat(LineFixturesTest.texts(collected)).isEqualTo(LineFixturesTest.expectedEvents(log));
        assertThat(LineFixturesTest.rejections(collected))
                .isEqualTo(Files.readAllLines(LineFixturesTest.beside(log, ".expected")).stream()
                        .filter(line -> line.startsWith("#"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("logs")
    void read_truncatedAnywhere_hasNoOtherEvents(Path log) throws Exception {
        Mapping mapping = LineFixturesTest.mapping(log);
        byte[] content = Files.readAllBytes(log);
        List<String> all = LineFixturesTest.texts(LineFixturesTest.read(log, null, mapping));
        Path cut = folder.resolve(log.getFileName());
        int most = 0;
        for (int length = 0; length < content.length; length++) {
            Files.write(cut, Arrays.copyOf(content, length));
            List<String> events;
            try {
                events = LineFixturesTest.texts(LineFixturesTest.read(cut, null, mapping));
            } catch (UnreadableLogException e) {
                assertThat(e).hasMessageContaining("no column is called");
                continue;
            }

            // A last cell of CSV, or what an access log's line ends with, looks like a shorter one where it breaks off.
            boolean whole = !log.toString().matches(".*\\.(csv|log)") || length == 0 || content[length - 1] == '\n';
            int sure = whole ? events.size() : Math.max(0, events.size() - 1);
            assertThat(events.subList(0, sure)).as("%d bytes", length).isEqualTo(all.subList(0, sure));
            assertThat(events.size()).as("%d bytes", length).isGreaterThanOrEqualTo(most - 1);
            most = Math.max(most, events.size());
        }
    }
}
