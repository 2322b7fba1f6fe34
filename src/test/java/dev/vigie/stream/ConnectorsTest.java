package dev.vigie.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The files in {@code k8s/connect}: classes and settings are those that their makers name ({@link KnownKeys}), topics
 * and users those of Vigie, and no secret stands in them.
 */
final class ConnectorsTest {

    private static final Path FOLDER = Path.of("k8s", "connect");
    private static final Topics TOPICS = Topics.standard();

    /** What follows this in a connector's settings is a consumer's own (KIP-458). */
    private static final String OVERRIDE = "consumer.override.";

    /** A file with a connector, and the format of the alerts that it takes. */
    private record Connector(String file, String format) {

        @Override
        public String toString() {
            return file;
        }
    }

    private static List<Connector> connectors() {
        return List.of(
                new Connector("opensearch.yaml", "ecs"),
                new Connector("elasticsearch.yaml", "ecs"),
                new Connector("splunk.yaml", "ocsf"),
                new Connector("s3.yaml", "ocsf"));
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void connector_takesATopicOfVigiesAndOnlyWhatIsCommitted(Connector connector) throws IOException {
        Map<?, ?> resource = resource(connector.file);
        assertThat(resource.get("apiVersion")).isEqualTo("kafka.strimzi.io/v1");
        assertThat(resource.get("kind")).isEqualTo("KafkaConnector");
        assertThat(at(resource, "metadata", "labels").get("strimzi.io/cluster")).isEqualTo("vigie-connect");
        Map<?, ?> spec = at(resource, "spec");
        assertThat(spec.keySet()).isEqualTo(Set.of("class", "tasksMax", "config"));
        assertThat(strings(at(spec, "config")))
                .containsEntry("topics", TOPICS.alerts(connector.format))
                .containsEntry(OVERRIDE + "isolation.level", "read_committed");
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void connector_hasNoSettingThatItsMakerDoesNotName(Connector connector) throws IOException {
        Map<?, ?> spec = at(resource(connector.file), "spec");
        KnownKeys known = KnownKeys.of(spec.get("class") + ".keys").and(KnownKeys.of("every-sink.keys"));
        Map<String, Object> config = strings(at(spec, "config"));
        config.keySet()
                .removeIf(key -> key.startsWith(OVERRIDE)
                        && ConsumerConfig.configNames().contains(key.substring(OVERRIDE.length())));

        assertThat(known.problems(config)).isEmpty();
    }

    @Test
    void worker_hasNoSettingThatKafkaDoesNotName() throws IOException {
        Map<String, Object> config = strings(at(resource("connect.yaml"), "spec", "config"));

        assertThat(KnownKeys.of("worker.keys").problems(config)).isEmpty();
        assertThat(config)
                .containsEntry("config.providers.file.class", FileConfigProvider.class.getName())
                .containsKey("config.providers.file.param." + FileConfigProvider.ALLOWED_PATHS_CONFIG);
    }

    @Test
    void problems_misspeltMissingAndImpossible_areNamed() throws IOException {
        KnownKeys known = KnownKeys.of("com.splunk.kafka.connect.SplunkSinkConnector.keys");

        assertThat(known.problems(Map.of("splunk.hec.url", "x", "splunk.hec.token", "t", "splunk.hec.raw", "no")))
                .containsExactly(
                        "splunk.hec.raw: no is none of [false, true]",
                        "splunk.hec.uri: required and not there",
                        "splunk.hec.url: no such setting");
    }

    @Test
    void everyFile_holdsNoSecret() throws IOException {
        for (String file : files()) {
            for (Map<?, ?> resource : resources(file)) {
                assertThat(resource.get("kind")).as(file).isNotEqualTo("Secret");
                if (resource.get("spec") instanceof Map<?, ?> spec && spec.get("config") instanceof Map<?, ?> config) {
                    strings(config).forEach((key, value) -> {
                        if (key.matches(".*(user|password|token|secret|access\\.key).*")) {
                            assertThat(value.toString())
                                    .as(file + ": " + key)
                                    .matches("\\$\\{file:/mnt/siem/siem\\.properties:[a-z]+}");
                        }
                    });
                }
            }
        }
    }

    @Test
    void topics_areThoseOfTopicCreation() throws IOException {
        Map<String, String> own = new TreeMap<>();
        for (NewTopic topic : List.of(TOPICS.newAlerts("ocsf"), TOPICS.newAlerts("ecs"))) {
            own.put(topic.name(), topic.numPartitions() + " " + new TreeMap<>(topic.configs()));
        }
        Map<String, String> described = new TreeMap<>();
        for (Map<?, ?> resource : resources("topics.yaml")) {
            Map<String, String> config = new TreeMap<>();
            at(resource, "spec", "config").forEach((key, value) -> config.put(key.toString(), value.toString()));
            described.put(
                    String.valueOf(at(resource, "metadata").get("name")),
                    at(resource, "spec").get("partitions") + " " + config);
        }
        assertThat(described).containsAllEntriesOf(own);
        assertThat(described.keySet()).containsExactlyInAnyOrder("vigie.alerts.ecs", "vigie.alerts.ocsf", refused());
    }

    /** Where the connectors put what they cannot hand over. */
    private static String refused() throws IOException {
        Map<?, ?> config = at(resource("opensearch.yaml"), "spec", "config");
        return String.valueOf(config.get("errors.deadletterqueue.topic.name"));
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .toList();
        }
    }

    private static Map<?, ?> resource(String file) throws IOException {
        List<Map<?, ?>> resources = resources(file);
        assertThat(resources).hasSize(1);
        return resources.get(0);
    }

    private static List<Map<?, ?>> resources(String file) throws IOException {
        List<Map<?, ?>> resources = new ArrayList<>();
        try (Reader from = Files.newBufferedReader(FOLDER.resolve(file))) {
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(from)) {
                resources.add((Map<?, ?>) document);
            }
        }
        return resources;
    }

    private static Map<?, ?> at(Map<?, ?> from, String... path) {
        Map<?, ?> at = from;
        for (String step : path) {
            at = requireNonNull((Map<?, ?>) at.get(step), step);
        }
        return at;
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> strings = new TreeMap<>();
        map.forEach((key, value) -> strings.put(key.toString(), value));
        return strings;
    }
}
