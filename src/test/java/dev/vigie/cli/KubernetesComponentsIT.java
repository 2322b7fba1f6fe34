package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.rule.RuleFile;
import dev.vigie.stream.RuleFeed;
import dev.vigie.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The production overlay with all components at once; and that what manifests name is what Vigie has. */
final class KubernetesComponentsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static String rendered;
    private static final List<JsonNode> RESOURCES = new ArrayList<>();

    @BeforeAll
    static void render() throws Exception {
        Path all = Files.createDirectories(Path.of("target", "k8s-all"));
        Files.writeString(
                all.resolve("kustomization.yaml"),
                "resources: [../../k8s/overlays/production]\ncomponents: [../../k8s/forward, ../../k8s/rules,"
                        + " ../../k8s/keda, ../../k8s/prometheus-operator]\n");
        rendered = KubernetesIT.rendered(all.toString(), directory.resolve("all.yaml"));
        RESOURCES.clear();
        RESOURCES.addAll(documents(rendered));
    }

    private static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text)
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    private static JsonNode one(String kind, String name) {
        List<JsonNode> found = RESOURCES.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind)
                        && resource.path("metadata").path("name").asText().startsWith(name))
                .toList();
        assertThat(found).as("%s %s", kind, name).hasSize(1);
        return found.get(0);
    }

    private static Config config(Map<String, String> environment) throws Exception {
        Path keys = Files.createDirectories(directory.resolve("keys"));
        Files.writeString(keys.resolve("hash.key"), "00112233445566778899aabbccddeeff");
        Files.writeString(keys.resolve("subject.key"), "00112233445566778899aabbccddeeff".repeat(2));
        String text =
                one("ConfigMap", "vigie-config").path("data").path("vigie.yaml").asText();
        Path file =
                Files.writeString(directory.resolve("vigie.yaml"), text.replace("/etc/vigie-keys", keys.toString()));
        return Config.load(file, environment, settings -> {});
    }

    @Test
    void allComponents_haveNoFieldThatTheirKindDoesNotHave() throws Exception {
        assertThat(KubernetesIT.read(rendered)).hasSizeGreaterThan(24);
    }

    @Test
    void rulesOfTheConfigMap_load() throws Exception {
        List<RuleFile> files = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file :
                one("ConfigMap", "vigie-rules").path("data").properties()) {
            files.add(RuleFile.decode(file.getKey(), file.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(RuleFeed.load(files).alerting()).isNotEmpty();
    }

    @Test
    void prometheusRule_isTheFileOfRules() throws Exception {
        JsonNode file = documents(Files.readString(Path.of("k8s", "monitoring", "vigie-alerts.yaml")))
                .get(0);
        assertThat(one("PrometheusRule", "vigie").path("spec").path("groups")).isEqualTo(file.path("groups"));
    }

    @Test
    void scaledObject_looksAtWhatTheDetectorReads() throws Exception {
        Config config = config(Map.of());
        Topics topics = new Topics(config.topics().prefix(), config.topics().partitions(), 1, (short) 1);
        JsonNode spec = one("ScaledObject", "vigie").path("spec");
        JsonNode trigger = spec.path("triggers").path(0).path("metadata");
        assertThat(trigger.path("consumerGroup").asText()).isEqualTo(topics.detectApplication());
        assertThat(trigger.path("topic").asText()).isEqualTo(topics.events());
        assertThat(trigger.path("bootstrapServers").asText())
                .isEqualTo(config.kafka().get("bootstrap.servers"));
        assertThat(spec.path("maxReplicaCount").asInt() * config.threads())
                .isLessThanOrEqualTo(topics.eventPartitions());
    }

    @Test
    void variablesProbesAndPorts_areThoseThatVigieHas() throws Exception {
        JsonNode vigie = one("StatefulSet", "vigie")
                .path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .path(0);
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : vigie.path("env")) {
            environment.put(
                    variable.path("name").asText(), variable.path("value").asText("from-elsewhere"));
        }
        assertThat(environment).containsKey("VIGIE_RULES");
        // A variable that begins with VIGIE_ and is no setting is an error.
        Config config = config(environment);
        assertThat(config.monitor()).isNotNull();
        int port = config.monitor().address().getPort();
        assertThat(vigie.path("ports").path(0).path("containerPort").asInt()).isEqualTo(port);
        assertThat(one("Service", "vigie")
                        .path("spec")
                        .path("ports")
                        .path(0)
                        .path("port")
                        .asInt())
                .isEqualTo(port);
        // RunIT asks a running Vigie for these.
        assertThat(vigie.path("livenessProbe").path("httpGet").path("path").asText())
                .isEqualTo("/health/live");
        assertThat(vigie.path("startupProbe").path("httpGet").path("path").asText())
                .isEqualTo("/health/live");
        assertThat(vigie.path("readinessProbe").path("httpGet").path("path").asText())
                .isEqualTo("/health/ready");
        assertThat(one("ServiceMonitor", "vigie")
                        .path("spec")
                        .path("endpoints")
                        .path(0)
                        .path("path")
                        .asText())
                .isEqualTo("/metrics");
    }
}
