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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay}, {@code report} and {@code dossier}, one after the other. */
final class ReportCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void replay_leavesAReport_fromWhichADossierIsDrafted() throws IOException {
        Path results = directory.resolve("out");
        assertThat(run("replay", log().toString(), "-o", results.toString()))
                .as(err::toString)
                .isZero();
        String report = Files.readString(results.resolve("report.html"));
        assertThat(report).contains("150 people exposed by one account", "150 received = 150 counted");
        Files.delete(results.resolve("report.html"));

        assertThat(run("report", results.toString())).isZero();
        assertThat(results.resolve("report.html")).hasContent(report);

        String id = Files.readAllLines(results.resolve("alerts.jsonl")).get(0).split("\"", -1)[3];
        Path dossier = directory.resolve("dossier");
        assertThat(run("dossier", results.toString(), "--alert", id, "--lang", "fr", "-o", dossier.toString()))
                .as(err::toString)
                .isZero();
        assertThat(dossier.resolve("notification.md")).content().contains("**150**", "#alert-" + id);

        Path list = results.resolve("affected.csv");
        Files.writeString(list, Files.readString(list).replace("p7,", "p7000,"));
        Path another = directory.resolve("another");
        assertThat(run("dossier", results.toString(), "--alert", id, "-o", another.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("affected.csv: not the file that the manifest describes");
        assertThat(another).doesNotExist();
        Files.delete(list);
        assertThat(run("dossier", results.toString(), "--alert", id, "-o", another.toString()))
                .as(err::toString)
                .isZero();
    }

    @Test
    void report_ofAnotherDirectory_isWrongUse() {
        assertThat(run("report", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("name the folder that vigie replay -o wrote");
    }

    @Test
    void dossier_underNoKnownLaw_isWrongUse() {
        assertThat(run("dossier", "out", "--alert", "a", "--regime", "ccpa", "-o", "d"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'ccpa' is no law that Vigie knows; gdpr or led");
    }

    private Path log() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.add("{\"id\":\"e" + i + "\",\"time\":\"2025-12-15T10:" + (10 + i / 60) + ":" + (10 + i % 50)
                    + "Z\",\"operator\":\"atlas\",\"account\":\"m.petit\",\"action\":\"READ\",\"resource\":\"visas\","
                    + "\"subject\":\"A-" + (i * 7_919 % 100_003) + "\"}");
        }
        return Files.write(directory.resolve("access.jsonl"), lines);
    }

    private int run(String... args) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), args);
    }
}
