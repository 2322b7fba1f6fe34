package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/** Mappings turned into anything, and what they make of a record. Of its input the mapping ends at the first zero. */
@ExtendWith(FuzzShare.class)
final class MappingFuzz {

    private static final Path FIXTURES = Path.of("src/test/resources/ingest/mapped");
    private static final String ENDING = ".mapping";
    private static final long INGESTED_AT_MILLIS = 1_765_785_600_000L;
    private static final FuzzTally TALLY = new FuzzTally(MappingFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(FIXTURES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                ByteArrayOutputStream seed = new ByteArrayOutputStream();
                seed.writeBytes(Files.readAllBytes(file));
                seed.write(0);
                seed.writeBytes(Files.readAllBytes(
                        file.resolveSibling(file.getFileName().toString().replace(ENDING, ""))));
                seeds.add(seed.toByteArray());
            }
        }
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void of_whateverItIs_isUsedOrSaysWhyNot(byte[] input) {
        TALLY.count();
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        try {
            Mapping mapping = Mapping.of(new String(input, 0, end, StandardCharsets.UTF_8), "mapping.yaml");
            Format format = mapping.format() == null ? Format.JSON : mapping.format();
            mapping.requireFor(format);
            if (format != Format.CSV || mapping.namesColumns()) {
                LineParser parser = LineParser.of(format, mapping);
                int from = Math.min(end + 1, input.length);
                parser.parse(input, from, input.length, "atlas", "logs-0-7", INGESTED_AT_MILLIS, MappingFuzz::check);
            }
        } catch (UnreadableLogException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static void check(Parsed parsed, long member) {
        if (parsed instanceof Parsed.Event read) {
            assertThat(read.event().operator()).isEqualTo("atlas");
            assertThat(read.event().account()).isNotEmpty();
        } else if (parsed instanceof Parsed.Rejected rejected) {
            assertThat(rejected.detail()).isNotEmpty();
            Collected.assertNoFault(rejected);
        }
    }
}
