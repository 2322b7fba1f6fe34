package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of mappings: what each of its words does. */
final class MappingTest {

    private static final String BASE = """
            format: json
            fields:
              time: t
              account: a
              action: {constant: read}
            """;

    private static Mapping mapping(String more) throws UnreadableLogException {
        return Mapping.of(BASE + more.indent(2), "m.yaml");
    }

    private static Collected json(String more, String members) throws UnreadableLogException {
        byte[] value = ("{\"t\":1769847300000,\"a\":\"kim\"" + members + "}").getBytes(StandardCharsets.UTF_8);
        return Collected.value(LineParser.of(Format.JSON, mapping(more)), value, "o");
    }

    private static AccessEvent event(String more, String members) throws UnreadableLogException {
        return json(more, members).onlyEvent();
    }

    @Test
    void from_severalPlaces_takesTheFirstThatHasAnything() throws Exception {
        assertThat(event("role: [x, y.z]", ",\"x\":null,\"y\":{\"z\":\"r\"}").role())
                .isEqualTo("r");
        assertThat(event("role: [x, y.z]", ",\"x\":\"q\",\"y\":{\"z\":\"r\"}").role())
                .isEqualTo("q");
        assertThat(event("role: [x, y.z]", "").role()).isNull();
    }

    @Test
    void from_pathIntoArrays_findsEachMemberOrTheOneThatIsNamed() throws Exception {
        String members =
                ",\"p\":[{\"i\":1},{\"i\":[2,3]},{},{\"i\":null}],\"q.r\":[[\"x\"],\"y\"],\"o.dd\":{\"k[0]\":7}";

        assertThat(event("subject: p.i", members).subjects())
                .extracting(Subject::id)
                .containsExactly("1", "2", "3");
        assertThat(event("subject: 'p[].i[]'", members).subjects()).hasSize(3);
        assertThat(event("subject: 'p[1].i[1]'", members).subjects()).containsExactly(Subject.of("3"));
        assertThat(event("subject: 'p[9].i'", members).subjects()).isEmpty();
        assertThat(event("subject: q.r", members).subjects())
                .extracting(Subject::id)
                .containsExactly("x", "y");
        assertThat(event("subject: 'o\\.dd.k\\[0]'", members).subjects()).containsExactly(Subject.of("7"));
    }

    @Test
    void from_severalValuesWhereOneIsWanted_isRejected() throws Exception {
        assertThat(json("role: r", ",\"r\":[1,2]").onlyRejected().detail()).isEqualTo("r has more than one value");
        assertThat(event("role: r", ",\"r\":[1,1]").role()).isEqualTo("1");
    }

