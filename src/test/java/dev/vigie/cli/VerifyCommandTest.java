package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final String DPO = "src/test/resources/openpgp/valid.asc";
    /** One rule: a repetition spends its time on nothing else. */
    static final String RULES = """
            title: Reading
            id: 3f0f4f43-2f4c-4c52-9d3b-0c5b5f8f6d11
            name: reading
            logsource: {product: vigie, category: data_access}
            detection:
                selection: {action: READ}
                condition: selection
            ---
            title: Many people read
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a001
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1h
                condition: {field: subject, gte: 10}
            level: high
            """;

    private static final String MAPPING = """
            format: csv
            fields: {time: time, account: user, action: action, subject: subject, resource: resource}
            """;

    private static final String KEY = "00112233445566778899aabbccddeeff";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path log = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void writeLog() throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        log = directory.resolve("logs/access.csv");
        folder = directory.resolve("out");
        StringBuilder rows = new StringBuilder("time,user,action,subject,resource\n");
        for (int i = 0; i < 60; i++) {
            rows.append(String.format("2026-01-05T10:%02d:00Z,m.petit,READ,A-%d,visas%n", i, i));
        }
        Files.writeString(log, rows.append("yesterday,m.petit,READ,A-1,visas\n"));
        Files.writeString(directory.resolve("access.yaml"), MAPPING);
        Files.writeString(Files.createDirectory(directory.resolve("rules")).resolve("reading.yml"), RULES);
    }

    @Test
    void replay_twice_writesTheSameManifestWhichVerifies() throws IOException {
        assertThat(replay("--operator", "atlas")).as("%s", err).isZero();
        byte[] first = Files.readAllBytes(folder.resolve("manifest.json"));
        folder = directory.resolve("again");
        assertThat(replay("--operator", "atlas")).as("%s", err).isZero();

        assertThat(folder.resolve("manifest.json")).hasBinaryContent(first);
        assertThat(new String(first, UTF_8))
                .contains("\"path\": \"../logs/access.csv\"", "\"path\": \"../access.yaml\"", "\"timeZone\": \"UTC\"")
                .contains("\"name\": \"reading.yml\"", "\"path\": \"../rules\"")
                .doesNotContain(directory.toString());
        assertThat(verify()).as("%s %s", out, err).isZero();
        assertThat(out.toString()).contains("all 11 files are the same");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("nothing of the repetition is left").hasSize(5);
        }
    }

    @Test
    void verify_ofWhatWasAskedAboutInAnArchiveAndItsCopy_repeatsItWithAnyNumberOfWorkers() throws IOException {
        Path archive = directory.resolve("logs/access.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : List.of("a.csv", "b.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(Files.readString(log).replace("m.petit", name).getBytes(UTF_8));
            }
        }
        Files.copy(archive, directory.resolve("logs/copy.zip"));
        String[] asked = {directory.resolve("logs") + "/*.zip", "--operator", "atlas", "--account", "b.csv"};
        List<String> options = new ArrayList<>(List.of(asked));
        options.addAll(List.of("--from", "2026-01-05T11:05:00+01:00", "--to", "2026-01-06", "--register", "visas"));
        options.addAll(List.of("--workers", "1", "--json-progress"));
        assertThat(replay(options.toArray(String[]::new))).as("%s", err).isZero();

        assertThat(Files.readString(folder.resolve("manifest.json")))
                .contains("\"path\": \"../logs/access.zip\"", "\"path\": \"../logs/copy.zip\"", "\"--register\"")
                .doesNotContain("workers", "progress", "!/");
        assertThat(Files.readString(folder.resolve("ledger.json"))).contains("\"counted\": 55", "\"filtered\": 125");
        assertThat(Files.readString(folder.resolve("accounts.csv")))
                .contains("atlas,b.csv,")
                .doesNotContain("a.csv");
        assertThat(verify()).as("%s %s", out, err).isZero();
        Files.write(archive, new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("../logs/access.zip: not the log that the replay read\n");
    }

    @Test
    void verify_aChangedFile_namesIt() throws IOException {
        assertThat(replay()).as("%s", err).isZero();
        Path accounts = folder.resolve("accounts.csv");
        Files.writeString(accounts, Files.readString(accounts).replace("m.petit", "m.grand"));

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("accounts.csv: the repetition's differs from line 2 on\n");
    }

    @Test
    void verify_aChangedReport_namesItAndReportMendsIt() throws IOException {
        assertThat(replay()).as("%s", err).isZero();
        for (String name : List.of("report.html", "report.fr.html")) {
            Path report = folder.resolve(name);
            assertThat(Files.readString(folder.resolve("manifest.json"))).contains("\"name\": \"" + name + '"');
            Files.writeString(report, Files.readString(report).replace("m.petit", "m.grand"));
            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString()).startsWith(name + ": the repetition's differs from line ");
            assertThat(run(Map.of(), "report", folder.toString())).as("%s", err).isZero();
        }
        assertThat(verify()).as("%s %s", out, err).isZero();
    }

    @Test
    void verify_aChangedLog_isSaidBeforeAnythingIsRepeated() throws IOException {
        assertThat(replay()).as("%s", err).isZero();
        Files.writeString(log, Files.readString(log).replace("A-59", "A-58"));

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("../logs/access.csv: not the log that the replay read\n");
    }

    @Test
    void verify_afterTheLogsMoved_findsThemWhereToldTo() throws IOException {
        assertThat(replay()).as("%s", err).isZero();
        Path moved = Files.createDirectory(directory.resolve("archive"));
        Files.move(log, moved.resolve("access.csv"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("access.csv: no such file").contains("--logs DIR");
        assertThat(verify("--logs", moved.toString())).as("%s %s", out, err).isZero();
    }

    /** A folder, its logs and all that it takes to repeat it, each somewhere else, as another house has them. */
    @Test
    void verify_afterEverythingMoved_findsItWhereToldTo() throws IOException {
        Path config = Files.writeString(directory.resolve("vigie.yaml"), "keys: {subject-key-file: subject.key}\n");
        Files.writeString(directory.resolve("subject.key"), KEY);
        assertThat(replay("--config", config.toString())).as("%s", err).isZero();
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere/deep"));
        for (String name : List.of("logs", "rules", "access.yaml", "vigie.yaml", "subject.key")) {
            Files.move(directory.resolve(name), elsewhere.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        List<String> told =
                new ArrayList<>(List.of("--logs", elsewhere.resolve("logs").toString()));
        for (String each : List.of("mapping=access.yaml", "rules=rules", "config=vigie.yaml")) {
            String[] option = each.split("=", 2);
            assertThat(verify(told.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.toString())
                    .contains("no such file, but the replay was given it by --", "--moved ", "=FILE says where");
            told.addAll(List.of("--moved", option[0] + "=" + elsewhere.resolve(option[1])));
        }
        assertThat(verify(told.toArray(String[]::new))).as("%s %s", out, err).isZero();

        told.addAll(List.of("--moved", "lists=" + elsewhere));
        assertThat(verify(told.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString())
                .contains("--moved lists: the replay was not given that; it was given config, mapping, rules");
    }

    @Test
    void verify_aSealedFolder_comparesTheClearTextsHash() throws IOException {
        assertThat(replay()).as("%s", err).isZero();
        assertThat(folder.resolve("affected.csv")).exists();
        assertThat(replay("--seal", DPO)).as("%s", err).isZero();
        Path sealed = folder.resolve("affected.csv.pgp");
        assertThat(folder.resolve("affected.csv")).doesNotExist();
        String manifest = Files.readString(folder.resolve("manifest.json"));
        assertThat(manifest).contains("\"sealedTo\": \"8F7EA221911D283A0EDB49A48204A7917BFDE94C\"");

        assertThat(verify()).as("%s %s", out, err).isZero();
        assertThat(verify("--moved", "seal=" + DPO)).as("it is not needed").isEqualTo(2);
        assertThat(err.toString()).contains("--moved seal: the replay was not given that; it was given mapping, rules");
        Files.write(sealed, new byte[] {1});
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("affected.csv.pgp: not the file that the manifest describes\n");
    }

    @Test
    void verify_withAnotherKey_saysSoBeforeAnythingIsRepeated() throws IOException {
        Map<String, String> keyed = Map.of("VIGIE_KEYS_SUBJECT_KEY", KEY);
        assertThat(run(keyed, arguments())).as("%s", err).isZero();
        assertThat(Files.readString(folder.resolve("manifest.json"))).doesNotContain(KEY);

        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("had another subject key", "now none", "keys.subject-key-file");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void verify_withOtherRulesOrAnotherMapping_saysSoBeforeAnythingIsRepeated() throws IOException {
        assertThat(replay()).as("%s", err).isZero();
        Path mapping = directory.resolve("access.yaml");
        Files.writeString(mapping, MAPPING + "# read again\n");
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("access.yaml: not the file that the replay was given by --mapping");

        Files.writeString(mapping, MAPPING);
        Files.writeString(directory.resolve("rules/reading.yml"), RULES.replace("gte: 10", "gte: 11"));
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("the replay had other rules");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void replay_sealedToAKeyThatCannotBeUsed_readsNothing() {
        assertThat(replay("--seal", "src/test/resources/openpgp/sign-only.asc")).isEqualTo(2);
        assertThat(err.toString()).contains("sign-only.asc: the key can only sign");
        assertThat(folder).doesNotExist();
    }

    @Test
    void verify_whatIsNoManifest_isWrongUse() throws IOException {
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("manifest.json: no such file");
        Files.createDirectory(folder);
        for (String text : List.of("", "{}", "[1]", "{\"type\":\"vigie-manifest\"}", "{\"type\":\"vigie-manifest\"")) {
            Files.writeString(folder.resolve("manifest.json"), text);
            assertThat(verify()).as(text).isEqualTo(2);
        }
    }

    private String[] arguments(String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", log.toString(), "-o", folder.toString()));
        arguments.addAll(List.of("--mapping", directory.resolve("access.yaml").toString()));
        arguments.addAll(List.of("--rules", directory.resolve("rules").toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private int replay(String... options) {
        return run(Map.of(), arguments(options));
    }

    private int verify(String... options) {
        List<String> arguments = new ArrayList<>(List.of("verify", folder.toString()));
        arguments.addAll(List.of(options));
        return run(Map.of(), arguments.toArray(String[]::new));
    }

    private int run(Map<String, String> environment, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, environment), arguments);
    }
}
