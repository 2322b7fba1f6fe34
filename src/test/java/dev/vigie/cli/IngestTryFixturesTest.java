package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.ingest.Format;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code vigie ingest try} over every log among the test resources, and over real ones where they are to be had. */
final class IngestTryFixturesTest {

    private static final int SHOWN_MAX = 1_000;
    private static final int SAMPLE_LINES = 1_000;
    private static final Pattern SAID = Pattern.compile("(?m)^([a-z_.]+) +([0-9,]+) +(never|\\d+ %)$");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path oneRule = Path.of("");

    /** Which rules miss something is another test's; reading all of the built-in ones each time costs seconds. */
    @BeforeEach
    void writeARule() throws IOException {
        oneRule = Files.writeString(directory.resolve("rule.yml"), """
                title: Reading
                id: 5c1c1b7a-6a58-4f3b-8d53-0a3b0a1f1a02
                name: reading
                logsource: {product: vigie}
                detection:
                  selection: {action: READ}
                  condition: selection
                level: low
                """);
    }

    static List<TriedFixture> fixtures() throws IOException {
        return TriedFixture.all();
    }

    static List<Path> rulesLogs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/rules"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fixtures_ofAllFormats_areThere() throws IOException {
        Set<String> formats = new TreeSet<>();
        for (TriedFixture fixture : fixtures()) {
            formats.add(fixture.format());
        }

        assertThat(formats).containsExactlyInAnyOrderElementsOf(Format.names());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void try_fixture_saysWhatItIsAndShowsEachRecord(TriedFixture fixture) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(fixture.log().toString(), "--show", "" + SHOWN_MAX));
        if (fixture.mapping() != null) {
            arguments.addAll(List.of("--mapping", fixture.mapping().toString()));
        }

        assertThat(tried(arguments)).as(err.toString()).isZero();
        assertThat(out.toString().lines().findFirst()).contains(fixture.heading());
        assertThat(out.toString())
                .contains(counted(fixture.events().size(), fixture.rejections().size()));
        fixture.reasons().forEach(reason -> assertThat(out.toString()).contains(reason));
        assertThat(said()).isEqualTo(fixture.saidBy());
        assertShown(fixture);
        assertThat(err.toString()).isEmpty();
    }

    private void assertShown(TriedFixture fixture) {
        List<String> shown = Pattern.compile("(?ms)^record \\d+$.*?(?=^$)")
                .matcher(out.toString())
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(shown).hasSameSizeAs(fixture.events());
        for (int i = 0; i < shown.size(); i++) {
            JsonNode event = fixture.events().get(i);
            assertThat(shown.get(i))
                    .containsPattern(row("time", TriedFixture.time(event)))
                    .containsPattern(row("account", event.path("account").asText()))
                    .containsPattern(row("action", event.path("action").asText().toUpperCase(Locale.ROOT)));
        }
        for (String rejection : fixture.rejections()) {
            String[] parts = rejection.split(" ", 2);
            assertThat(out.toString()).contains("record " + parts[0] + ": rejected, " + parts[1] + ": ");
        }
    }

    @ParameterizedTest
    @MethodSource("rulesLogs")
    void try_logThatARuleShips_isReadToTheLastLine(Path log) throws IOException {
        assertThat(tried(List.of(log.toString()))).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith(log + ": json, by its content")
                .contains(counted(Files.readAllLines(log).size(), 0));
    }

    @Test
    void try_realCloudTrail_isReadToTheLastRecord() throws IOException {
        long events = 0;
        try (Stream<Path> logs = Files.list(data("cloudtrail-stratus"))) {
            for (Path log : logs.sorted().toList()) {
                out.getBuffer().setLength(0);
                assertThat(tried(List.of(log.toString()))).as(err.toString()).isZero();
                assertThat(out.toString()).startsWith(log + ": cloudtrail, by its content");
                Map<String, Integer> said = said();
                int count = said.getOrDefault("id", 0);
                assertThat(out.toString()).contains(counted(count, 0));
                assertThat(said)
                        .containsEntry("time", count)
                        .containsEntry("account", count)
                        .containsEntry("resource", count)
                        .containsEntry("user_agent", count);
                events += count;
            }
        }

        assertThat(events).isEqualTo(137);
    }

    @Test
    void try_realAccessLog_isReadToTheLastLine() throws IOException {
        Path sample = directory.resolve("access.log");
        try (Stream<String> lines = Files.lines(data("apache-access").resolve("apache_logs"))) {
            Files.write(sample, lines.limit(SAMPLE_LINES).toList());
        }

        assertThat(tried(List.of(sample.toString()))).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith(sample + ": combined, by its content")
                .contains(counted(SAMPLE_LINES, 0));
        assertThat(said())
                .containsEntry("account", SAMPLE_LINES)
                .containsEntry("src_ip", SAMPLE_LINES)
                .containsEntry("subject", 0);
    }

    private static Path data(String folder) {
        String data = System.getProperty("vigie.data", "");
        assumeTrue(!data.isEmpty(), "real logs: set -Dvigie.data to the directory that holds them");
        return Path.of(data, folder);
    }

    private static String counted(int events, int rejected) {
        return String.format(
                Locale.ROOT, "Records %,d = events %,d + rejected %,d%n", events + rejected, events, rejected);
    }

    /** A field's row; the name of the mapping's line may follow. */
    private static String row(String field, String value) {
        return "(?m)^  " + field + " +" + Pattern.quote(value) + "(  \\(\\S+:\\d+\\))?$";
    }

    private Map<String, Integer> said() {
        Map<String, Integer> said = new LinkedHashMap<>();
        SAID.matcher(out.toString())
                .results()
                .forEach(row ->
                        said.put(row.group(1), Integer.valueOf(row.group(2).replace(",", ""))));
        return said;
    }

    private int tried(List<String> arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of());
        List<String> all = new ArrayList<>(List.of("try", "--rules", oneRule.toString()));
        all.addAll(arguments);
        Faults faults = new Faults(console);
        int code = IngestCommand.with(console)
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults)
                .execute(all.toArray(String[]::new));
        console.out().flush();
        return code;
    }
}
