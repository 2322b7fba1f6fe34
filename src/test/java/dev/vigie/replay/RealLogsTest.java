package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Public logs of real attacks and of a real web server, where {@code -Dvigie.data} says that they lie. */
@EnabledIfSystemProperty(named = "vigie.data", matches = ".+", disabledReason = "-Dvigie.data names no directory")
class RealLogsTest {

    private static final Path DATA = Path.of(System.getProperty("vigie.data", ""));

    @TempDir
    private Path directory;

    @Test
    void run_attacksOnAws_eachBulkReadIsAnAlert() throws Exception {
        ReplaySummary summary = run(logsIn("cloudtrail-stratus"));

        assertThat(summary.counts().rejected()).isZero();
        assertThat(summary.episodes()).hasSize(5);
        assertThat(episode(summary, "903144391865").peopleExposed()).isEqualTo(20);
        assertThat(episode(summary, "933175858973").peopleExposed()).isEqualTo(42);
        assertThat(reasonValues(episode(summary, "457448411975"))).contains(30.0);
        assertThat(reasonValues(episode(summary, "321848314756"))).contains(15.0);
        assertThat(episode(summary, "165109126369")).satisfies(batches -> {
            assertThat(batches.accessesUncounted()).isEqualTo(5);
            assertThat(batches.peopleExposed()).isZero();
            assertThat(batches.sentence()).contains("the log names no subject");
        });
    }

    @Test
    void run_apacheLog_everyLineIsAccountedFor() throws Exception {
        Counts counts =
                run(DATA.resolve("apache-access").resolve("apache_logs")).counts();

        assertThat(counts.received()).isEqualTo(10_000);
        assertThat(counts.duplicate())
                .as("a line without an id is identified by its place")
                .isZero();
    }

    private ReplaySummary run(Path... logs) throws Exception {
        return Replay.run(Logs.job(directory.resolve("out"), logs), Progress.none());
    }

    private static Path[] logsIn(String name) throws IOException {
        try (Stream<Path> logs = Files.list(DATA.resolve(name))) {
            return logs.sorted().toArray(Path[]::new);
        }
    }

    private static Alert episode(ReplaySummary summary, String operator) {
        return summary.episodes().stream()
                .filter(last -> operator.equals(last.group().get("operator")))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Double> reasonValues(Alert alert) {
        return alert.reasons().stream().map(Alert.Reason::value);
    }
}
