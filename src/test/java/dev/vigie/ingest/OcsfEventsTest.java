package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OcsfEventsTest {

    private static final String EVENT = "{\"class_uid\":%s,\"activity_id\":%s,\"time\":1769847300000,"
            + "\"actor\":{\"user\":{\"name\":\"kim\",\"org\":{\"name\":\"agency\"}}}%s}";

    private static Collected parse(Object classUid, Object activityId, String more) {
        return Collected.value(Format.OCSF, EVENT.formatted(classUid, activityId, more));
    }

    /** The schema's own order of activities, by class. */
    @ParameterizedTest
    @CsvSource({
        "6001, CREATE READ UPDATE DELETE SEARCH CREATE EXPORT OTHER",
        "6003, CREATE READ UPDATE DELETE",
        "6005, READ UPDATE LOGIN SEARCH UPDATE CREATE DELETE LIST OTHER OTHER",
        "6006, CREATE EXPORT UPDATE DELETE UPDATE CREATE UPDATE UPDATE READ OTHER OTHER OTHER OTHER READ EXPORT OTHER",
    })
    void parse_everyActivity_isItsAction(int classUid, String actions) {
        int id = 1;
        for (String action : actions.split(" ", -1)) {
            assertThat(parse(classUid, id++, "").onlyEvent().action()).isEqualTo(Action.valueOf(action));
        }
        for (int other : new int[] {0, 99, 1_000}) {
            assertThat(parse(classUid, other, "").onlyEvent().action()).isEqualTo(Action.OTHER);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"status_id\":1 | SUCCESS",
                "\"status_id\":1,\"action_id\":2 | DENIED",
                "\"status_id\":2 | ERROR",
                "\"status_id\":2,\"status_code\":\"AccessDenied\" | DENIED",
                "\"status_id\":2,\"http_response\":{\"code\":401} | DENIED",
                "\"status_id\":2,\"api\":{\"response\":{\"error\":\"Client.UnauthorizedOperation\"}} | DENIED",
                "\"status_id\":0,\"http_response\":{\"code\":503} | ERROR",
                "\"status_id\":0,\"http_response\":{\"code\":304} | SUCCESS",
                "\"api\":{\"response\":{\"error\":\"Timeout\"}} | ERROR",
                "\"status_id\":99 | SUCCESS",
            })
    void parse_status_isTheOutcome(String more, Outcome outcome) {
        assertThat(parse(6003, 2, "," + more).onlyEvent().outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "6001 | \"web_resources\":[{\"name\":\"visa\",\"type\":\"form\"}] | visa",
                "6001 | \"web_resources\":[{\"name\":1,\"type\":\"form\"},{\"name\":2,\"type\":\"form\"}] | form",
                "6001 | \"web_resources\":[{\"type\":\"form\"},{\"uid\":\"2\"}] | -",
                "6003 | \"api\":{\"operation\":\"read\"},\"resources\":[{\"name\":\"visa\"}] | visa",
                "6003 | \"api\":{\"operation\":\"read\",\"service\":{\"name\":\"s\"}},\"resources\":[] | s:read",
                "6005 | \"database\":{\"name\":\"d\"} | d",
                "6005 | \"database\":{\"name\":\"d\"},\"table\":{\"name\":\"t\"} | t",
                "6006 | \"file\":{\"path\":\"/a/b\"} | /a/b",
            })
    void parse_whatWasAccessed_isTheRegister(int classUid, String more, String register) {
        assertThat(parse(classUid, 2, "," + more).onlyEvent().resource()).isEqualTo(register);
    }

    @Test
    void parse_organisationOfTheUser_isAClaimAndATenantIsNone() {
        String tenant = EVENT.replace(",\"org\":{\"name\":\"agency\"}", "")
                .formatted(6003, 2, ",\"metadata\":{\"tenant_uid\":\"t-1\"}");

        assertThat(Collected.value(Format.OCSF, EVENT.formatted(6003, 2, ""), "acme")
                        .onlyEvent()
                        .claimedOperator())
                .isEqualTo("agency");
        assertThat(Collected.value(Format.OCSF, tenant, "acme").onlyEvent().claimedOperator())
                .isNull();
        assertThat(Collected.value(Format.OCSF, tenant).onlyEvent().operator()).isEqualTo("t-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3002 | 1 | | NOT_AN_EVENT",
                "null | 1 | | NOT_AN_EVENT",
                "[6003,6005] | 1 | | BAD_VALUE",
                "6003 | null | | MISSING_FIELD",
                "6003 | \"read\" | | BAD_VALUE",
                "6003 | 2 | ,\"time\":1 | NOT_JSON",
                "6003 | 2 | ,\"metadata\":{\"uid\":{}} | BAD_VALUE",
                "6003 | 2 | ,\"metadata\":{\"uid\":\"a\",\"uid\":\"b\"} | NOT_JSON",
                "6005 | 1 | ,\"count\":1.5 | BAD_VALUE",
                "6005 | 1 | ,\"count\":\"many\" | BAD_VALUE",
                "6005 | 1 | ,\"query_info\":{\"bytes\":-1} | BAD_VALUE",
            })
    void parse_whatIsNoAccess_isRejected(String classUid, String activityId, String more, Reason reason) {
        Parsed.Rejected rejected =
                parse(classUid, activityId, more == null ? "" : more).onlyRejected();

        assertThat(rejected.reason()).isEqualTo(reason);
    }

    @Test
    void parse_wrongType_isNamedByItsPath() {
        assertThat(parse(6003, 2, ",\"src_endpoint\":{\"ip\":[\"a\",\"b\"]}")
                        .onlyRejected()
                        .detail())
                .isEqualTo("src_endpoint.ip must be a string or a whole number");
    }

    @Test
    void parse_noUserAtAll_isRejected() {
        assertThat(Collected.value(Format.OCSF, "{\"class_uid\":6001,\"activity_id\":2,\"time\":1769847300000}", "o")
                        .onlyRejected()
                        .detail())
                .isEqualTo("no account");
    }

    @Test
    void parse_excessiveJson_isRejected() {
        assertThat(parse(6003, 2, ",\"unmapped\":" + "{\"a\":".repeat(65) + "1" + "}".repeat(65))
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.BAD_VALUE);
        assertThat(parse(6001, 2, ",\"web_resources\":[" + "{},".repeat(300_000) + "{}]")
                        .onlyEvent()
                        .recordCount())
                .isEqualTo(300_001);
    }

    @Test
    void parse_mappedPaths_nameSubjectsAndWinOverTheFormat() throws UnreadableLogException {
        Mapping mapping = Mapping.of("""
                format: ocsf
                fields:
                  subject: web_resources.uid
                  subject.nationality: web_resources.data.nationality
                  account: actor.user.name
                  purpose: unmapped.case.id
                  field: unmapped.shown
                  role: nowhere
                """, "m");
        String value = EVENT.formatted(
                6001,
                2,
                ",\"actor.user.name\":null,\"web_resources\":[{\"uid\":17,\"data\":{\"nationality\":\"IL\"}},"
                        + "{\"uid\":\"18\",\"data\":{\"nationality\":\"FR\"}}],"
                        + "\"unmapped\":{\"case.id\":\"c-4\",\"shown\":[\"name\",\"phone\"]}");

        AccessEvent event = Collected.value(
                        LineParser.of(Format.OCSF, mapping), value.getBytes(StandardCharsets.UTF_8), null)
                .onlyEvent();

        assertThat(event.subjects())
                .containsExactly(
                        new Subject("17", Map.of("nationality", "IL")), new Subject("18", Map.of("nationality", "FR")));
        assertThat(event.recordCount()).isEqualTo(2);
        assertThat(event.account()).isEqualTo("kim");
        assertThat(event.purpose()).isEqualTo("c-4");
        assertThat(event.fields()).containsExactly("name", "phone");
        assertThat(event.role()).isNull();
    }

    @Test
    void parse_mappedPathOfSeveralValues_isRejectedWhereOneIsWanted() throws UnreadableLogException {
        LineParser parser =
                LineParser.of(Format.OCSF, Mapping.of("{format: ocsf, fields: {resource: web_resources.uid}}", "m"));
        String value = EVENT.formatted(6001, 2, ",\"web_resources\":[{\"uid\":1},{\"uid\":2}]");

        assertThat(Collected.value(parser, value.getBytes(StandardCharsets.UTF_8), null)
                        .onlyRejected()
                        .detail())
                .isEqualTo("web_resources.uid has more than one value");
    }
}
