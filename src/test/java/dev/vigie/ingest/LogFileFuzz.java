package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files whose format nobody says: packed, cut short, of several formats at once. */
@ExtendWith(FuzzShare.class)
final class LogFileFuzz {

    private static final Path ARCHIVE = Path.of("logs.zip");
    private static final FuzzTally TALLY = new FuzzTally(LogFileFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> logs = Files.walk(Path.of("src/test/resources/ingest"))) {
            for (Path log : logs.filter(Files::isRegularFile).sorted().toList()) {
                seeds.add(Files.readAllBytes(log));
            }
        }
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void read_whateverItIs_givesEventsOrReasons(byte[] input) throws IOException {
        TALLY.count();
        // As a member of an archive: what a file of its own would cost is the file system's.
        try (LogFile log = LogFile.open(ARCHIVE, "log", new ByteArrayInputStream(input), null, Mapping.NONE, "atlas")) {
            log.read((parsed, line) -> {
                assertThat(line).isPositive();
                Collected.assertNoFault(parsed);
            });
        } catch (UnreadableLogException e) {
            assertThat(e).hasMessageContaining("log");
        }
    }
}
