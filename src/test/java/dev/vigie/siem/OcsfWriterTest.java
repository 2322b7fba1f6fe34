package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OcsfWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the schema says is wrong with a finding, and observables that point nowhere. */
    static List<String> problems(OcsfSchema schema, JsonNode finding) {
        String name = finding.path("class_uid").asInt() == 2004 ? "detection_finding" : "data_security_finding";
        List<String> problems = new ArrayList<>(OcsfValidator.problems(schema, name, finding));
        for (JsonNode observable : finding.path("observables")) {
            String path = observable.path("name").asText();
            if (!values(finding, path).contains(observable.path("value").asText())) {
                problems.add("no such value at " + path);
            }
        }
        return problems;
    }

    @Test
    void write_everySample_isAValidFinding() throws JsonProcessingException {
        OcsfSchema schema = OcsfReference.schema();
        for (State state : State.values()) {
            assertThat(problems(schema, written(Samples.account(state)))).isEmpty();
            assertThat(problems(schema, written(Samples.operator(state)))).isEmpty();
        }
        assertThat(problems(schema, written(Samples.refusals()))).isEmpty();
    }

    @Test
    void write_statesOfAnEpisode_areActivitiesUnderOneFinding() throws JsonProcessingException {
        List<Integer> types = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        List<Boolean> alerts = new ArrayList<>();
        for (State state : State.values()) {
            JsonNode finding = written(Samples.account(state));
            types.add(finding.path("type_uid").asInt());
            findings.add(finding.at("/finding_info/uid").asText());
            messages.add(finding.at("/metadata/uid").asText());
            alerts.add(finding.path("is_alert").asBoolean());
        }
        assertThat(types).containsExactly(200601, 200602, 200603);
        assertThat(findings).containsOnly(Samples.account(State.OPEN).id());
        assertThat(messages).doesNotHaveDuplicates();
        assertThat(alerts).containsExactly(true, true, false);
    }

    @Test
    void write_peopleExposed_saysHowManyAndWhoAndFromWhere() throws JsonProcessingException {
        JsonNode finding = written(Samples.account(State.UPDATE));
        assertThat(finding.path("class_uid").asInt()).isEqualTo(2006);
        assertThat(finding.path("impact").asText())
                .isEqualTo("1204 people, 50 before the first alert, 7 records that the log does not name");
        assertThat(finding.at("/data_security/discovery_details/0/count").asInt())
                .isEqualTo(1204);
        assertThat(finding.at("/data_security/discovery_details/1/type").asText())
                .isEqualTo("contact");
        assertThat(finding.at("/actor/user/name").asText()).isEqualTo("m.petit");
        assertThat(finding.at("/actor/user/org/name").asText()).isEqualTo("atlas");
        assertThat(finding.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.7");
        assertThat(finding.at("/unmapped/vigie/people_exposed_before").asInt()).isEqualTo(50);
        assertThat(finding.at("/finding_info/attacks/0/tactic/uid").asText()).isEqualTo("TA0009");
        assertThat(finding.at("/finding_info/attacks/3/technique/uid").asText()).isEqualTo("T1078");
        assertThat(finding.at("/finding_info/attacks/3/sub_technique/uid").asText())
                .isEqualTo("T1078.004");
    }

    @Test
    void write_nobodyExposed_isADetectionWithEvidenceAndBaseline() throws JsonProcessingException {
        JsonNode finding = written(Samples.refusals());
        assertThat(finding.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(finding.at("/evidences/0/data/subjects")).hasSize(2);
        assertThat(finding.at("/anomaly_analyses/0/baselines/0/observations/0/value")
                        .asText())
                .isEqualTo("12.5");
        assertThat(finding.has("impact")).isFalse();
        assertThat(texts(finding.at("/metadata/profiles"))).containsExactly("host");
    }

    @Test
    void write_operatorGroup_namesItsAccountsAsActors() throws JsonProcessingException {
        JsonNode finding = written(Samples.operator(State.OPEN));
        assertThat(finding.has("actor")).isFalse();
        assertThat(values(finding, "resources[].uid")).containsExactly("atlas/m.petit", "atlas/j.doe");
        assertThat(finding.at("/unmapped/vigie/people_read_by_group").asInt()).isEqualTo(21_344);
        assertThat(finding.at("/unmapped/vigie").has("people_exposed")).isFalse();
    }

    @Test
    void write_anyAlert_statesAReleasedVersion() throws JsonProcessingException {
        assertThat(written(Samples.account(State.OPEN)).at("/metadata/version").asText())
                .isEqualTo("1.8.0")
                .doesNotContain("dev");
    }

    static JsonNode written(Alert alert) throws JsonProcessingException {
        return JSON.readTree(AlertFormat.OCSF.writer().write(alert));
    }

    /** The texts at a path such as {@code resources[].uid}. */
    private static List<String> values(JsonNode from, String path) {
        List<JsonNode> nodes = List.of(from);
        for (String step : path.split("\\.", -1)) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                JsonNode value = node.path(step.replace("[]", ""));
                if (step.endsWith("[]")) {
                    value.forEach(next::add);
                } else {
                    next.add(value);
                }
            }
            nodes = next;
        }
        return nodes.stream().filter(JsonNode::isTextual).map(JsonNode::asText).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
