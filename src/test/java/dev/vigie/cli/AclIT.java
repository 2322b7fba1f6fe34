package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rights in {@code k8s/strimzi}, given to the users of a real broker: they are enough, and no more than that. */
@Timeout(180)
final class AclIT {

    private static final List<String> USERS = List.of("vigie", "operator-atlas", "soc");
    private static final int PEOPLE = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void run_withTheRightsOfTheManifests_alertsAndNobodySeesMore() throws Exception {
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"), USERS)) {
            prepare(broker);
            Process vigie = start(broker);
            try (BufferedReader said = new BufferedReader(new InputStreamReader(vigie.getInputStream(), UTF_8))) {
                List<String> lines = new ArrayList<>();
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    lines.add(line);
                    if (line.contains("running against")) {
                        break;
                    }
                }
                assertThat(vigie.isAlive()).as("%s", lines).isTrue();
                send(broker);
                assertThat(firstAlert(broker).group())
                        .containsEntry("operator", "atlas")
                        .containsEntry("account", "jd");
                assertRefused(broker);
            } finally {
                vigie.destroy();
                vigie.waitFor(60, TimeUnit.SECONDS);
            }
        }
    }

    private void assertRefused(SecuredBroker broker) {
        assertThatThrownBy(() -> read(broker, "soc", "vigie.logs.atlas"))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(broker, "soc", "vigie.events")).isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(broker, "operator-atlas", "vigie.logs.atlas"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> write(broker, "operator-atlas", "vigie.alerts", "{}"))
                .hasCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> write(broker, "soc", "vigie.alerts", "{}"))
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    private Process start(SecuredBroker broker) throws Exception {
        StringBuilder config = new StringBuilder("kafka:\n  bootstrap.servers: " + broker.bootstrap() + "\n");
        SecuredBroker.clientOf("vigie").forEach((key, value) -> config.append("  " + key + ": '" + value + "'\n"));
        config.append("sources:\n  - topic: vigie.logs.atlas\n    format: json\nstate-dir: state\nthreads: 1\n");
        Path file = Files.writeString(directory.resolve("vigie.yaml"), config);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        "-c",
                        file.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void send(SecuredBroker broker) throws Exception {
        for (int i = 0; i < PEOPLE; i++) {
            String line =
                    "{\"time\":\"2026-01-05T10:00:%02dZ\",\"account\":\"jd\",\"action\":\"READ\",\"subject\":\"p%d\"}"
                            .formatted(i, i);
            write(broker, "operator-atlas", "vigie.logs.atlas", line);
        }
    }

    private static Alert firstAlert(SecuredBroker broker) throws Exception {
        return new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of())
                .decode(read(broker, "soc", "vigie.alerts"));
    }

    /** The topic's first record. */
    private static byte[] read(SecuredBroker broker, String user, String topic) {
        Map<String, Object> client = new HashMap<>(SecuredBroker.clientOf(user));
        client.put("bootstrap.servers", broker.bootstrap());
        client.put("group.id", user + "-1");
        client.put("auto.offset.reset", "earliest");
        client.put("isolation.level", "read_committed");
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    return record.value();
                }
                assertThat(System.nanoTime()).as("a record within a minute").isLessThan(deadlineNanos);
            }
        }
    }

    private static void write(SecuredBroker broker, String user, String topic, String text)
            throws ExecutionException, InterruptedException {
        Map<String, Object> client = new HashMap<>(SecuredBroker.clientOf(user));
        client.put("bootstrap.servers", broker.bootstrap());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, text.getBytes(UTF_8))).get();
        }
    }

    /** Creates the manifests' topics, and gives their rights to the users of the same names. */
    private static void prepare(SecuredBroker broker) throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        List<AclBinding> acls = new ArrayList<>();
        for (String file : List.of("topics.yaml", "users.yaml", "operator-atlas.yaml")) {
            try (Reader from = Files.newBufferedReader(Path.of("k8s", "strimzi", file))) {
                for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(from)) {
                    JsonNode resource = JSON.valueToTree(document);
                    String name = resource.path("metadata").path("name").asText();
                    JsonNode spec = resource.path("spec");
                    if (resource.path("kind").asText().equals("KafkaTopic")) {
                        Map<String, String> config = new HashMap<>();
                        spec.path("config")
                                .properties()
                                .forEach(entry -> config.put(
                                        entry.getKey(), entry.getValue().asText()));
                        topics.add(new NewTopic(name, spec.path("partitions").asInt(), (short) 1).configs(config));
                    } else {
                        acls.addAll(acls(name, spec.path("authorization").path("acls")));
                    }
                }
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
            admin.createTopics(topics).all().get();
            admin.createAcls(acls).all().get();
        }
    }

    private static List<AclBinding> acls(String user, JsonNode rules) {
        List<AclBinding> acls = new ArrayList<>();
        for (JsonNode rule : rules) {
            JsonNode resource = rule.path("resource");
            String type = resource.path("type").asText();
            ResourcePattern pattern = new ResourcePattern(
                    type.equals("transactionalId") ? ResourceType.TRANSACTIONAL_ID : ResourceType.fromString(type),
                    resource.path("name").asText(),
                    resource.path("patternType").asText().equals("prefix")
                            ? PatternType.PREFIXED
                            : PatternType.LITERAL);
            for (JsonNode operation : rule.path("operations")) {
                AclOperation allowed = operation.asText().equals("DescribeConfigs")
                        ? AclOperation.DESCRIBE_CONFIGS
                        : AclOperation.fromString(operation.asText());
                acls.add(new AclBinding(
                        pattern, new AccessControlEntry("User:" + user, "*", allowed, AclPermissionType.ALLOW)));
            }
        }
        return acls;
    }
}
