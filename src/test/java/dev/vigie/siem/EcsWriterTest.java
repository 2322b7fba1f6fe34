package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class EcsWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the schema's field reference: those that alerts have. */
    private static final Set<String> FIELDS = Set.of(
            "@timestamp",
            "ecs.version",
            "message",
            "tags",
            "event.id",
            "event.kind",
            "event.category",
            "event.type",
            "event.action",
            "event.code",
            "event.module",
            "event.dataset",
            "event.provider",
            "event.severity",
            "event.sequence",
            "event.reason",
            "event.created",
            "event.start",
            "event.end",
            "rule.id",
            "rule.name",
            "rule.ruleset",
            "user.name",
            "organization.name",
            "source.address",
            "source.ip",
            "related.user",
            "related.ip",
            "threat.framework",
            "threat.tactic.id",
            "threat.tactic.name",
            "threat.technique.id",
            "threat.technique.subtechnique.id",
            "observer.vendor",
            "observer.product",
            "observer.version");

    /** Of the schema's categorisation fields: the types that each category expects. */
    private static final Map<String, Set<String>> EXPECTED_TYPES = Map.of(
            "database", Set.of("access", "change", "info", "error"),
            "intrusion_detection", Set.of("allowed", "denied", "info"));

    @Test
    void write_everySample_hasOnlyFieldsOfTheSchemaAndItsOwn() throws JsonProcessingException {
        for (State state : State.values()) {
            for (Alert alert : List.of(Samples.account(state), Samples.operator(state), Samples.refusals())) {
                Set<String> paths = new TreeSet<>();
                collect(written(alert), "", paths);
                paths.removeIf(path -> path.startsWith("vigie."));
                assertThat(FIELDS).containsAll(paths);
            }
        }
    }

    @Test
    void write_anyAlert_isCategorisedFromTheClosedLists() throws JsonProcessingException {
        for (Alert alert : List.of(Samples.account(State.OPEN), Samples.operator(State.CLOSED), Samples.refusals())) {
            JsonNode event = written(alert).path("event");
            assertThat(event.path("kind").asText()).isEqualTo("alert");
            for (JsonNode type : event.path("type")) {
                assertThat(event.path("category"))
                        .anyMatch(category -> EXPECTED_TYPES
                                .getOrDefault(category.asText(), Set.of())
                                .contains(type.asText()));
            }
        }
        assertThat(written(Samples.refusals()).at("/event/category/0").asText()).isEqualTo("intrusion_detection");
    }

    @Test
    void write_statesOfAnEpisode_shareTheAlertIdAndNotTheEventId() throws JsonProcessingException {
        Set<String> events = new TreeSet<>();
        for (State state : State.values()) {
            JsonNode written = written(Samples.account(state));
            assertThat(written.at("/vigie/alert_id").asText())
                    .isEqualTo(Samples.account(state).id());
            events.add(written.at("/event/id").asText());
        }
        assertThat(events).hasSize(State.values().length);
    }

    @Test
    void write_sourceThatIsNoAddress_hasNoIp() throws JsonProcessingException {
        JsonNode written = written(Samples.operator(State.OPEN));
        assertThat(written.at("/source/ip").asText()).isEqualTo("192.0.2.7");
        assertThat(written.at("/related/ip")).hasSize(1);
        assertThat(written.at("/related/user")).hasSize(2);
    }

    private static void collect(JsonNode node, String path, Set<String> paths) {
        if (!node.isObject()) {
            paths.add(path);
            return;
        }
        node.properties()
                .forEach(each ->
                        collect(each.getValue(), path.isEmpty() ? each.getKey() : path + "." + each.getKey(), paths));
    }

    private static JsonNode written(Alert alert) throws JsonProcessingException {
        return JSON.readTree(AlertFormat.ECS.writer().write(alert));
    }
}
