package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {

    private static final String TIME = "2026-01-31T08:15:00Z";

    @TempDir
    Path folder;

    private Collected read(String content) throws IOException, UnreadableLogException {
        return Collected.file(folder, "log.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private LogFile open(String content, Mapping mapping) throws IOException, UnreadableLogException {
        return LogFile.open(Files.writeString(folder.resolve("log.csv"), content), Layout.of(Format.CSV), mapping, "o");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void read_anyDelimiter_isRecognised(String delimiter) throws Exception {
        String content = "time,account,action,purpose\n%s,a,read,\"x%sy \"\"z\"\"\"\n"
                .replace(",", delimiter)
                .formatted(TIME, delimiter);

        AccessEvent event = read(content).onlyEvent();

        assertThat(event.account()).isEqualTo("a");
        assertThat(event.purpose()).isEqualTo("x" + delimiter + "y \"z\"");
        assertThat(event.operator()).isEqualTo(Collected.OPERATOR);
    }

    /** More cells than any log has columns. */
    @Test
    void read_beginsWithAThousandThousandDelimiters_isNoCsvOrARowThatIsRejected() throws Exception {
        String delimiters = ";".repeat(LineParser.LINE_BYTES_MAX);

        assertThat(CsvHeader.isLikely(delimiters)).isFalse();
        Collected collected = read("time;account;action\n" + delimiters + "\n" + TIME + ";a;read\n");
        assertThat(collected.events()).hasSize(1);
        assertThat(collected.reasons()).hasSize(1).doesNotContain(Reason.PARSER_FAULT);
    }

    @Test
    void read_byteOrderMarkBlankLinesAndCarriageReturns_areNoCandidates() throws Exception {
        Collected collected =
                read("\ufeffTime,Account,Action,subject,field\r\n\r\n" + TIME + ",a,read,p1; p2,\r\n\r\n");

        assertThat(collected.onlyEvent().subjects()).extracting(Subject::id).containsExactly("p1", "p2");
        assertThat(collected.onlyEvent().fields()).isEmpty();
        assertThat(collected.numbers).containsExactly(3L);
    }

    @Test
    void read_quotedLineEnd_isOneRowAndLinesAreCounted() throws Exception {
        Collected collected = read("time,account,action,purpose\n" + TIME + ",a,read,\"x\ny\"\n" + TIME + ",b,read,z");

        assertThat(collected.events()).extracting(AccessEvent::purpose).containsExactly("x\ny", "z");
        assertThat(collected.numbers).containsExactly(2L, 4L);
    }

    @Test
    void read_quoteThatIsNeverClosed_costsItsLineOnly() throws Exception {
        Collected collected = read("time,account,action,purpose\n" + TIME + ",a,read,5\" disk\n" + TIME
                + ",b,read,\"x\n" + TIME + ",c,read,z\n" + TIME + ",d,read,\n");

        assertThat(collected.events()).extracting(AccessEvent::account).containsExactly("a", "c", "d");
        assertThat(collected.events().get(0).purpose()).isEqualTo("5\" disk");
        assertThat(collected.reasons()).containsExactly(Reason.NOT_CSV);
        assertThat(collected.numbers).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void read_badRows_areRejectedAndTheRestGoesOn() throws Exception {
        Collected collected = read("time,account,action,bytes\n" + TIME + ",a,read\n" + TIME + ",a,read,-1\n" + TIME
                + ",,read,1\n9999-01-01T00:00:00Z,a,read,1\n" + TIME + ",a,gaze,1\n" + TIME + ",a,read,1e3\n" + TIME
                + ",a,read,1\n");

        assertThat(collected.events()).hasSize(1);
        assertThat(collected.reasons())
                .containsExactly(
                        Reason.NOT_CSV,
                        Reason.BAD_VALUE,
                        Reason.MISSING_FIELD,
                        Reason.BAD_TIME,
                        Reason.BAD_VALUE,
                        Reason.BAD_VALUE);
    }

    @Test
    void open_unknownColumn_isAnErrorThatNamesTheNearestField() {
        assertThatThrownBy(() -> open("time,acount,action\n", Mapping.NONE))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("log.csv: unknown column 'acount', did you mean 'account'?");
        assertThatThrownBy(() -> open("time,account,action,ingested_at\n", Mapping.NONE))
                .hasMessageContaining("unknown column 'ingested_at'");
    }

    @Test
    void open_columnMissingOrTwice_isAnError() {
        assertThatThrownBy(() -> open("time,account\n", Mapping.NONE)).hasMessageContaining("no column is action");
        assertThatThrownBy(() -> open("time,time,account,action\n", Mapping.NONE))
                .hasMessageContaining("two columns are time");
    }

    @Test
    void open_mappedColumns_areRead() throws Exception {
        Mapping mapping =
                Mapping.of("{format: csv, fields: {account: user name, time: When, action: a = b}}", "m.yaml");
        Collected collected = new Collected();
        try (LogFile log = open("When,user name,a = b,colour\n" + TIME + ",kim,read,red\n", mapping)) {
            log.read(collected::add);
        }

        assertThat(collected.onlyEvent().account()).isEqualTo("kim");
    }

    @Test
    void open_attributeColumns_describeTheRowsSubjects() throws Exception {
        String header = "time,account,action,Subject.Nationality,subject,subject.status,country\n";
        Collected collected = new Collected();
        try (LogFile log = open(
                header
                        + TIME + ",a,read,t7;t9,1;2,minor,fr\n"
                        + TIME + ",a,read,;t9,1;2,,\n"
                        + TIME + ",a,read,t7;t9;t1,1;2,,\n"
                        + TIME + ",a,read,t7,,minor,\n",
                Mapping.NONE)) {
            log.read(collected::add);
        }

        assertThat(collected.events().get(0).country()).isEqualTo("FR");
        assertThat(collected.events())
                .extracting(AccessEvent::subjects)
                .containsExactly(
                        List.of(
                                new Subject("1", Map.of("nationality", "t7", "status", "minor")),
                                new Subject("2", Map.of("nationality", "t9", "status", "minor"))),
                        List.of(Subject.of("1"), new Subject("2", Map.of("nationality", "t9"))),
                        List.of());
        assertThat(collected.rejected())
                .extracting(Parsed.Rejected::detail)
                .containsExactly("subject.nationality has 3 values, for 2 subjects");
    }

    @Test
    void open_columnThatOnlyVigieCanTell_isAnErrorThatNamesIt() {
        for (String derived : List.of("src_network", "hour", "ingested_at")) {
            assertThatThrownBy(() -> open("time,account,action," + derived + "\n", Mapping.NONE))
                    .hasMessageContaining("unknown column '" + derived + "'");
            assertThatThrownBy(() -> Mapping.of("{format: csv, fields: {" + derived + ": x}}", "m"))
                    .hasMessageStartingWith("m:1:24: there is no field '" + derived + "'");
        }
        assertThatThrownBy(() -> open("time,account,action,subject.a,subject.A\n", Mapping.NONE))
                .hasMessageContaining("two columns are subject.a");
    }

    @Test
    void csvParser_rowsWithoutHeader_areParsed() throws Exception {
        LineParser parser = LineParser.csv("time;account;action");
        byte[] value = (TIME + ";a;read\n" + TIME + ";b;read").getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(parser, value, "o").events())
                .extracting(AccessEvent::id)
                .containsExactly("t-0-7:1", "t-0-7:2");
        assertThatThrownBy(() -> LineParser.of(Format.CSV, Mapping.NONE)).isInstanceOf(IllegalArgumentException.class);
    }
}