    @Test
    void from_numbers_areTextsAsTheyWereWritten() throws Exception {
        String members = ",\"n\":[0.10,1e3,true,12345678901234567890]";

        assertThat(event("field: n", members).fields()).containsExactly("0.1", "1000", "true", "12345678901234567890");
        assertThat(json("field: n", ",\"n\":1e999999").onlyRejected().reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(json("field: n", ",\"n\":{}").onlyRejected().detail()).startsWith("n must be a string");
    }

    @Test
    void join_severalPlaces_isOneTextOrNone() throws Exception {
        String rule = "session: {join: [x, y], with: '-'}";

        assertThat(event(rule, ",\"x\":1,\"y\":\"b\"").session()).isEqualTo("1-b");
        assertThat(event(rule, ",\"x\":1").session()).isNull();
        assertThat(json(rule, ",\"x\":[1,2],\"y\":1").onlyRejected().detail()).startsWith("x has more than one value");
    }

    @Test
    void steps_splitDropPrefixValuesDefault_comeInThisOrder() throws Exception {
        String rule = "subject: {from: s, split: ',', drop-prefix: 'P/', values: {x: X, '-': ''}, default: nobody}";

        assertThat(event(rule, ",\"s\":[\"P/x, P/y\",\",z\"]").subjects())
                .extracting(Subject::id)
                .containsExactly("X", "y", "z");
        assertThat(event(rule, ",\"s\":\"-\"").subjects()).containsExactly(Subject.of("nobody"));
        assertThat(event(rule, "").subjects()).containsExactly(Subject.of("nobody"));
    }

    @Test
    void values_wordsThatAreNotThere_stayUnlessSaidOtherwise() throws Exception {
        String values = "outcome: {from: o, values: {OK: success, NOK: denied}%s}";

        assertThat(event(values.formatted(""), ",\"o\":\"NOK\"").outcome()).isEqualTo(Outcome.DENIED);
        assertThat(event(values.formatted(""), ",\"o\":\"Error\"").outcome()).isEqualTo(Outcome.ERROR);
        assertThat(json(values.formatted(""), ",\"o\":\"nok\"").onlyRejected().reason())
                .isEqualTo(Reason.BAD_VALUE);
        assertThat(event(values.formatted(", otherwise: error"), ",\"o\":\"nok\"")
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(event(values.formatted(", otherwise: error"), "").outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event(values.formatted(", default: error"), "").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void patterns_namedGroups_areReadLikeColumns() throws Exception {
        String text = """
                format: json
                patterns:
                  - {from: msg, pattern: ['^(?P<who>\\S+) read (?P<ids>[0-9, ]+)$', '^(?P<who>\\S+) (?P<verb>left)']}
                  - {from: host, pattern: '(?P<site>^[a-z]+)'}
                fields:
                  time: t
                  account: who
                  action: {from: verb, values: {left: other}, default: read}
                  subject: {from: ids, split: ','}
                  resource: site
                """;
        LineParser parser = LineParser.of(Format.JSON, Mapping.of(text, "m"));

        AccessEvent read = one(parser, "{\"t\":1769847300000,\"msg\":\"kim read 7, 8\",\"host\":\"lyon-3\"}");
        AccessEvent left = one(parser, "{\"t\":1769847300000,\"msg\":\"kim left\"}");

        assertThat(read.account()).isEqualTo("kim");
        assertThat(read.resource()).isEqualTo("lyon");
        assertThat(read.subjects()).extracting(Subject::id).containsExactly("7", "8");
        assertThat(left.action()).isEqualTo(Action.OTHER);
        assertThat(left.subjects()).isEmpty();
    }

    private static AccessEvent one(LineParser parser, String line) {
        return Collected.value(parser, line.getBytes(StandardCharsets.UTF_8), "o")
                .onlyEvent();
    }

    @Test
    void subjects_whatStandsBesideThem_isToldOfThemAlone() throws Exception {
        String rules = """
                subject: g[].p[].id
                subject.nationality: g[].p[].nat
                subject.status: g[].status
                subject.site: site
                """;
        String members = """
                ,"site":"lyon","g":[{"status":"minor","p":[{"id":1,"nat":"t7"},{"id":2}]},\
                {"p":[{"id":[3,4],"nat":"t9"}]},\
                {"status":"x","p":[]}]""";

        assertThat(event(rules, members).subjects())
                .containsExactly(
                        new Subject("1", Map.of("nationality", "t7", "status", "minor", "site", "lyon")),
                        new Subject("2", Map.of("status", "minor", "site", "lyon")),
                        new Subject("3", Map.of("nationality", "t9", "site", "lyon")),
                        new Subject("4", Map.of("nationality", "t9", "site", "lyon")));
    }

    @Test
    void subjects_attributesThatDoNotFit_areRejectedAndJoinedKeysStillCount() throws Exception {
        String rules = "subject: p.id\nsubject.nationality: p.nat";

        assertThat(json(rules, ",\"p\":[{\"id\":1,\"nat\":[\"a\",\"b\"]}]")
                        .onlyRejected()
                        .detail())
                .isEqualTo("subject.nationality has 2 values, for 1 subjects");
        assertThat(event(rules, ",\"p\":[{\"id\":1,\"nat\":\"a\"}],\"p.id\":2").subjects())
                .containsExactly(
                        new Subject("1", Map.of("nationality", "a")), new Subject("2", Map.of("nationality", "a")));
        assertThat(event(rules, ",\"p.id\":[1,2],\"p.nat\":[\"a\",\"b\"]").subjects())
                .containsExactly(
                        new Subject("1", Map.of("nationality", "a")), new Subject("2", Map.of("nationality", "b")));
    }

    @Test
    void operator_thatAMappingNames_isAClaimAgainstTheTopic() throws Exception {
        assertThat(event("operator: op", ",\"op\":\"other\"").claimedOperator()).isEqualTo("other");
        assertThat(event("operator: op", ",\"op\":\"o\"").claimedOperator()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "dd/MM/yyyy HH:mm:ss ! Europe/Paris ! 31/01/2026 09:15:00 ! 2026-01-31T08:15:00Z",
                "dd/MM/yyyy HH:mm ! UTC ! 31/07/2026 09:15 ! 2026-07-31T09:15:00Z",
                "dd/MMM/yyyy:HH:mm:ss Z ! '' ! 31/Jan/2026:09:15:00 +0100 ! 2026-01-31T08:15:00Z",
                "M/d/yy h:mm a ! +02:00 ! 1/31/26 9:15 pm ! 2026-01-31T19:15:00Z",
                "epoch-seconds ! '' ! 1769847300.1239 ! 2026-01-31T08:15:00.123Z",
                "epoch-seconds ! '' ! 1.7698473E9 ! 2026-01-31T08:15:00Z",
                "epoch-micros ! '' ! 1769847300123456 ! 2026-01-31T08:15:00.123Z",
                "epoch-nanos ! '' ! 1769847300123456789 ! 2026-01-31T08:15:00.123Z",
                "iso ! Europe/Paris ! 2026-01-31 09:15:00,5 ! 2026-01-31T08:15:00.500Z",
                "iso ! Europe/Paris ! 2026-01-31T09:15:00Z ! 2026-01-31T09:15:00Z",
                "yyyy-MM-dd HH:mm:ss z ! UTC ! 2026-01-31 09:15:00 CET ! 2026-01-31T08:15:00Z",
            })
    void time_inAnyForm_isRead(String form, String zone, String text, String expected) throws Exception {
        String rule = BASE.replace(
                "time: t",
                "time: {from: x, format: '" + form + "'" + (zone.isEmpty() ? "" : ", zone: '" + zone + "'") + "}");
        byte[] line = ("{\"a\":\"kim\",\"x\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);

        AccessEvent event = Collected.value(LineParser.of(Format.JSON, Mapping.of(rule, "m")), line, "o")
                .onlyEvent();

        assertThat(event.timeMillis()).isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "dd/MM/yyyy HH:mm:ss ! 31/02/2026 09:15:00",
                "dd/MM/yyyy HH:mm:ss ! 31/01/1970 09:15:00",
                "epoch-seconds ! 1e2147483647",
                "epoch-seconds ! 1e-2147483647",
                "epoch-seconds ! 1769847300000",
                "epoch-millis ! NaN",
                "iso ! 1769847300000",
                "iso ! 2026-01-31T25:15:00",
            })
    void time_thatIsNone_isRejected(String form, String text) throws Exception {
        TimeForm time = TimeForm.of(List.of(form), ZoneOffset.UTC);

        assertThatThrownBy(() -> time.millis(text))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reason()).isEqualTo(Reason.BAD_TIME));
    }

    @Test
    void w3c_columnsOfTheMapping_standInForTheDirective() throws Exception {
        Mapping mapping =
                Mapping.of("{format: w3c, columns: [date, time, c-ip, x-case], fields: {purpose: X-Case}}", "m");
        byte[] line = "2026-01-31 08:15:00 192.0.2.7 C-7".getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(LineParser.of(Format.W3C, mapping), line, "o")
                        .onlyEvent()
                        .purpose())
                .isEqualTo("C-7");
        LineParser bySetting =
                LineParser.of(Format.W3C, Mapping.NONE.withColumns(List.of("date", "time", "c-ip", "x")));
        assertThat(Collected.value(bySetting, line, "o").onlyEvent().sourceIp()).isEqualTo("192.0.2.7");
    }

    @Test
    void csv_columnsOfTheMapping_makeRowsOfATopicReadable() throws Exception {
        Mapping mapping = Mapping.of(
                "{format: csv, delimiter: tab, columns: [when, who],"
                        + " fields: {time: when, account: who, action: {constant: read}}}",
                "m");
        byte[] row = "2026-01-31T08:15:00Z\tkim".getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(LineParser.of(Format.CSV, mapping), row, "o")
                        .onlyEvent()
                        .account())
                .isEqualTo("kim");
    }
}
