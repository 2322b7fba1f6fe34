package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records of every format, in and out of envelopes, turned into anything. Of its input the first byte says the layout,
 * the others are the record.
 */
@ExtendWith(FuzzShare.class)
final class ParsersFuzz {

    private static final List<Layout> LAYOUTS = layouts();
    private static final List<LineParser> PARSERS =
            LAYOUTS.stream().map(layout -> LineParser.of(layout, Mapping.NONE)).toList();
    private static final Path FIXTURES = Path.of("src/test/resources/ingest");
    private static final long INGESTED_AT_MILLIS = 1_765_785_600_000L;

    private static final FuzzTally TALLY = new FuzzTally(ParsersFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < LAYOUTS.size(); i++) {
            Layout layout = LAYOUTS.get(i);
            String folder = layout.envelope() == Envelope.NONE ? layout.format().formatName() : "syslog";
            if (Files.isDirectory(FIXTURES.resolve(folder))) {
                try (Stream<Path> logs = Files.list(FIXTURES.resolve(folder))) {
                    for (Path log : logs.sorted().toList()) {
                        seeds.add(chosen(i, Files.readAllBytes(log)));
                    }
                }
            }
        }
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void parse_whateverItIs_givesEventsOrReasons(byte[] input) {
        TALLY.count();
        if (input.length == 0) {
            return;
        }
        LineParser parser = PARSERS.get((input[0] & 0xff) % PARSERS.size());
        int[] candidates = {0};
        parser.parse(input, 1, input.length, "atlas", "logs-0-7", INGESTED_AT_MILLIS, (parsed, member) -> {
            candidates[0]++;
            if (parsed instanceof Parsed.Event read) {
                AccessEvent event = read.event();
                assertThat(event.operator()).isEqualTo("atlas");
                assertThat(event.account()).isNotEmpty();
            } else if (parsed instanceof Parsed.Rejected rejected) {
                assertThat(rejected.detail()).isNotEmpty();
                Collected.assertNoFault(rejected);
                assertThat(rejected.raw().length).isLessThanOrEqualTo(Parsed.RAW_BYTES_MAX);
            }
        });
        // A record of n bytes cannot hold more candidates than that, nor more than it is unpacked.
        assertThat(candidates[0])
                .isLessThanOrEqualTo(
                        PackedValue.of(input, 1, input.length) == null ? input.length : PackedValue.UNPACKED_BYTES_MAX);
    }

    private static List<Layout> layouts() {
        List<Layout> layouts = new ArrayList<>();
        for (Format format : Format.values()) {
            if (format != Format.CSV) {
                layouts.add(Layout.of(format));
                layouts.add(new Layout(format, Envelope.SYSLOG));
            }
        }
        return layouts;
    }

    private static byte[] chosen(int layout, byte[] record) {
        byte[] seed = new byte[record.length + 1];
        seed[0] = (byte) layout;
        System.arraycopy(record, 0, seed, 1, record.length);
        return seed;
    }
}
