package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The topics that Strimzi creates are those that Vigie would. */
final class StrimziTopicsTest {

    private static final Path FOLDER = Path.of("k8s", "strimzi");

    @Test
    void topics_areThoseOfTopicCreation() throws IOException {
        Topics topics = Topics.standard();
        List<NewTopic> own = List.of(
                topics.newEvents(),
                topics.newContributions(),
                topics.newPeers(),
                topics.newRejected(),
                topics.newRejectedFed(),
                topics.newAlerts(),
                topics.newAlertsRefused(),
                topics.newAssignments(topics.assignments()),
                topics.newLedger());

        assertThat(topicsIn("topics.yaml")).isEqualTo(described(own));
    }

    @Test
    void anOperatorsTopic_isThatOfTopicCreation() throws IOException {
        assertThat(topicsIn("operator-atlas.yaml"))
                .isEqualTo(described(List.of(Topics.standard().newLogs(LogTopic.of(Topics.standard(), "atlas")))));
    }

    private static Map<String, String> described(List<NewTopic> topics) {
        Map<String, String> described = new TreeMap<>();
        for (NewTopic topic : topics) {
            described.put(topic.name(), topic.numPartitions() + " " + new TreeMap<>(topic.configs()));
        }
        return described;
    }

    private static Map<String, String> topicsIn(String file) throws IOException {
        Map<String, String> topics = new TreeMap<>();
        try (Reader from = Files.newBufferedReader(FOLDER.resolve(file))) {
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(from)) {
                JsonNode resource = new ObjectMapper().valueToTree(document);
                if (resource.path("kind").asText().equals("KafkaTopic")) {
                    JsonNode spec = resource.path("spec");
                    Map<String, String> config = new TreeMap<>();
                    spec.path("config")
                            .properties()
                            .forEach(entry ->
                                    config.put(entry.getKey(), entry.getValue().asText()));
                    topics.put(
                            resource.path("metadata").path("name").asText(),
                            spec.path("partitions").asInt() + " " + config);
                }
            }
        }
        return topics;
    }
}
