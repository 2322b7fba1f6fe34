package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcsEventsTest {

    private static final String EVENT = "{\"@timestamp\":\"2026-01-31T08:15:00Z\",\"user.name\":\"kim\"%s}";

    private static Collected parse(String more) {
        return Collected.value(Format.ECS, EVENT.formatted(more), "o");
    }

    @ParameterizedTest
    @CsvSource({
        "database, access, , READ",
        "database, access, patient-record-exported, EXPORT",
        "file, access, FileDownloaded, EXPORT",
        "file, access, directory_listed, LIST",
        "web, access, search, SEARCH",
        "web, access, list, LIST",
        "web, access, user-deleted, READ",
        "file, creation, , CREATE",
        "iam, user change, , UPDATE",
        "file, deletion, view, DELETE",
        "authentication, start, , LOGIN",
        "authentication, end, logout, OTHER",
        "session, start, , LOGIN",
        "session, info, , OTHER",
        "process, start, , OTHER",
        ", , READ, READ",
        ", , list-exports-download, EXPORT",
        ", , PrintDossier, PRINT",
        ", , record.updated, UPDATE",
        ", , login, LOGIN",
        ", , already, OTHER",
        ", info, heartbeat, OTHER",
    })
    void parse_categorisation_isTheAction(String category, String type, String name, Action action) {
        String types = type == null ? "" : type.replace(" ", "\",\"");
        String more = ",\"event\":{\"category\":\"%s\",\"type\":[\"%s\"],\"action\":\"%s\"}"
                .formatted(category == null ? "" : category, types, name == null ? "" : name);

        assertThat(parse(more).onlyEvent().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"event.outcome\":\"success\" | SUCCESS",
                "\"event.outcome\":\"Failure\" | ERROR",
                "\"event.outcome\":\"failure\",\"http\":{\"response.status_code\":403} | DENIED",
                "\"event.outcome\":\"failure\",\"error.code\":\"AccessDenied\" | DENIED",
                "\"event.outcome\":\"success\",\"event.type\":\"denied\" | DENIED",
                "\"event.outcome\":\"failure\",\"event.category\":[\"authentication\"] | DENIED",
                "\"event.outcome\":\"unknown\",\"http.response.status_code\":\"404\" | ERROR",
                "\"event.outcome\":null | SUCCESS",
            })
    void parse_outcome_isTold(String more, Outcome outcome) {
        assertThat(parse("," + more).onlyEvent().outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"event.id\":\"a\",\"event\":{\"id\":\"b\"} | DUPLICATE_FIELD | event.id is given twice",
                ",\"user\":{\"name\":\"a\"} | DUPLICATE_FIELD | user.name is given twice",
                ",\"event.outcome\":\"maybe\" | BAD_VALUE | event.outcome must be one of success, failure, unknown",
                ",\"source\":{\"ip\":[\"a\",\"b\"]} | BAD_VALUE | source.ip must be a string or a whole number",
                ",\"event\":{\"type\":[[\"a\",\"b\"]]} | BAD_VALUE | event.type must be a string or a whole number",
                ",\"http.response.bytes\":-1 | BAD_VALUE | bytes must not be negative",
            })
    void parse_contradictionOrWrongType_isRejected(String more, Reason reason, String detail) {
        Parsed.Rejected rejected = parse(more).onlyRejected();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo(detail);
    }

    @Test
    void parse_noTimeOrNoUser_isRejected() {
        assertThat(Collected.value(Format.ECS, "{\"user.name\":\"kim\"}", "o")
                        .onlyRejected()
                        .detail())
                .isEqualTo("no time");
        assertThat(Collected.value(Format.ECS, "{\"@timestamp\":\"2026-01-31T08:15:00Z\"}", "o")
                        .onlyRejected()
                        .detail())
                .isEqualTo("no account");
    }

    @Test
    void parse_organization_isAClaim() {
        assertThat(parse(",\"organization.name\":\"acme\"").onlyEvent().claimedOperator())
                .isEqualTo("acme");
        assertThat(parse(",\"cloud.account.id\":\"1\"").onlyEvent().claimedOperator())
                .isNull();
    }

    @Test
    void parse_mappedPaths_nameSubjectsHoweverTheyAreSpelt() throws UnreadableLogException {
        LineParser parser = LineParser.of(
                Format.ECS, Mapping.of("{format: ecs, fields: {subject: labels.dossier, account: user.name}}", "m"));
        String value =
                EVENT.formatted(",\"user.id\":7,\"labels\":{\"dossier\":[\"d-1\",\"d-2\"]},\"labels.dossier\":3");

        AccessEvent event = Collected.value(parser, value.getBytes(StandardCharsets.UTF_8), "o")
                .onlyEvent();

        assertThat(event.subjects()).containsExactly(Subject.of("d-1"), Subject.of("d-2"), Subject.of("3"));
        assertThat(event.account()).isEqualTo("kim");
    }
}
