package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The templates against what the writers write; {@code OpenSearchIT} asks a server about them. */
final class IndexTemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void of_index_namesItAndIsNoDataStream() throws Exception {
        JsonNode template = template("opensearch://h", AlertFormat.ECS);
        assertThat(template.path("index_patterns")).isEqualTo(JSON.readTree("[\"vigie-alerts\"]"));
        assertThat(template.has("data_stream")).isFalse();
    }

    @Test
    void of_dataStream_namesItAndIsOne() throws Exception {
        JsonNode template = template("elasticsearch://h?data-stream=logs-vigie.alert-default", AlertFormat.ECS);
        assertThat(template.path("index_patterns")).isEqualTo(JSON.readTree("[\"logs-vigie.alert-default\"]"));
        assertThat(template.path("data_stream")).isEqualTo(JSON.createObjectNode());
        assertThat(template.path("priority").asInt()).isGreaterThan(100);
    }

    @Test
    void ecs_everyTimeAddressAndFraction_isMappedAsSuch() throws Exception {
        JsonNode mappings = template("opensearch://h", AlertFormat.ECS).at("/template/mappings");
        Map<String, String> expected = new TreeMap<>();
        for (Alert alert : samples()) {
            types(JSON.readTree(AlertFormat.ECS.writer().write(alert)), "", expected);
        }
        assertThat(expected)
                .containsEntry("@timestamp", "date")
                .containsEntry("vigie.evidence.time", "date")
                .containsEntry("related.ip", "ip")
                .containsEntry("vigie.reasons.usual", "double");
        expected.forEach(
                (path, type) -> assertThat(mapped(mappings, path)).as(path).isEqualTo(type));
    }

    @Test
    void ocsf_everyTime_isMappedAsSuch() throws Exception {
        JsonNode mappings = template("opensearch://h", AlertFormat.OCSF).at("/template/mappings");
        Set<String> times = new TreeSet<>();
        for (Alert alert : samples()) {
            numbers(JSON.readTree(AlertFormat.OCSF.writer().write(alert)), "", times);
        }
        assertThat(times).contains("time", "finding_info.created_time");
        assertThat(times)
                .allMatch(path -> mapped(mappings, path).equals("date") || path.endsWith("_time"), "mapped as times");
    }

    private static JsonNode template(String address, AlertFormat format) throws Exception {
        return JSON.readTree(IndexTemplate.of(Target.parse(address), format));
    }

    private static List<Alert> samples() {
        List<Alert> samples = new ArrayList<>();
        for (Alert.State state : Alert.State.values()) {
            samples.add(Samples.account(state));
            samples.add(Samples.operator(state));
        }
        return samples;
    }

    private static String mapped(JsonNode mappings, String path) {
        return mappings.at("/properties/" + path.replace(".", "/properties/"))
                .path("type")
                .asText();
    }

    /** What must not be guessed from the first document, by path: times, addresses where they are fields, fractions. */
    private static void types(JsonNode node, String path, Map<String, String> to) {
        if (node.isContainerNode()) {
            node.properties().forEach(each -> types(each.getValue(), child(path, each.getKey()), to));
            node.elements().forEachRemaining(each -> {
                if (node.isArray()) {
                    types(each, path, to);
                }
            });
        } else if (node.asText().matches("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z")) {
            to.put(path, "date");
        } else if (path.endsWith(".ip")) {
            to.put(path, "ip");
        } else if (node.isDouble()) {
            to.put(path, "double");
        }
    }

    /** The paths of numbers as large as times in milliseconds. */
    private static void numbers(JsonNode node, String path, Set<String> to) {
        if (node.isArray()) {
            node.elements().forEachRemaining(each -> numbers(each, path, to));
        } else if (node.isObject()) {
            node.properties().forEach(each -> numbers(each.getValue(), child(path, each.getKey()), to));
        } else if (node.isNumber() && node.asLong() > 1_000_000_000_000L) {
            to.add(path);
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
