package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FhirEventsTest {

    private static final String EVENT = "{\"resourceType\":\"AuditEvent\",\"recorded\":\"2026-01-31T08:15:00Z\","
            + "\"agent\":[{\"altId\":\"kim\",\"requestor\":true}]%s}";

    @TempDir
    Path folder;

    private static Collected parse(String more) {
        return Collected.value(Format.FHIR, EVENT.formatted(more), "o");
    }

    private static AccessEvent read(String more) {
        return parse(",\"action\":\"R\"," + more).onlyEvent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"action\":\"C\" | CREATE",
                "\"action\":\"R\" | READ",
                "\"action\":\"U\" | UPDATE",
                "\"action\":\"D\" | DELETE",
                "\"action\":\"E\" | OTHER",
                "\"action\":\"E\",\"subtype\":[{\"code\":\"search-type\"}] | SEARCH",
                "\"action\":\"R\",\"subtype\":[{\"code\":\"search\"}] | SEARCH",
                "\"action\":\"E\",\"entity\":[{\"query\":\"eA==\"}] | SEARCH",
                "\"action\":\"E\",\"type\":{\"code\":\"110112\"} | SEARCH",
                "\"action\":\"E\",\"subtype\":[{\"code\":\"vread\"}] | READ",
                "\"action\":\"R\",\"type\":{\"code\":\"110106\"} | EXPORT",
                "\"action\":\"C\",\"type\":{\"code\":\"110107\"} | CREATE",
                "\"action\":\"E\",\"type\":{\"code\":\"110114\"},\"subtype\":[{\"code\":\"110122\"}] | LOGIN",
                "\"action\":\"E\",\"type\":{\"code\":\"110114\"},\"subtype\":[{\"code\":\"110123\"}] | OTHER",
                "\"code\":{\"coding\":[{\"code\":\"patch\"}]} | UPDATE",
                "\"entity\":[{\"query\":\"eA==\"}] | SEARCH",
            })
    void parse_actionAndCodes_areTheAction(String more, Action action) {
        assertThat(parse("," + more).onlyEvent().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"0\" | SUCCESS",
                "\"4\" | ERROR",
                "12 | ERROR",
                "null | SUCCESS",
                "{\"code\":{\"code\":\"0\"}} | SUCCESS",
                "{\"code\":{\"code\":\"warning\"}} | SUCCESS",
                "{\"code\":{\"code\":\"fatal\"}} | ERROR",
                "{\"code\":{\"code\":\"8\"},\"detail\":[{\"coding\":[{\"code\":\"login\"}]}]} | DENIED",
            })
    void parse_outcomeOfEitherRelease_isTold(String outcome, Outcome expected) {
        assertThat(read("\"outcome\":" + outcome).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"reference\":\"Patient/1\"} | Patient/1",
                "{\"reference\":\"https://a.example/fhir/Patient/1/_history/2\"} | Patient/1",
                "{\"reference\":\"urn:uuid:5b\"} | urn:uuid:5b",
                "{\"reference\":\"#p\",\"identifier\":{\"value\":\"1\"}} | 1",
                "{\"identifier\":{\"system\":\"urn:oid:1.2\",\"value\":\"1\"}} | `urn:oid:1.2|1`",
            })
    void parse_patient_isTheSubjectHoweverReferredTo(String reference, String subject) {
        String entity = "\"entity\":[{\"role\":{\"code\":\"1\"},\"what\":%s},{\"role\":{\"code\":\"1\"},\"what\":%s}]";

        assertThat(read(entity.formatted(reference, reference)).subjects()).containsExactly(Subject.of(subject));
        assertThat(read("\"patient\":" + reference).subjects()).containsExactly(Subject.of(subject));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"reference\":{\"reference\":\"Patient/1\"},\"identifier\":{\"value\":\"7\"} | Patient/1",
                "\"reference\":{\"reference\":\"#p\"},\"identifier\":{\"value\":\"7\"} | 7",
                "\"identifier\":{\"system\":\"urn:oid:1.2\",\"value\":\"7\"} | `urn:oid:1.2|7`",
            })
    void parse_patientInRelease3_isTheSubjectHoweverNamed(String named, String subject) {
        AccessEvent event = read("\"entity\":[{\"role\":{\"code\":\"1\"}," + named + "}]");

        assertThat(event.subjects()).containsExactly(Subject.of(subject));
        assertThat(event.resource()).isEqualTo("Patient");
    }

    @Test
    void parse_entityInAnotherRole_isNoPatient() {
        AccessEvent event = read("\"entity\":[{\"role\":{\"code\":\"2\"},\"what\":{\"reference\":\"Location/1\"}},"
                + "{\"role\":{\"system\":\"urn:other\",\"code\":\"1\"},\"what\":{\"reference\":\"Group/1\"}}]");

        assertThat(event.subjects()).isEmpty();
        assertThat(event.resource()).isEqualTo("Location");
    }

    @ParameterizedTest
    @CsvSource({
        "GET server.example/r4/Observation?patient=1, Observation",
        "POST /r4/Encounter/_search HTTP/1.1, Encounter",
        "http://server.example/open/Encounter?participant=13, Encounter",
        "Patient?name=x, Patient",
        "GET /r4?_type=Observation, ",
        "nonsense, ",
    })
    void parse_search_registerIsWhatWasSearched(String question, String register) {
        String query = Base64.getEncoder().encodeToString(question.getBytes(StandardCharsets.UTF_8));

        assertThat(read("\"entity\":[{\"query\":\"" + query + "\"}]").resource())
                .isEqualTo(register);
    }

    @Test
    void parse_searchThatIsNoBase64_isASearchOfNobodyKnowsWhat() {
        AccessEvent event = read("\"entity\":[{\"query\":\"=\"}]");

        assertThat(event.action()).isEqualTo(Action.SEARCH);
        assertThat(event.resource()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"resourceType\":\"Patient\"} | NOT_AN_EVENT | not an AuditEvent",
                "{\"resource\":{\"resourceType\":\"OperationOutcome\"}} | NOT_AN_EVENT | not an AuditEvent",
                "{\"resourceType\":\"AuditEvent\",\"resourceType\":\"AuditEvent\"} | NOT_JSON | not JSON at byte 0",
            })
    void parse_whatIsNoAuditEvent_isRejected(String value, Reason reason, String detail) {
        Parsed.Rejected rejected = Collected.value(Format.FHIR, value, "o").onlyRejected();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).startsWith(detail.substring(0, 8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"action\":\"X\" | BAD_VALUE | action must be one of C, R, U, D, E",
                ",\"id\":\"a\" | MISSING_FIELD | no action",
                ",\"action\":\"R\",\"outcome\":\"3\" | BAD_VALUE | outcome must be one of 0, 4, 8, 12",
                ",\"action\":\"R\",\"id\":[1,2] | BAD_VALUE | id must be a string or a whole number",
                ",\"action\":\"R\",\"patient\":{\"reference\":{}} | BAD_VALUE | patient.reference must be a string",
            })
    void parse_badValue_isRejectedWithItsPath(String more, Reason reason, String detail) {
        Parsed.Rejected rejected = parse(more).onlyRejected();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).startsWith(detail);
    }

    @Test
    void parse_bundle_everyEntryIsACandidate() {
        String entry = "{\"fullUrl\":\"urn:uuid:1\",\"resource\":" + EVENT.formatted(",\"action\":\"R\"") + "}";
        Collected collected = Collected.value(
                Format.FHIR,
                "{\"resourceType\":\"Bundle\",\"link\":[{\"url\":\"x\"}],\n\"entry\" : [" + entry
                        + ",{\"resource\":{\"resourceType\":\"Patient\"}}," + entry + "],\"total\":3}",
                "o");

        assertThat(collected.events()).extracting(AccessEvent::id).containsExactly("t-0-7:1", "t-0-7:3");
        assertThat(collected.reasons()).containsExactly(Reason.NOT_AN_EVENT);
    }

    @Test
    void parse_bundleWhoseEntriesAreFarAway_isRejectedAsOne() {
        String value = "{\"resourceType\":\"Bundle\",\"id\":\"" + "x".repeat(JsonOpening.ENTRIES.bytesMax())
                + "\",\"entry\":[{}]}";

        assertThat(Collected.value(Format.FHIR, value, "o").onlyRejected().detail())
                .contains("a Bundle");
    }

    @Test
    void read_bundlesOfAnySizeOneAfterTheOther_areReadAsAStream() throws Exception {
        String entry = "{\"resource\":" + EVENT.formatted(",\"action\":\"R\"") + "}";
        String bundle = "{\"resourceType\":\"Bundle\",\"entry\":[" + (entry + ",").repeat(9_999) + entry + "]}\n";
        Collected collected = Collected.file(folder, "bundles", (bundle + bundle).getBytes(StandardCharsets.UTF_8));

        assertThat(collected.rejected()).isEmpty();
        assertThat(collected.events())
                .hasSize(20_000)
                .extracting(AccessEvent::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void read_linesOfWhichOneBreaksOff_onlyThatOneIsRejected() throws Exception {
        String line = EVENT.formatted(",\"action\":\"R\"") + "\n";
        for (String broken : List.of(line.substring(0, 40) + "\n" + line + line, line + line.substring(9) + line)) {
            Collected collected = Collected.file(folder, "lines", broken.getBytes(StandardCharsets.UTF_8));

            assertThat(collected.events()).hasSize(2);
            assertThat(collected.reasons()).containsExactly(Reason.NOT_JSON);
        }
    }

    @Test
    void read_printedResources_eachIsARecordAndABrokenOneEndsTheLog() throws Exception {
        String printed = EVENT.formatted(",\"action\":\"R\"").replace(",", ",\n  ") + "\n";
        Collected collected = Collected.file(
                folder, "printed", (printed + printed + "}\n" + printed).getBytes(StandardCharsets.UTF_8));

        assertThat(collected.events()).hasSize(2);
        assertThat(collected.reasons()).containsExactly(Reason.NOT_JSON);
        assertThat(collected.rejected().get(0).detail()).startsWith("no object begins here, at byte ");
    }
}
