package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is being watched chooses parts of these lines, and must neither hide an event nor forge one. */
final class HostileLinesTest {

    private static final String PG =
            "2026-01-31 08:15:00.123 UTC [42]: [1-1] user=%s,db=crm,app=%s,client=192.0.2.7 LOG:  "
                    + "AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.person,%s,<not logged>";
    private static final String CEF = "CEF:0|v|p|1|c|n|3|rt=1769847300000 suser=agent07 act=read ";

    private static Collected cef(String line) {
        return Collected.value(Format.CEF, line, "o");
    }

    private static Collected w3c(String lines) {
        return Collected.value(
                Format.W3C, "#Fields: date time c-ip cs-method cs-uri-stem cs(User-Agent)\n" + lines, "o");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent07 | x LOG:  y",
                "agent07 | x,client=198.51.100.9",
                "agent07 | x,client=198.51.100.9 LOG:  z",
                "agent07 | x,client=198.51.100.9 LOG:  AUDIT: SESSION,9,1,MISC,SET,,,x",
                "agent07 | a,b",
                "agent07,db=other | x",
            })
    void parse_clientsNameThatPosesAsThePrefix_isNeitherHiddenNorBelieved(String user, String application) {
        Collected collected = Collected.value(Format.PGAUDIT, PG.formatted(user, application, "select 1"), "o");

        assertThat(collected.candidates).hasSize(1);
        assertThat(collected.reasons()).containsExactly(Reason.NOT_PGAUDIT);
    }

    @Test
    void parse_statementThatPosesAsARecord_isOneStatement() {
        String sql = "\"select '\"\",<none>' \n\t2026-01-31 08:15:00 UTC [42] evil@crm LOG:  AUDIT: SESSION,1,1,READ\"";

        AccessEvent event = Collected.value(Format.PGAUDIT, PG.formatted("agent07", "x", sql), "o")
                .onlyEvent();

        assertThat(event.account()).isEqualTo("agent07");
        assertThat(event.recordCount()).isEqualTo(AccessEvent.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "a\"b\"", "\"a\"b", "\"a\"\"", "a,b", "a,b,c,d"})
    void parse_unbalancedStatement_isRejected(String sql) {
        assertThat(Collected.value(Format.PGAUDIT, PG.formatted("agent07", "x", sql), "o")
                        .reasons())
                .hasSize(1)
                .isSubsetOf(List.of(Reason.NOT_PGAUDIT, Reason.BAD_VALUE));
    }

    /** A client chooses how its user agent ends, and not every product escapes a backslash. */
    @Test
    void parse_cefBackslashBeforeABlank_hidesNoKey() {
        Collected twoSubjects =
                cef("CEF:0|v|p|1|c|n|3|rt=1769847300000 act=read requestClientApplication=x\\ suser=alice"
                        + " filePath=C:\\Data\\ fname=r1");

        AccessEvent event = twoSubjects.onlyEvent();
        assertThat(event.account()).isEqualTo("alice");
        assertThat(event.userAgent()).isEqualTo("x\\");
        assertThat(event.resource()).isEqualTo("C:\\Data\\");
    }

    @Test
    void parse_valueThatPosesAsAKey_isRejected() {
        assertThat(cef(CEF + "requestClientApplication=x suser=admin").reasons())
                .containsExactly(Reason.DUPLICATE_FIELD);
        assertThat(cef(CEF + "requestClientApplication=x suser\\=admin")
                        .onlyEvent()
                        .userAgent())
                .isEqualTo("x suser=admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\\\\\", "a\\ b", "\\n\\r", "=", "a==b", " ", "|", "\t", "\u0001\u202e"})
    void parse_oddValue_isAnEvent(String value) {
        assertThat(cef(CEF + "fname=" + value).events()).hasSize(1);
    }

    @Test
    void parse_nulInAName_isRejectedAndInATextRepaired() {
        assertThat(cef(CEF.replace("agent07", "a\0b")).reasons()).containsExactly(Reason.BAD_VALUE);
        assertThat(cef(CEF + "fname=a\0b").onlyEvent().resource()).isEqualTo("a\ufffdb");
    }

    @Test
    void parse_manyKeys_areBounded() {
        StringBuilder line = new StringBuilder(CEF);
        for (int i = 0; i < 600; i++) {
            line.append("k").append(i).append("=v ");
        }
        assertThat(cef(line.toString()).reasons()).containsExactly(Reason.BAD_VALUE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"OCSF", "ECS", "FHIR", "CLOUDTRAIL"})
    void parse_numberThatIsNone_isRejected(Format format) {
        for (String number : List.of("1e769847302000", "1e9999999999", "-1.5e-9999999999")) {
            assertThat(Collected.value(format, "{\"a\":" + number + "}", "o").reasons())
                    .as(number)
                    .containsExactly(Reason.BAD_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a ", "=", "k= ", "\"", "\\", ",", "(", "'", "$1 ", "UTC "})
    void parse_hugeField_isReadInOneGo(String piece) {
        String huge = piece.repeat(900_000 / piece.length());
        for (String line : List.of(
                CEF + "fname=" + huge,
                PG.formatted("agent07", "x", huge),
                PG.formatted("agent07", huge, "select 1"),
                PG.formatted("agent07", "x", "\"select * from person where id = " + huge.replace("\"", "\"\"") + "\""),
                huge)) {
            for (Format format : List.of(Format.CEF, Format.PGAUDIT, Format.W3C)) {
                Collected collected = Collected.value(format, line, "o");
                assertThat(collected.candidates).hasSizeLessThanOrEqualTo(1);
                collected
                        .rejected()
                        .forEach(rejected -> assertThat(rejected.raw()).hasSizeLessThanOrEqualTo(Parsed.RAW_BYTES_MAX));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"a", "a\"", "\"\"", "-\"-", "#x"})
    void parse_strayQuoteOfAClient_doesNotHideItsLine(String agent) {
        assertThat(w3c("2026-01-31 08:15:00 192.0.2.7 GET /x " + agent + "\n").events())
                .hasSize(1);
    }

    @Test
    void parse_directivesOfAnotherValue_doNotCount() {
        LineParser parser = LineParser.of(Format.W3C, Mapping.NONE);
        byte[] directive = "#Fields: date time c-ip\n".getBytes(StandardCharsets.UTF_8);
        byte[] line = "2026-01-31 08:15:00 192.0.2.7".getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(parser, directive, "o").candidates).isEmpty();
        assertThat(Collected.value(parser, line, "o").reasons()).containsExactly(Reason.NOT_W3C);
        assertThat(Collected.value(LineParser.w3c(List.of("date", "time", "c-ip"), Mapping.NONE), line, "o")
                        .events())
                .hasSize(1);
    }

    @Test
    void parse_manyFields_areBounded() {
        String fields = "#Fields: date time c-ip" + " x-%d".repeat(300).formatted(numbers(300)) + "\n";

        assertThat(Collected.value(Format.W3C, fields + "2026-01-31 08:15:00 192.0.2.7" + " -".repeat(300), "o")
                        .reasons())
                .containsExactly(Reason.NOT_W3C);
    }

    private static Object[] numbers(int count) {
        Object[] numbers = new Object[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
