package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void simulate_withIncident_writesLogsThatReplayReadsAndTheTruth() throws IOException {
        Path logs = directory.resolve("logs");
        String[] small = {"--days", "7", "--accounts", "40", "--incident", "ofii"};
        assertThat(simulate(logs, small)).as("%s", err).isZero();
        assertThat(Files.readAllLines(logs.resolve("truth.csv")))
                .hasSizeBetween(1_551, 1_600)
                .startsWith("incident,account,subject,time")
                .element(1)
                .asString()
                .startsWith("ofii,op-0");

        List<String> replay =
                new ArrayList<>(List.of("replay", "-o", directory.resolve("out").toString()));
        replay.addAll(logsIn(logs, ".jsonl"));
        assertThat(run(replay.toArray(String[]::new))).as("%s", err).isZero();
        assertThat(out.toString()).contains("rejected 0").doesNotContain("duplicate 0");
    }

    @Test
    void simulate_ofOneSeed_writesTheSameLogsCompressed() throws IOException {
        String[] small = {"--days", "3", "--accounts", "10", "--seed", "5", "--incident", "none", "--gzip"};
        assertThat(simulate(directory.resolve("a"), small)).as("%s", err).isZero();
        assertThat(simulate(directory.resolve("b"), small)).as("%s", err).isZero();
        assertThat(Files.mismatch(
                        directory.resolve("a").resolve("op-01.jsonl.gz"),
                        directory.resolve("b").resolve("op-01.jsonl.gz")))
                .isEqualTo(-1);
        assertThat(Files.readString(directory.resolve("a").resolve("truth.csv")))
                .isEqualTo("incident,account,subject,time\n");
    }

    @Test
    void simulate_intoAUsedDirectory_isWrongUseAndTouchesNothing() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "ten years");
        assertThat(simulate(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("-o: ").contains("is not empty");
        assertThat(logsIn(directory, ""))
                .containsExactly(directory.resolve("thesis.txt").toString());
    }

    @Test
    void simulate_withImpossibleSettings_namesTheSettingAndWhatWouldBeRight() {
        assertThat(simulate(directory.resolve("a"), "--days", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--days: must be 1 to 3660, not 0");
        assertThat(simulate(directory.resolve("a"), "--accounts", "100001")).isEqualTo(2);
        assertThat(err.toString()).contains("--accounts: must be 1 to 100000, not 100001");
        assertThat(simulate(directory.resolve("a"), "--incident", "ofi")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--incident")
                .contains("there is no incident 'ofi'")
                .contains("low-and-slow");
        assertThat(directory.resolve("a")).doesNotExist();
    }

    private int simulate(Path logs, String... options) {
        List<String> args = new ArrayList<>(List.of("simulate", "-o", logs.toString()));
        args.addAll(List.of(options));
        return run(args.toArray(String[]::new));
    }

    private static List<String> logsIn(Path logs, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private int run(String... args) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), args);
    }
}
