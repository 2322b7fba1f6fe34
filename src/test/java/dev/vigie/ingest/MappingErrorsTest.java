package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a mapping that is none: file, line, column, and what would be right. */
final class MappingErrorsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "a: b ! m.yaml:1:1: unknown key 'a' in the mapping",
                "[] ! m.yaml:1:1: the mapping must consist of keys and values",
                "fields: {} ! m.yaml:1:1: the mapping does not say which format it is for; say format: with one of",
                "{format: jsn} ! m.yaml:1:10: there is no mapping for 'jsn', did you mean 'json'?",
                "{format: cloudtrail} ! m.yaml:1:10: there is no mapping for 'cloudtrail'",
                "{format: json} ! m.yaml:1:1: fields lacks time, which every event needs",
                "{format: json, fields: {acount: x}} ! there is no field 'acount', did you mean 'account'?",
                "{format: json, fields: {hour: x}} ! there is no field 'hour'",
                "{format: json, fields: {time: {frm: x}}} ! unknown key 'frm' in time, did you mean 'from'?",
                "{format: json, fields: {role: {}}} ! role needs one of from, join, constant",
                "{format: json, fields: {role: {from: x, constant: y}}} ! role needs one of from, join, constant",
                "{format: json, fields: {role: x, role: y}} ! 'role' stands twice in fields",
                "{format: json, fields: {role: }} ! from must be a text",
                "{format: json, fields: {role: {from: x, split: ','}}} ! unknown key 'split' in role",
                "{format: json, fields: {role: {from: x, with: ','}}} ! with, in role, stands between what join joins",
                "{format: json, fields: {role: {from: x, otherwise: y}}} ! otherwise, in role, is for words",
                "{format: json, fields: {role: {constant: x, default: y}}} ! role is a constant: there is nothing",
                "{format: json, fields: {action: {constant: gaze}}} ! action must be one of read, search",
                "{format: json, fields: {action: {from: x, values: {a: gaze}}}} ! action must be one of read, search",
                "{format: json, fields: {role: a..b}} ! a path is keys with single dots between them",
                "{format: json, fields: {role: 'a[x]'}} ! within [ ] stands nothing",
                "{format: json, fields: {role: 'a[1][2]'}} ! after a key comes at most one",
                "{format: json, fields: {time: {from: t, format: dd/MM HH:mm}}} ! the format does not tell a point",
                "{format: json, fields: {time: {from: t, format: bogus}}} ! not a time format: it is iso, one of",
                "{format: json, fields: {time: {from: t, format: pyM}}} ! not a time format: it is iso, one of",
                "{format: json, fields: {time: {from: t, zone: Europe/Pari}}} ! did you mean 'Europe/Paris'?",
                "{format: json, fields: {subject.x: y, time: t, account: a, action: b}} ! it lacks subject",
                "{format: json, patterns: {from: x, pattern: '('}} ! not a pattern: missing closing )",
                "{format: json, patterns: {from: x, pattern: 'x'}} ! the pattern names no group",
                "{format: json, patterns: {from: x, pattern: '(?P<a>x{1000}){1000}'}} ! the pattern is too large",
                "{format: json, patterns: {from: x}} ! a pattern has from, where it looks, and pattern",
                "{format: json, columns: [a]} ! columns are for csv and w3c",
                "{format: json, delimiter: ','} ! delimiter, which is for csv",
                "{format: csv, delimiter: x} ! delimiter, which is for csv, must be",
                "{format: csv, columns: [a, A]} ! two columns are called 'A'",
                "{format: csv, columns: [a], fields: {time: a, account: b, action: a}} ! no column is called 'b'",
                "{format: pgaudit, fields: {account: x}} ! a mapping for pgaudit only says",
                "{format: pgaudit, fields: {subject: {from: x, split: y}}} ! unknown key 'split' in subject",
                "{format: json ! not YAML",
            })
    void of_whatIsWrong_isSaidWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> Mapping.of(text, "m.yaml"))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageStartingWith("m.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void of_severalThingsWrong_areAllSaid() {
        assertThatThrownBy(() -> Mapping.of("format: json\nfields:\n  acount: x\n  rol: y\n", "m"))
                .hasMessageContaining("m:3:3: there is no field 'acount'")
                .hasMessageContaining("m:4:3: there is no field 'rol'");
    }

    @Test
    void read_unusableFile_isAnErrorThatNamesIt() throws Exception {
        Path large = Files.writeString(folder.resolve("large"), " ".repeat(Mapping.FILE_BYTES_MAX + 1));
        Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9});

        assertThatThrownBy(() -> Mapping.read(folder.resolve("none"))).hasMessageContaining("none: cannot be read");
        assertThatThrownBy(() -> Mapping.read(large)).hasMessageContaining("large: more than");
        assertThatThrownBy(() -> Mapping.read(latin)).hasMessageContaining("latin: not valid UTF-8");
    }

    @Test
    void open_logThatTheMappingDoesNotFit_isAnError() throws Exception {
        Mapping csv = Mapping.of("{format: csv, fields: {time: When, account: who, action: what}}", "m.yaml");
        Path log = Files.writeString(folder.resolve("log"), "when;whom;what\n");
        Path twice = Files.writeString(folder.resolve("twice"), "when,who,what,Who\n");

        assertThatThrownBy(() -> LogFile.open(log, null, csv, "o"))
                .hasMessageContaining("log: no column is called 'who', which m.yaml:1 reads, did you mean 'whom'?");
        assertThatThrownBy(() -> LogFile.open(twice, null, csv, "o"))
                .hasMessageContaining("twice: two columns are called 'who', which m.yaml:1 reads");
        assertThatThrownBy(() -> LogFile.open(log, Layout.of(Format.JSON), csv, "o"))
                .hasMessageContaining("m.yaml: this mapping is for csv, and the log is to be read as json");
    }

    @Test
    void open_timesThatNobodyGivesAZone_isAnErrorUntilSomebodyDoes() throws Exception {
        Mapping mapping = Mapping.of(
                "{format: json, fields: {time: {from: t, format: yyyy-MM-dd HH:mm}, account: a, action: b}}", "m.yaml");
        Path log = Files.writeString(folder.resolve("log"), "{}");

        assertThatThrownBy(() -> LogFile.open(log, null, mapping, "o"))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("m.yaml:1: time: this format says no zone (z, X, Z)");
        LogFile.open(log, null, mapping.inZone(ZoneId.of("Asia/Kolkata")), "o").close();
    }
}
