package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.model.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertJsonTest {

    @Test
    void line_fullAlert_hasTheNamesAndOrderOfTheSchema() {
        assertThat(AlertJson.line(Alerts.FULL))
                .isEqualTo("{\"id\":\"account:atlas/m.petit:2025-12-15:1\",\"sequence\":3,\"state\":\"CLOSED\","
                        + "\"group\":{\"kind\":\"account+resource\",\"operator\":\"atlas\","
                        + "\"account\":\"m.petit\","
                        + "\"resource\":\"residence\",\"role\":\"clerk\"},\"level\":\"CRITICAL\","
                        + "\"sentence\":\"m.petit of atlas read 1,204 people's records in 1 hour – "
                        + "\\\"usually\\\" 12\","
                        + "\"reasons\":[{\"rule\":\"8c5a\",\"title\":\"Bulk read\",\"level\":\"HIGH\","
                        + "\"tags\":[\"attack.t1530\",\"gdpr\"],\"measure\":\"value_count(subject)\","
                        + "\"timespan\":\"1h\","
                        + "\"value\":1204,\"limit\":\">= 50\",\"usual\":12.5,\"rarity\":20000,\"error\":0.016,"
                        + "\"share\":0.94,\"usualShare\":0.03},"
                        + "{\"rule\":\"one\",\"title\":\"One event\",\"level\":\"LOW\",\"tags\":[],"
                        + "\"measure\":\"event_count\",\"value\":1,\"limit\":\"once\",\"error\":0}],"
                        + "\"openedAt\":\"2025-12-15T09:12:33.120Z\","
                        + "\"firstEventAt\":\"2025-12-15T09:11:40.000Z\","
                        + "\"lastEventAt\":\"2025-12-15T09:13:20.001Z\","
                        + "\"closedAt\":\"2025-12-15T10:13:20.000Z\","
                        + "\"peopleExposed\":1204,\"peopleExposedBefore\":49,\"peopleError\":0.016,"
                        + "\"recordsUnnamed\":7,"
                        + "\"accessesUncounted\":2,\"fields\":{\"names\":[\"email\",\"phone\"],\"total\":2},"
                        + "\"dataCategories\":{\"names\":[\"contact\"],\"total\":1},"
                        + "\"registers\":{\"names\":[\"residence\"],\"total\":1},"
                        + "\"sources\":{\"names\":[\"192.0.2.7\"],\"total\":300},"
                        + "\"evidence\":[{\"eventId\":\"e-50\",\"time\":\"2025-12-15T09:12:33.120Z\","
                        + "\"action\":\"EXPORT\","
                        + "\"outcome\":\"SUCCESS\",\"resource\":\"residence\",\"sourceIp\":\"192.0.2.7\","
                        + "\"subjects\":[\"ab12\",\"cd34\"],\"subjectCount\":2},"
                        + "{\"eventId\":\"e-51\",\"time\":\"2025-12-15T09:12:33.121Z\",\"action\":\"READ\","
                        + "\"outcome\":\"DENIED\",\"subjects\":[],\"subjectCount\":0}],"
                        + "\"speaksForTakeover\":[\"new_network\",\"other_country\"],"
                        + "\"speaksForHolder\":[\"usual_hours\"],"
                        + "\"provenance\":{\"detectedAt\":\"2025-12-15T09:12:33.140Z\","
                        + "\"topic\":\"vigie.events\","
                        + "\"partition\":3,\"offsetFirst\":17,\"offsetLast\":4711,\"version\":\"0.1.0\","
                        + "\"rulesHash\":\"a1b2\"}}");
    }

    @Test
    void line_openEpisode_hasNoClosingTime() {
        assertThat(AlertJson.line(Alerts.SPARSE)).doesNotContain("closedAt").doesNotContain("null");
    }

    @Test
    void withoutProvenance_isTheLineWithoutIt() {
        String without = AlertJson.withoutProvenance(Alerts.FULL);
        assertThat(without).doesNotContain("provenance");
        assertThat(AlertJson.line(Alerts.FULL))
                .startsWith(without.substring(0, without.length() - 1) + ",\"provenance\"");
    }

    @Test
    void read_line_givesTheAlertBack() throws Exception {
        for (Alert alert : List.of(Alerts.FULL, Alerts.SPARSE)) {
            assertThat(AlertJson.read(AlertJson.line(alert))).isEqualTo(alert);
        }
    }

    @Test
    void read_signsOfAnotherRelease_areDroppedOrNone() throws Exception {
        String line = AlertJson.line(Alerts.FULL);
        assertThat(AlertJson.read(line.replace("[\"new_network\",", "[\"new_keyboard\","))
                        .speaksForTakeover())
                .containsExactly(Sign.OTHER_COUNTRY);
        Alert older = AlertJson.read(
                line.replaceAll("\"speaksFor[A-Z][a-z]+\":\\[[^]]*],", "").replaceAll(",\"share.*?}", "}"));
        assertThat(older.speaksForTakeover()).isEmpty();
        assertThat(older.speaksForHolder()).isEmpty();
        assertThat(older.reasons().get(0).share()).isNull();
    }

    @Test
    void read_everyPrefix_isRejected() {
        String line = AlertJson.line(Alerts.FULL);
        for (int length = 0; length < line.length(); length++) {
            String prefix = line.substring(0, length);
            assertThatThrownBy(() -> AlertJson.read(prefix)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void read_otherJson_isRejected() {
        List<String> lines = new ArrayList<>(List.of("[]", "1", "null", "{}", "{\"id\":1}"));
        String line = AlertJson.line(Alerts.FULL);
        Map.of(
                        "\"sequence\":3",
                        "\"sequence\":3e9",
                        "CRITICAL",
                        "critical-ish",
                        "2025-12-15T09:12:33.120Z",
                        "yesterday",
                        "0.94",
                        "1.94",
                        "\"usual_hours\"",
                        "\"new_hours\"",
                        "\"1h\"",
                        "\"1w\"")
                .forEach((from, to) -> lines.add(line.replace(from, to)));
        for (String other : lines) {
            assertThatThrownBy(() -> AlertJson.read(other)).as(other).isInstanceOf(WireException.class);
        }
    }

    @Test
    void line_figureWithoutEnd_isLeftOut() {
        Alert.Reason endless = new Alert.Reason(
                "r",
                "t",
                Level.LOW,
                List.of(),
                "m",
                90_000,
                2.5,
                "l",
                Double.NaN,
                Double.POSITIVE_INFINITY,
                0,
                null,
                null);
        Alert a = Alerts.SPARSE;
        Alert alert = new Alert(
                a.id(),
                a.sequence(),
                a.state(),
                a.groupKind(),
                a.group(),
                a.level(),
                a.sentence(),
                List.of(endless),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                a.peopleReadByGroup(),
                a.accounts(),
                a.fields(),
                a.dataCategories(),
                a.registers(),
                a.sources(),
                a.evidence(),
                a.speaksForTakeover(),
                a.speaksForHolder(),
                a.provenance());
        assertThat(AlertJson.line(alert)).contains("\"timespan\":\"90s\",\"value\":2.5,\"limit\":\"l\",\"error\":0}");
    }
}
