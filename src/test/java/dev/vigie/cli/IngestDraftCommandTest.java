package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestDraftCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void draft_thenTry_showsTheLogFieldByFieldWithTheMappingsLines() throws Exception {
        Path log = Files.writeString(directory.resolve("access.csv"), """
                when;who;op;dossier
                2026-01-05 08:00:00;a.roy;CONSULT;AG1
                2026-01-05 08:00:01;a.roy;EXTRACT;AG2
                """);
        assertThat(run("ingest", "draft", log.toString())).isZero();
        Path mapping = Files.writeString(directory.resolve("atlas.yaml"), out.toString());
        out.getBuffer().setLength(0);

        assertThat(run("ingest", "try", log.toString(), "--mapping", mapping.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("access.csv: csv, by the mapping")
                .containsPattern("  account +a\\.roy  \\(atlas\\.yaml:\\d+\\)")
                .containsPattern("  action +EXPORT  \\(atlas\\.yaml:\\d+\\)")
                .containsPattern("  outcome +SUCCESS\\R")
                .contains("Records 2 = events 2 + rejected 0");
    }

    @Test
    void draft_logWithoutWhatEveryEventNeeds_failsAndSaysSo() throws Exception {
        Path log = Files.writeString(directory.resolve("odd.jsonl"), "{\"x\":1}\n{\"x\":2}\n");

        assertThat(run("ingest", "draft", log.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("not found, and every event needs it: time, account, action");
        assertThat(out.toString()).contains("# CHECK: time was not found");
    }

    @Test
    void draft_wrongUse_saysWhatWouldBeRight() {
        assertThat(run("ingest", "draft", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(run("ingest", "draft", "x", "--format", "ecs")).isEqualTo(2);
        assertThat(err.toString())
                .contains("none: no such file")
                .contains("--format ecs: a mapping is drafted for json or csv");
    }

    @Test
    void try_mappingThatIsWrong_namesEachLine() throws Exception {
        Path log = Files.writeString(directory.resolve("access.csv"), "a,b\n");
        Path mapping =
                Files.writeString(directory.resolve("bad.yaml"), "format: csv\nfields:\n  acount: a\n  rol: b\n");

        assertThat(run("ingest", "try", log.toString(), "--mapping", mapping.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("bad.yaml:3:3: there is no field 'acount', did you mean 'account'?")
                .contains("bad.yaml:4:3: there is no field 'rol'");
    }

    private int run(String... arguments) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
