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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The files in {@code k8s/connect}: classes and settings are those of the makers' documentation, topics and users those
 * of Vigie, and no secret stands in them.
 */
final class ConnectorsTest {

    private static final Path FOLDER = Path.of("k8s", "connect");
    private static final Topics TOPICS = Topics.standard();

    /**
     * What a file configures.
     *
     * @param required the settings that the maker's documentation gives no default
     */
    private record Connector(String file, String className, String format, Set<String> required, Set<String> optional) {

        Connector {
            required = Set.copyOf(required);
            optional = Set.copyOf(optional);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private static List<Connector> connectors() {
        Set<String> index = Set.of("connection.url", "connection.username", "connection.password");
        return List.of(
                // Aiven, OpenSearch Sink Connector Configuration Options
                new Connector(
                        "opensearch.yaml",
                        "io.aiven.kafka.connect.opensearch.OpensearchSinkConnector",
                        "ecs",
                        index,
                        Set.of(
                                "key.ignore",
                                "schema.ignore",
                                "behavior.on.version.conflict",
                                "behavior.on.malformed.documents",
                                "max.retries",
                                "retry.backoff.ms")),
                // Confluent, Configuration Reference for Elasticsearch Service Sink Connector
                new Connector(
                        "elasticsearch.yaml",
                        "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector",
                        "ecs",
                        index,
                        Set.of(
                                "key.ignore",
                                "schema.ignore",
                                "behavior.on.malformed.documents",
                                "max.retries",
                                "retry.backoff.ms")),
                // Splunk Connect for Kafka, Configuration parameters
                new Connector(
                        "splunk.yaml",
                        "com.splunk.kafka.connect.SplunkSinkConnector",
                        "ocsf",
                        Set.of("splunk.hec.uri", "splunk.hec.token"),
                        Set.of(
                                "splunk.hec.ack.enabled",
                                "splunk.hec.raw",
                                "splunk.hec.ssl.validate.certs",
                                "splunk.sourcetypes")),
                // Confluent, Configuration Reference for Amazon S3 Sink Connector
                new Connector(
                        "s3.yaml",
                        "io.confluent.connect.s3.S3SinkConnector",
                        "ocsf",
                        Set.of("s3.bucket.name", "storage.class", "format.class", "flush.size"),
                        Set.of("s3.region", "format.bytearray.extension", "rotate.schedule.interval.ms", "timezone")));
    }

    /** Kafka, Sink Connector Configs; and the client overrides of KIP-458. */
    private static final Set<String> EVERY_SINK = Set.of(
            "topics",
            "key.converter",
            "value.converter",
            "value.converter.schemas.enable",
            "consumer.override.isolation.level",
            "errors.tolerance",
            "errors.deadletterqueue.topic.name",
            "errors.deadletterqueue.context.headers.enable");

    @ParameterizedTest
    @MethodSource("connectors")
    void connector_hasItsClassItsSettingsAndATopicOfVigies(Connector connector) throws IOException {
        List<Map<?, ?>> resources = resources(connector.file);
        assertThat(resources).hasSize(1);
        Map<?, ?> resource = resources.get(0);
        assertThat(resource.get("apiVersion")).isEqualTo("kafka.strimzi.io/v1");
        assertThat(resource.get("kind")).isEqualTo("KafkaConnector");
        assertThat(at(resource, "metadata", "labels").get("strimzi.io/cluster")).isEqualTo("vigie-connect");
        Map<?, ?> spec = at(resource, "spec");
        assertThat(spec.keySet()).isEqualTo(Set.of("class", "tasksMax", "config"));
        assertThat(spec.get("class")).isEqualTo(connector.className);
        Map<String, Object> config = strings(at(spec, "config"));
        assertThat(config.keySet()).containsAll(connector.required);
        config.keySet()
                .forEach(key -> assertThat(connector.required.contains(key)
                                || connector.optional.contains(key)
                                || EVERY_SINK.contains(key))
                        .as(key)
                        .isTrue());
        assertThat(config)
                .containsEntry("topics", TOPICS.alerts(connector.format))
                .containsEntry("consumer.override.isolation.level", "read_committed");
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
        Map<?, ?> config = at(resources("opensearch.yaml").get(0), "spec", "config");
        return String.valueOf(config.get("errors.deadletterqueue.topic.name"));
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .toList();
        }
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
