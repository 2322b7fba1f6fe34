package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CombinedEventsTest {

    private static AccessEvent event(String line) {
        return Collected.value(Format.COMBINED, line, "web").onlyEvent();
    }

    @Test
    void parse_combinedLine_hasEverything() {
        AccessEvent event = event("192.0.2.7 - jdoe [31/Jan/2026:08:15:00 +0100] \"GET /files/1?q=x HTTP/1.1\" 200 512"
                + " \"https://example.org/\" \"Mozilla \\\"odd\\\" \\\\ 5.0\"");

        assertThat(event.account()).isEqualTo("jdoe");
        assertThat(event.sourceIp()).isEqualTo("192.0.2.7");
        assertThat(event.timeMillis())
                .isEqualTo(Instant.parse("2026-01-31T07:15:00Z").toEpochMilli());
        assertThat(event.action()).isEqualTo(Action.READ);
        assertThat(event.resource()).isEqualTo("/files/1");
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.bytes()).isEqualTo(512);
        assertThat(event.userAgent()).isEqualTo("Mozilla \"odd\" \\ 5.0");
        assertThat(event.subjects()).isEmpty();
        assertThat(event.id()).isEqualTo("t-0-7:1");
    }

    @Test
    void parse_commonLineOfNobody_clientIsTheAccount() {
        AccessEvent event = event("2001:db8::1 - - [31/Jan/2026:08:15:00 +0000] \"POST /x HTTP/1.1\" 304 -");

        assertThat(event.account()).isEqualTo("2001:db8::1");
        assertThat(event.action()).isEqualTo(Action.OTHER);
        assertThat(event.bytes()).isEqualTo(AccessEvent.UNKNOWN);
        assertThat(event.userAgent()).isNull();
    }

    @Test
    void parse_userWithSpacesAndBrackets_isWhole() {
        assertThat(event("h - j [x] doe [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 200 1")
                        .account())
                .isEqualTo("j [x] doe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "", "\\x16\\x03\\x01", "GET", "quit now \\\" x"})
    void parse_requestThatIsNone_isStillAnEvent(String request) {
        AccessEvent event = event("h - - [31/Jan/2026:08:15:00 +0000] \"" + request + "\" 400 1 \"-\" \"-\"");

        assertThat(event.action()).isEqualTo(Action.OTHER);
        assertThat(event.resource()).isNull();
        assertThat(event.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(event.userAgent()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"200, SUCCESS", "302, SUCCESS", "401, DENIED", "403, DENIED", "404, ERROR", "500, ERROR"})
    void parse_status_isTheOutcome(String status, Outcome outcome) {
        assertThat(event("h - - [31/Jan/2026:08:15:00 +0000] \"HEAD / HTTP/1.1\" " + status + " 1")
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void parse_lineThatBreaksOffInTheUserAgent_isAnEvent() {
        assertThat(event("h - - [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"Mozil")
                        .userAgent())
                .isEqualTo("Mozil");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | NOT_COMBINED",
                "h - - [31/Jan/2026:08:15:00 +0000] | NOT_COMBINED",
                "h - - [31/Jan/2026:08:15:00 +0000] \"GET / | NOT_COMBINED",
                "h - - [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" | NOT_COMBINED",
                "h - - [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 2x0 1 | NOT_COMBINED",
                "h - - [31/Foo/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 200 1 | BAD_TIME",
                "h - - [31/Jan/9999:08:15:00 +0000] \"GET / HTTP/1.1\" 200 1 | BAD_TIME",
                "h - - [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 200 -7 | BAD_VALUE",
                "h - - [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 200 many | BAD_VALUE",
            })
    void parse_noAccess_isRejected(String line, Reason reason) {
        assertThat(Collected.value(Format.COMBINED, line, "web").onlyRejected().reason())
                .isEqualTo(reason);
    }

    @Test
    void parse_identicalLines_haveDifferentIds() {
        String line = "h - - [31/Jan/2026:08:15:00 +0000] \"GET / HTTP/1.1\" 200 1\n";

        assertThat(Collected.value(Format.COMBINED, line + line, "web").events())
                .extracting(AccessEvent::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }
}
