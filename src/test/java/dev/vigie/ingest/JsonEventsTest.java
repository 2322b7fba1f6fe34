package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonEventsTest {

    private static final String MINIMAL =
            "{\"time\":\"2026-01-31T08:15:00Z\",\"operator\":\"acme\",\"account\":\"a1\",\"action\":\"read\"%s}";

    private static Collected parse(String more) {
        return Collected.value(Format.JSON, MINIMAL.formatted(more));
    }

    @Test
    void parse_everyField_isInTheEvent() {
        AccessEvent event = Collected.value(Format.JSON, """
                        {"id":"e1","time":1769847300000,"operator":"acme","account":"a1","role":"clerk","session":"s",
                         "resource":"visa","action":"Search","outcome":"denied",
                         "subject":[17,"p2",{"id":"p3","attributes":{"nationality":"IL","minor":false,"x":null}}],
                         "record_count":3,"bytes":"512","field":["name","birth_date"],"src_ip":"192.0.2.1",
                         "user_agent":"curl","country":"fr","purpose":"case 4","assigned":true,"sequence":9}
                        """).onlyEvent();

        assertThat(event)
                .isEqualTo(new AccessEvent(
                        "e1",
                        1_769_847_300_000L,
                        1_700_000_000_000L,
                        "acme",
                        "a1",
                        "clerk",
                        "s",
                        "visa",
                        Action.SEARCH,
                        Outcome.DENIED,
                        List.of(
                                Subject.of("17"),
                                Subject.of("p2"),
                                new Subject("p3", Map.of("nationality", "IL", "minor", "false"))),
                        3,
                        512,
                        List.of("name", "birth_date"),
                        "192.0.2.1",
                        "curl",
                        "FR",
                        "case 4",
                        true,
                        9,
                        null));
    }

    @Test
    void parse_onlyWhatIsRequired_restIsUnknown() {
        AccessEvent event = parse(",\"role\":null,\"id\":\"\"").onlyEvent();

        assertThat(event.id()).isEqualTo("t-0-7");
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.role()).isNull();
        assertThat(event.recordCount()).isEqualTo(AccessEvent.UNKNOWN);
        assertThat(event.subjects()).isEmpty();
    }

    @Test
    void parse_topicOfAnotherOperator_topicWinsAndClaimIsKept() {
        AccessEvent event =
                Collected.value(Format.JSON, MINIMAL.formatted(""), "other").onlyEvent();

        assertThat(event.operator()).isEqualTo("other");
        assertThat(event.claimedOperator()).isEqualTo("acme");
    }

    @Test
    void parse_topicOfTheSameOperator_nothingIsClaimed() {
        assertThat(Collected.value(Format.JSON, MINIMAL.formatted(""), "acme")
                        .onlyEvent()
                        .claimedOperator())
                .isNull();
    }

    @Test
    void parse_noOperatorAnywhere_isRejected() {
        Collected collected =
                Collected.value(Format.JSON, "{\"time\":1769847300000,\"account\":\"a\",\"action\":\"read\"}");

        assertThat(collected.onlyRejected().reason()).isEqualTo(Reason.MISSING_FIELD);
        assertThat(collected.onlyRejected().detail()).isEqualTo("no operator");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "9999-01-01T00:00:00Z | BAD_TIME",
                "1970-01-01T00:00:00Z | BAD_TIME",
                "2026-01-31T08:15:00 | BAD_TIME",
                "2026-02-30T08:15:00Z | BAD_TIME",
                "2026-01-31T24:15:00Z | BAD_TIME",
                "+12026-01-31T08:15:00Z | BAD_TIME",
                "yesterday | BAD_TIME",
                "1769847300 | BAD_TIME",
                "'' | BAD_TIME",
            })
    void parse_timeOutOfBounds_isRejected(String time, Reason reason) {
        String line = "{\"time\":\"%s\",\"operator\":\"o\",\"account\":\"a\",\"action\":\"read\"}".formatted(time);

        assertThat(Collected.value(Format.JSON, line).onlyRejected().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"record_count\":-1 | BAD_VALUE | record_count must not be negative",
                ",\"bytes\":1.5 | BAD_VALUE | bytes must be a string or a whole number",
                ",\"bytes\":9223372036854775808 | BAD_VALUE | bytes must be a whole number below 2^63",
                ",\"outcome\":\"maybe\" | BAD_VALUE | outcome must be one of success, denied, error",
                ",\"acount\":1 | UNKNOWN_FIELD | unknown key 'acount', did you mean 'account'?",
                ",\"ingested_at\":1 | UNKNOWN_FIELD | unknown key 'ingested_at'",
                ",\"src_network\":\"x\" | UNKNOWN_FIELD | unknown key 'src_network'",
                ",\"hour\":1 | UNKNOWN_FIELD | unknown key 'hour'",
                ",\"subject\":[1,2],\"subject.a\":\"x;y;z\" | BAD_VALUE | subject.a has 3 values, for 2 subjects",
                ",\"subject.a\":\"x\",\"subject.a\":\"x\" | DUPLICATE_FIELD | subject.a is given twice",
                ",\"subject.a\":[\"x\"] | BAD_VALUE | subject.a must be a string or a whole number",
                ",\"subject.\":1 | UNKNOWN_FIELD | unknown key 'subject.', did you mean 'subject'?",
                ",\"account\":\"b\" | DUPLICATE_FIELD | account is given twice",
                ",\"subject\":\"a\\u0000b\" | BAD_VALUE | subject must not contain a NUL character",
                ",\"subject\":\"a\\ud800\" | BAD_VALUE | subject contains half a surrogate pair",
                ",\"subject\":[[\"a\"]] | BAD_VALUE | subject must be a string or a whole number",
                ",\"subject\":{\"name\":\"x\"} | UNKNOWN_FIELD | a subject has id and attributes, not name",
                ",\"subject\":{} | MISSING_FIELD | a subject without an id",
                ",\"assigned\":1 | BAD_VALUE | assigned must be true or false",
            })
    void parse_badValue_isRejectedWithFieldName(String more, Reason reason, String detail) {
        Parsed.Rejected rejected = parse(more).onlyRejected();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo(detail);
        assertThat(new String(rejected.raw(), StandardCharsets.UTF_8)).isEqualTo(MINIMAL.formatted(more));
        assertThat(rejected.truncated()).isFalse();
    }

    @Test
    void parse_attributeBesideSubjects_isEverySubjectsUnlessItHasItsOwn() {
        AccessEvent event = parse(",\"subject.status\":\"minor\",\"subject.office\":null,"
                        + "\"subject\":[1,{\"id\":2,\"attributes\":{\"status\":\"adult\"}}]")
                .onlyEvent();

        assertThat(event.subjects())
                .containsExactly(
                        new Subject("1", Map.of("status", "minor")), new Subject("2", Map.of("status", "adult")));
    }

    @Test
    void parse_attributeOfMorePeopleThanItMaySpreadTo_isDroppedAndThePeopleCount() {
        int people = SubjectsDraft.SPREAD_CHARACTERS_MAX / 3 + 1;
        AccessEvent event = parse(",\"subject\":[" + "1,".repeat(people - 1) + "1],\"subject.ab\":\"x\"")
                .onlyEvent();

        assertThat(event.subjects()).hasSize(people).containsOnly(Subject.of("1"));
    }

    @Test
    void parse_noJson_isRejected() {
        assertThat(parse(",").onlyRejected().reason()).isEqualTo(Reason.NOT_JSON);
        assertThat(parse("}{").onlyRejected().reason()).isEqualTo(Reason.NOT_JSON);
        assertThat(Collected.value(Format.JSON, "hello").onlyRejected().reason())
                .isEqualTo(Reason.NOT_JSON);
        assertThat(Collected.value(Format.JSON, "17").onlyRejected().reason()).isEqualTo(Reason.NOT_AN_EVENT);
        assertThat(Collected.value(Format.JSON, " \n").onlyRejected().reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void parse_excessiveJson_isRejected() {
        assertThat(parse(",\"subject\":" + "[".repeat(100_000)).onlyRejected().reason())
                .isIn(Reason.BAD_VALUE, Reason.NOT_JSON);
        assertThat(parse(",\"bytes\":" + "9".repeat(100_000)).onlyRejected().reason())
                .isEqualTo(Reason.BAD_VALUE);
        assertThat(parse(",\"bytes\":1e999999999").onlyRejected().reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(parse(",\"field\":[" + "1,".repeat(AccessEvent.FIELDS_MAX) + "1]")
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.BAD_VALUE);
    }

    @Test
    void parse_veryLongUserAgent_isCutNotRejected() {
        AccessEvent event = parse(",\"user_agent\":\"" + "x".repeat(AccessEvent.NAME_LENGTH_MAX - 1) + "\uD83D\uDE00\"")
                .onlyEvent();

        assertThat(event.userAgent()).hasSize(AccessEvent.NAME_LENGTH_MAX).endsWith("x\ufffd");
    }

    @Test
    void parse_invalidUtf8_isRejected() {
        byte[] line = MINIMAL.formatted(",\"purpose\":\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Collected.value(LineParser.of(Format.JSON, Mapping.NONE), line, null)
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.NOT_UTF8);
    }

    @Test
    void parse_arrayOfEvents_everyMemberIsACandidateWithItsOwnId() {
        Collected collected = Collected.value(
                Format.JSON, "[" + MINIMAL.formatted("") + ", 17, " + MINIMAL.formatted(",\"id\":\"x\"") + "]");

        assertThat(collected.events()).extracting(AccessEvent::id).containsExactly("t-0-7:1", "x");
        assertThat(collected.reasons()).containsExactly(Reason.NOT_AN_EVENT);
    }
}
