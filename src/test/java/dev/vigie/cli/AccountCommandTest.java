package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void replay() throws IOException {
        StringBuilder rows = new StringBuilder("time,operator,account,action,subject,resource,src_ip\n");
        for (int i = 0; i < 60; i++) {
            rows.append(String.format("2026-01-05T10:%02d:00Z,atlas,m.petit,READ,A-%d,visas,192.0.2.7\n", i, i));
        }
        rows.append("2026-01-06T10:00:00Z,borealis,j\u001b[2J,READ,A-1,visas,192.0.2.7\n");
        rows.append("2026-01-06T10:00:00Z,atlas,twin,READ,A-1,visas,192.0.2.7\n");
        rows.append("2026-01-06T10:00:01Z,borealis,twin,READ,A-1,visas,192.0.2.7\n");
        rows.append("2026-01-06T10:00:02Z,borealis,machine,READ,S-1,ssm:parameter,192.0.2.7\n");
        Path log = Files.writeString(directory.resolve("access.csv"), rows);
        assertThat(run("replay", log.toString(), "-o", folder())).as("%s", err).isZero();
        out.getBuffer().setLength(0);
    }

    @Test
    void account_ofTheThief_tellsTotalsAlertsAndDays() {
        assertThat(run("account", "atlas/m.petit", folder())).as("%s", err).isZero();
        assertThat(out.toString())
                .startsWith("atlas/m.petit\n  60 events from 2026-01-05T10:00:00Z to 2026-01-05T10:59:00Z\n")
                .contains("read 60 people", "60 people exposed in its course", "registers: visas")
                .containsPattern("2026-01-05 +alert +60 +60 +60 +0 +0 +visas +192.0.2.7\n");
    }

    @Test
    void account_inFrench_hasNoWordOfEnglish() {
        assertThat(run("account", "atlas/m.petit", folder(), "--lang", "fr"))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .startsWith("atlas/m.petit\n  60 événements, du 2026-01-05T10:00:00Z au 2026-01-05T10:59:00Z\n")
                .contains("lectures\u00a0: 60 personnes", "fichiers\u00a0: visas", "Élevé", "a lu les dossiers de 60")
                .containsPattern("2026-01-05 +alerte +60 +60 +60 +0 +0 +visas +192.0.2.7\n")
                .doesNotContainPattern("\\b(read|people|alert|exposed|registers|sources|limit|HIGH)\\b");
        assertThat(run("account", "twin", folder(), "--lang", "de")).isEqualTo(2);
    }

    @Test
    void account_byItsNameAlone_isFoundWhereThereIsOne() {
        assertThat(run("account", "m.petit", folder())).as("%s", err).isZero();
        assertThat(run("account", "twin", folder())).isEqualTo(2);
        assertThat(err.toString()).contains("atlas/twin, borealis/twin");
        assertThat(run("account", "nobody", folder())).isEqualTo(2);
        assertThat(err.toString()).contains("has no event of an account nobody");
    }

    @Test
    void account_thatReadSecrets_isNotSaidToHaveReadPeople() {
        assertThat(run("account", "machine", folder())).as("%s", err).isZero();
        assertThat(out.toString()).contains("read 1 secrets, and 0 records").doesNotContain("people,");
    }

    @Test
    void account_thatSteersTerminals_isShownHarmless() {
        assertThat(run("account", "borealis/j\u001b[2J", folder()))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("no alert").doesNotContain("\u001b");
    }

    @Test
    void account_ofWhatIsNoReplay_isWrongUse() {
        assertThat(run("account", "a/b", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("accounts.csv: no such file");
    }

    private String folder() {
        return directory.resolve("out").toString();
    }

    private int run(String... arguments) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
