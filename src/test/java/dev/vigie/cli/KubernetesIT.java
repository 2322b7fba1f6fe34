package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The overlays in {@code k8s}, as a real kubectl renders them. They are read strictly, not applied: there is no
 * cluster.
 */
final class KubernetesIT {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class));
    private static final int MINOR_VERSION_MIN = 27;
    private static final String OVERLAYS = "k8s/overlays/";
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([mg])");
    /** For code, threads, direct buffers, and the collector's own. */
    private static final long BESIDE_BYTES = 400L << 20;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void overlay_hasNoFieldThatItsKindDoesNotHave(String overlay) throws Exception {
        assertThat(resources(OVERLAYS + overlay)).hasSizeGreaterThan(15);
    }

    @Test
    void forward_addedToAnOverlay_hasNoFieldThatItsKindDoesNotHave() throws Exception {
        Path both = Files.createDirectories(Path.of("target", "k8s-forward"));
        Files.writeString(
                both.resolve("kustomization.yaml"),
                "resources: [../../k8s/overlays/demo]\ncomponents: [../../k8s/forward]\n");
        assertThat(one(resources(both.toString()), Deployment.class).getSpec().getReplicas())
                .isEqualTo(1);
    }

    @Test
    void connect_hasNoFieldThatItsKindDoesNotHave() throws Exception {
        assertThat(resources("k8s/connect")).hasSize(5);
        for (String connector : List.of("opensearch", "elasticsearch", "splunk", "s3")) {
            assertThat(read(Files.readString(Path.of("k8s", "connect", connector + ".yaml"))))
                    .as(connector)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void overlay_heapAndRocksFitIntoTheContainer(String overlay) throws Exception {
        List<Object> resources = resources(OVERLAYS + overlay);
        Container vigie = one(resources, StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        Config config = config(one(resources, ConfigMap.class));

        long heapBytes = heapBytes(vigie);
        long limitBytes = Quantity.getAmountInBytes(
                        vigie.getResources().getLimits().get("memory"))
                .longValueExact();
        assertThat(heapBytes + config.instance().rocksBytes() + BESIDE_BYTES).isLessThanOrEqualTo(limitBytes);
        assertThat(config.instance().profileBytes()).isLessThanOrEqualTo(heapBytes / 2);
        assertThat(vigie.getEnv())
                .anySatisfy(variable -> assertThat(variable.getName()).isEqualTo(Settings.variable("instance.name")));
    }

    private Config config(ConfigMap map) throws Exception {
        Path keys = Files.createDirectories(directory.resolve("keys"));
        Files.writeString(keys.resolve("hash.key"), "00112233445566778899aabbccddeeff");
        Files.writeString(keys.resolve("subject.key"), "00112233445566778899aabbccddeeff".repeat(2));
        String text =
                Objects.requireNonNull(map.getData().get("vigie.yaml")).replace("/etc/vigie-keys", keys.toString());
        return Config.load(
                Files.writeString(directory.resolve("vigie.yaml"), text),
                Map.of(Settings.variable("instance.name"), "vigie-0"),
                settings -> {});
    }

    private static long heapBytes(Container container) {
        Matcher heap = HEAP.matcher(container.getEnv().stream()
                .filter(variable -> variable.getName().equals("JAVA_TOOL_OPTIONS"))
                .findFirst()
                .orElseThrow()
                .getValue());
        assertThat(heap.find()).isTrue();
        return Long.parseLong(heap.group(1)) << (heap.group(2).equals("g") ? 30 : 20);
    }

    private static <T> T one(List<Object> resources, Class<T> kind) {
        List<T> found =
                resources.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Object> resources(String folder) throws IOException, InterruptedException {
        return read(rendered(folder));
    }

    static List<Object> read(String documents) throws IOException {
        ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        strict.setAnnotationIntrospector(new OnlyWhatIsDeclared());
        CustomResources custom = new CustomResources();
        List<Object> resources = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(documents)) {
            Map<?, ?> resource = (Map<?, ?>) document;
            String kind = resource.get("apiVersion") + "/" + resource.get("kind");
            if (custom.knows(kind)) {
                assertThat(custom.faults(kind, strict.valueToTree(resource))).isEmpty();
                resources.add(resource);
            } else {
                assertThat(KINDS).containsKey(kind);
                resources.add(strict.convertValue(resource, KINDS.get(kind)));
            }
        }
        return resources;
    }

    private String rendered(String folder) throws IOException, InterruptedException {
        return rendered(folder, directory.resolve("rendered.yaml"));
    }

    static String rendered(String folder, Path out) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder(kubectl(), "kustomize", folder)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(out.toFile())
                .start();
        assertThat(kubectl.waitFor()).isZero();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** The first on the path that is new enough: Debian's knows no components. */
    private static String kubectl() throws IOException, InterruptedException {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path kubectl = Path.of(folder, "kubectl");
            if (!folder.isEmpty() && Files.isExecutable(kubectl) && minorVersion(kubectl) >= MINOR_VERSION_MIN) {
                return kubectl.toString();
            }
        }
        assumeTrue(System.getenv("CI") == null, "kubectl 1." + MINOR_VERSION_MIN + " or newer is not installed");
        throw new AssertionError("kubectl, which .ci/run fetches, is not on the path");
    }

    private static int minorVersion(Path kubectl) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(kubectl.toString(), "version", "--client", "-o", "json").start();
        JsonNode version = new ObjectMapper().readTree(process.getInputStream());
        process.waitFor();
        return version.path("clientVersion").path("minor").asInt();
    }

    @Test
    void customResources_ofWhatIsWrong_sayWhat() throws IOException {
        ObjectMapper json = new ObjectMapper();
        CustomResources custom = new CustomResources();
        String topic = "{\"metadata\":{},\"spec\":{\"partitions\":\"12\",\"retention\":1}}";
        String scaled = "{\"spec\":{\"scaleTargetRef\":{\"kind\":\"StatefulSet\"},\"maxReplicas\":6,"
                + "\"triggers\":[{\"type\":\"kafka\",\"metadata\":{\"lagThreshold\":20000}}]}}";
        String monitor = "{\"spec\":{\"selector\":{},\"endpoints\":[{\"port\":9464,\"interval\":\"soon\"}]}}";
        String rule = "{\"spec\":{\"groups\":[{\"name\":\"vigie\",\"rules\":[{\"alert\":\"A\"}]}]}}";

        assertThat(custom.faults("kafka.strimzi.io/v1/KafkaTopic", json.readTree(topic)))
                .containsExactlyInAnyOrder(
                        "kafka.strimzi.io/v1/KafkaTopic.spec.partitions must be of type integer, not STRING",
                        "kafka.strimzi.io/v1/KafkaTopic.spec has no field retention");
        assertThat(custom.faults("keda.sh/v1alpha1/ScaledObject", json.readTree(scaled)))
                .containsExactlyInAnyOrder(
                        "keda.sh/v1alpha1/ScaledObject.spec has no field maxReplicas",
                        "keda.sh/v1alpha1/ScaledObject.spec.scaleTargetRef lacks name",
                        "keda.sh/v1alpha1/ScaledObject.spec.triggers[0].metadata.lagThreshold must be of type string,"
                                + " not NUMBER");
        assertThat(custom.faults("monitoring.coreos.com/v1/ServiceMonitor", json.readTree(monitor)))
                .hasSize(2)
                .anyMatch(fault -> fault.endsWith(".spec.endpoints[0].port must be of type string, not NUMBER"))
                .anyMatch(fault -> fault.contains(".spec.endpoints[0].interval must match"));
        assertThat(custom.faults("monitoring.coreos.com/v1/PrometheusRule", json.readTree(rule)))
                .containsExactly("monitoring.coreos.com/v1/PrometheusRule.spec.groups[0].rules[0] lacks expr");
    }

    /** The models keep unknown fields for their next version; here, such a field is a mistake. */
    private static final class OnlyWhatIsDeclared extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
