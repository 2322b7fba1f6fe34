package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks a person up leaves a note, which names nobody. */
final class LookUpAuditTest {

    private static final Pattern ALERT_ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String REASON = "request 17\nof \"today\"";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String key = "";
    private Path notes = Path.of("");

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(directory.resolve("subject.key"), "00112233445566778899aabbccddeeff".repeat(2))
                .toString();
        notes = directory.resolve("look-ups.jsonl");
    }

    @Test
    void hash_audited_notesWhoWhenWhyAndTheHashAlone() throws IOException {
        Instant before = Instant.now();
        assertThat(run(
                        "subject",
                        "hash",
                        "--key-file",
                        key,
                        "--audit",
                        notes.toString(),
                        "--reason",
                        REASON,
                        "person-1",
                        "person-2"))
                .isZero();
        assertThat(run(
                        "subject",
                        "hash",
                        "--key-file",
                        key,
                        "--audit",
                        notes.toString(),
                        "--reason",
                        "again",
                        "person-1"))
                .isZero();

        assertThat(Files.readString(notes)).doesNotContain("person-");
        List<JsonNode> lines = notes();
        List<String> hashes = out.toString().lines().toList();
        assertThat(lines).hasSize(3);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            assertThat(line.fieldNames()).toIterable().containsExactly("at", "by", "command", "subject", "reason");
            assertThat(line.path("subject").asText()).isEqualTo(hashes.get(i));
            assertThat(line.path("by").asText())
                    .isEqualTo(ProcessHandle.current().info().user().orElseThrow());
            assertThat(line.path("command").asText()).isEqualTo("subject hash");
            assertThat(Instant.parse(line.path("at").asText())).isBetween(before.minusMillis(1), Instant.now());
            assertThat(line.path("reason").asText()).isEqualTo(i < 2 ? REASON : "again");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
                .isEqualTo("rw-------");
    }

    @Test
    void hash_auditedWithoutAReason_isNotAnswered() {
        for (String reason : new String[] {"", " ", "x".repeat(501)}) {
            assertThat(run("subject", "hash", "--key-file", key, "--audit", notes.toString(), "--reason", reason, "p"))
                    .isEqualTo(Main.EXIT_WRONG_USE);
        }
        assertThat(run("subject", "hash", "--key-file", key, "--audit", notes.toString(), "p"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("say by --reason why, in 1 to 500 characters");
        assertThat(out.toString()).isEmpty();
        assertThat(notes).doesNotExist();
    }

    @Test
    void hash_noteThatCannotBeWritten_isNotAnswered() {
        assertThat(run("subject", "hash", "--key-file", key, "--audit", directory.toString(), "--reason", "r", "p"))
                .isNotZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void hash_reasonWithoutAFile_isRefused() {
        assertThat(run("subject", "hash", "--key-file", key, "--reason", "r", "p"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("it would be noted nowhere");
    }

    @Test
    void hash_auditInTheConfiguration_cannotBeLeftOut() throws IOException {
        String config = config();
        assertThat(run("subject", "hash", "-c", config, "p")).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString())
                .contains("look-ups are noted in " + notes + " (subject.audit-file): say by --reason");
        assertThat(run("subject", "hash", "-c", config, "--audit", "/dev/null", "--reason", "r", "p"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("leave --audit out");
        assertThat(out.toString()).isEmpty();
        assertThat(notes).doesNotExist();
        assertThat(run("subject", "hash", "-c", config, "--reason", "r", "p")).isZero();
        assertThat(notes()).hasSize(1);
    }

    @Test
    void affectedAndEvidence_auditInTheConfiguration_noteWhatWasAskedAndWhatWasGiven() throws Exception {
        String folder = replayed();
        Matcher id = ALERT_ID.matcher(Files.readString(Path.of(folder, "alerts.jsonl")));
        assertThat(id.find()).isTrue();
        Path list = directory.resolve("affected.csv");
        Path archive = directory.resolve("evidence.zip");
        String[] affected = {"affected", folder, "--account", "atlas/m.petit", "--clear-subjects", "-o", list.toString()
        };
        String[] evidence = {"evidence", id.group(1), folder, "--clear", "-o", archive.toString()};
        assertRefusedWithoutAReason(list, affected);
        assertRefusedWithoutAReason(archive, evidence);
        assertThat(run(explained(affected))).as("%s", err).isZero();
        assertThat(run(explained(evidence))).as("%s", err).isZero();

        assertThat(Files.readString(list)).contains("person-1");
        assertThat(Files.readString(notes)).doesNotContain("person-1");
        assertThat(notes()).hasSize(2);
        assertNote(notes().get(0), "affected", "[\"account=atlas/m.petit\",\"ids\"]", list);
        assertNote(notes().get(1), "evidence", "[\"alert=" + id.group(1) + "\",\"named\"]", archive);
    }

    @Test
    void replay_auditInTheConfiguration_listsNobodyByTheirIds() throws IOException {
        assertThat(run(
                        "replay",
                        log(),
                        "-c",
                        config(),
                        "-o",
                        directory.resolve("out").toString(),
                        "--clear-subjects"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("vigie affected DIR --clear-subjects --reason WHY");
    }

    private void assertRefusedWithoutAReason(Path answer, String... command) {
        assertThat(run(command)).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("(subject.audit-file): say by --reason why");
        assertThat(answer).doesNotExist();
        assertThat(notes).doesNotExist();
    }

    private static String[] explained(String... command) {
        List<String> explained = new ArrayList<>(List.of(command));
        explained.addAll(List.of("--reason", "letters"));
        return explained.toArray(String[]::new);
    }

    private static void assertNote(JsonNode line, String command, String asked, Path answer) throws Exception {
        assertThat(line.fieldNames()).toIterable().containsExactly("at", "by", "command", "asked", "sha256", "reason");
        assertThat(line.path("command").asText()).isEqualTo(command);
        assertThat(line.path("asked").toString()).isEqualTo(asked);
        assertThat(line.path("sha256").asText()).isEqualTo(sha256(answer));
        assertThat(line.path("reason").asText()).isEqualTo("letters");
    }

    /** The directory of a replay with one alert. */
    private String replayed() throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(rules.resolve("reading.yml"), VerifyCommandTest.RULES);
        String folder = directory.resolve("out").toString();
        assertThat(run("replay", log(), "--rules", rules.toString(), "-c", config(), "-o", folder))
                .as("%s", err)
                .isZero();
        return folder;
    }

    private String log() throws IOException {
        StringBuilder rows = new StringBuilder("time,operator,account,action,subject\n");
        for (int i = 10; i < 30; i++) {
            rows.append("2026-01-05T10:" + i + ":00Z,atlas,m.petit,READ,person-" + i + "\n");
        }
        return Files.writeString(directory.resolve("access.csv"), rows).toString();
    }

    private String config() throws IOException {
        return Files.writeString(
                        directory.resolve("vigie.yaml"),
                        "keys: {subject-key-file: subject.key}\nsubject: {audit-file: look-ups.jsonl}\n")
                .toString();
    }

    private List<JsonNode> notes() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(notes)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private int run(String... arguments) {
        return Main.run(
                new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, Map.of()), arguments);
    }
}
