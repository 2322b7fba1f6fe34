package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.wire.AlertJson;
import org.junit.jupiter.api.Test;

/** Every format says of an alert on logs of the past that it is one, and none says it of another. */
final class HistoricAlertTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void write_anAlertOnThePast_saysSoInEveryFormat() throws Exception {
        Alert past = AlertJson.read(AlertJson.line(Samples.account(State.OPEN))
                .replace("\"rulesHash\"", "\"historic\":true,\"rulesHash\""));

        assertThat(json(AlertFormat.OCSF, past).at("/unmapped/vigie/provenance/historic"))
                .isEqualTo(JSON.getNodeFactory().booleanNode(true));
        assertThat(json(AlertFormat.ECS, past).at("/vigie/provenance/historic"))
                .isEqualTo(JSON.getNodeFactory().booleanNode(true));
        assertThat(CefReader.read(AlertFormat.CEF.writer().write(past)).extension())
                .containsEntry("VigieDetectorHistoric", "true");
        assertThat(LeefReader.read(AlertFormat.LEEF.writer().write(past)).attributes())
                .containsEntry("historic", "true");
    }

    @Test
    void write_anAlertOnThePresent_saysNothingOfIt() {
        for (AlertFormat format : AlertFormat.values()) {
            assertThat(format.writer().write(Samples.account(State.OPEN)))
                    .as(format.toString())
                    .doesNotContainIgnoringCase("historic");
        }
    }

    private static JsonNode json(AlertFormat format, Alert alert) throws Exception {
        return JSON.readTree(format.writer().write(alert));
    }
}
