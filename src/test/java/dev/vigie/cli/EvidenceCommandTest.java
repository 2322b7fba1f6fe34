package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.wire.AlertJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {

    private static final String DPO = "src/test/resources/openpgp/valid.asc";
    private static final String HEADER = "time,account,action,subject,resource";
    private static final int READS = 30;

    @TempDir
    private static Path replayed;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path csv = Path.of("");
    private Path folder = Path.of("");
    private String alert = "";

    /** A thief and a clerk in a CSV file, and the thief's further reading in an archive. */
    @BeforeAll
    static void replay() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER + "\n");
        for (int i = 0; i < READS; i++) {
            rows.append(row("m.petit", i)).append('\n');
            rows.append(row("clerk", i / 10)).append('\n');
        }
        rows.append("yesterday,m.petit,READ,A-1,visas\n");
        Path csv = Files.writeString(replayed.resolve("access.csv"), rows);
        Path archive = replayed.resolve("more.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("more.jsonl"));
            for (int i = READS; i < READS + 5; i++) {
                zip.write(((i == READS ? "[" : ",") + json(i)).getBytes(UTF_8));
            }
            zip.write(']');
        }
        String rules = Files.createDirectory(replayed.resolve("rules")).toString();
        Files.writeString(Path.of(rules, "reading.yml"), VerifyCommandTest.RULES);
        String[] logs = {"replay", csv.toString(), archive.toString(), "--operator", "atlas"};
        List<String> arguments = new ArrayList<>(List.of(logs));
        arguments.addAll(List.of("--rules", rules, "-o", replayed.resolve("out").toString()));
        StringWriter talk = new StringWriter();
        Console console = new Console(new PrintWriter(talk), new PrintWriter(talk), false, Map.of());
        assertThat(Main.run(console, arguments.toArray(String[]::new)))
                .as("%s", talk)
                .isZero();
    }

    /** The folder moves with its logs, and each test has its own. */
    @BeforeEach
    void copy() throws Exception {
        try (Stream<Path> files = Files.walk(replayed)) {
            for (Path file :
                    files.filter(each -> !each.equals(replayed)).sorted().toList()) {
                Files.copy(file, directory.resolve(replayed.relativize(file)));
            }
        }
        csv = directory.resolve("access.csv");
        folder = directory.resolve("out");
        alert = last().id();
    }

    private static String row(String account, int number) {
        return String.format("2026-01-05T10:%02d:00Z,%s,READ,A-%d,visas", number, account, number);
    }

    /** A record of several lines. */
    private static String json(int number) {
        return String.format(
                "{\"id\": \"j-%d\",%n \"time\": \"2026-01-05T10:%02d:00Z\", \"account\": \"m.petit\","
                        + " \"action\": \"READ\", \"subject\": \"A-%d\"}",
                number, number, number);
    }

    private Alert last() throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve("alerts.jsonl"));
        return AlertJson.read(lines.get(lines.size() - 1));
    }

    @Test
    void evidence_byDefault_bringsTheEventsThatTheAlertNamesAsTheyStoodInTheLog() throws Exception {
        Path archive = directory.resolve("evidence.zip");
        assertThat(run("evidence", alert, folder.toString(), "--clear", "-o", archive.toString()))
                .as("%s %s", out, err)
                .isZero();

        Map<String, byte[]> members = members(archive);
        assertThat(members.keySet())
                .containsExactly("manifest.json", "alert.jsonl", "records.jsonl", "records/1.log", "SHA256SUMS");
        List<String> expected = new ArrayList<>();
        for (int i = 9; i < 9 + 20; i++) {
            expected.add(row("m.petit", i));
        }
        assertThat(text(members, "records/1.log").lines()).containsExactlyElementsOf(expected);
        assertThat(ids(members))
                .isEqualTo(
                        last().evidence().stream().map(Alert.Evidence::eventId).toList());
        JsonNode manifest = new ObjectMapper().readTree(members.get("manifest.json"));
        assertThat(manifest.path("warning").asText()).contains("personal data in clear");
        assertThat(manifest.path("logs").get(0).path("header").asText()).isEqualTo(HEADER);
        assertThat(manifest.path("logs").get(0).path("logSha256").asText()).isEqualTo(sha256(Files.readAllBytes(csv)));
        assertThat(manifest.path("missing")).isEmpty();
        assertThat(out.toString()).contains("20 records of 1 log in", sha256(Files.readAllBytes(archive)));
        assertThat(err.toString()).contains("NOT ENCRYPTED");
    }

    @Test
    void evidence_all_isEveryRecordOfTheGroupInTheAlertsCourse() throws Exception {
        Path archive = directory.resolve("all.zip");
        assertThat(run("evidence", alert, folder.toString(), "--all", "--clear", "-o", archive.toString()))
                .as("%s %s", out, err)
                .isZero();

        Map<String, byte[]> members = members(archive);
        assertThat(text(members, "records/1.log"))
                .doesNotContain("clerk", "yesterday")
                .contains("A-0", "A-29");
        assertThat(text(members, "records/2.log"))
                .startsWith("{\"id\": \"j-30\",")
                .contains("j-34");
        assertThat(members.get("records.jsonl")).asString(UTF_8).contains("\"more.zip!/more.jsonl\"");
        assertThat(ids(members)).hasSize(READS + 5);
    }

    @Test
    void evidence_eachRecordAndMember_hasTheHashThatIsSaid() throws Exception {
        Path archive = directory.resolve("all.zip");
        assertThat(run("evidence", alert, folder.toString(), "--all", "--clear", "-o", archive.toString()))
                .isZero();

        Map<String, byte[]> members = members(archive);
        MessageDigest whole = MessageDigest.getInstance("SHA-256");
        for (JsonNode record : records(members)) {
            int at = record.path("at").asInt();
            byte[] bytes = Arrays.copyOfRange(
                    members.get(record.path("file").asText()),
                    at,
                    at + record.path("bytes").asInt());
            assertThat(sha256(bytes)).isEqualTo(record.path("sha256").asText());
            whole.update(new byte[] {0, 0, (byte) (bytes.length >> 8), (byte) bytes.length});
            whole.update(bytes);
        }
        JsonNode manifest = new ObjectMapper().readTree(members.get("manifest.json"));
        assertThat(manifest.path("sha256").asText()).isEqualTo(HexFormat.of().formatHex(whole.digest()));
        Set<String> named = new HashSet<>(members.keySet());
        for (String line : text(members, "SHA256SUMS").lines().toList()) {
            String name = line.substring(66);
            assertThat(line.substring(0, 64)).as(name).isEqualTo(sha256(members.getOrDefault(name, new byte[0])));
            named.remove(name);
        }
        assertThat(named).containsExactly("SHA256SUMS");
    }

    @Test
    void evidence_twice_isTheSameToTheByteAndOnlyItsOwnersToRead() throws Exception {
        Path one = directory.resolve("one.zip");
        Path other = directory.resolve("other.zip");
        assertThat(run("evidence", alert, folder.toString(), "--all", "--clear", "-o", one.toString()))
                .isZero();
        assertThat(run("evidence", alert, folder.toString(), "--all", "--clear", "-o", other.toString()))
                .isZero();

        assertThat(one).hasSameBinaryContentAs(other);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(file -> String.valueOf(file.getFileName()))).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void evidence_sealed_holdsNothingInClear() throws Exception {
        Path sealed = directory.resolve("evidence.zip.pgp");
        assertThat(run("evidence", alert, folder.toString(), "--seal", DPO, "-o", sealed.toString()))
                .as("%s %s", out, err)
                .isZero();

        byte[] bytes = Files.readAllBytes(sealed);
        assertThat(new String(bytes, ISO_8859_1)).doesNotContain("m.petit", "manifest.json");
        assertThat(out.toString()).contains("SHA-256 of the sealed file       " + sha256(bytes));
        assertThat(err.toString()).doesNotContain("NOT ENCRYPTED");
    }

    @Test
    void evidence_withoutSayingWhetherToEncrypt_isWrongUse() {
        String file = directory.resolve("evidence.zip").toString();
        assertThat(run("evidence", alert, folder.toString(), "-o", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--seal KEY", "--clear");
        assertThat(run("evidence", alert, folder.toString(), "--seal", DPO, "--clear", "-o", file))
                .isEqualTo(2);
        assertThat(run("evidence", alert, "--clear", "-o", file)).isEqualTo(2);
        assertThat(err.toString()).contains("whose alert?");
        assertThat(run("evidence", "2026-01-05-0000000000000000-1", folder.toString(), "--clear", "-o", file))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has no alert 2026-01-05-0000000000000000-1");
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void evidence_ofALogThatHasChanged_bringsNothing() throws Exception {
        Files.writeString(csv, Files.readString(csv).replace("A-29", "A-28"));
        Path archive = directory.resolve("evidence.zip");

        assertThat(run("evidence", alert, folder.toString(), "--clear", "-o", archive.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).isEqualTo("../access.csv: not the log that the replay read\n");
        assertThat(archive).doesNotExist();
    }

    @Test
    void evidence_ofAnEventThatNoLogHas_saysWhichAndEndsWithOne() throws Exception {
        Path alerts = folder.resolve("alerts.jsonl");
        String id = last().evidence().get(3).eventId();
        Files.writeString(alerts, Files.readString(alerts).replace('"' + id + '"', "\"gone\""));
        Path archive = directory.resolve("evidence.zip");

        assertThat(run("evidence", alert, folder.toString(), "--clear", "-o", archive.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("19 records of 1 log in", "not found: event gone");
    }

    private static String text(Map<String, byte[]> members, String name) {
        return new String(members.getOrDefault(name, new byte[0]), UTF_8);
    }

    private static List<JsonNode> records(Map<String, byte[]> members) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : text(members, "records.jsonl").lines().toList()) {
            records.add(new ObjectMapper().readTree(line));
        }
        return records;
    }

    private static List<String> ids(Map<String, byte[]> members) throws IOException {
        return records(members).stream()
                .map(record -> record.path("eventId").asText())
                .toList();
    }

    private static Map<String, byte[]> members(Path archive) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
        return members;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
