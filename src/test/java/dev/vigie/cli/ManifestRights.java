package dev.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The topics and rights that {@code k8s/strimzi} has, as Strimzi's operators would make them.
 *
 * @param rights of all users, each operation on its own
 */
record ManifestRights(List<NewTopic> topics, List<AclBinding> rights) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ManifestRights read() throws IOException {
        List<NewTopic> topics = new ArrayList<>();
        List<AclBinding> rights = new ArrayList<>();
        for (String file : List.of("topics.yaml", "users.yaml", "operator-atlas.yaml")) {
            try (Reader from = Files.newBufferedReader(Path.of("k8s", "strimzi", file))) {
                for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(from)) {
                    JsonNode resource = JSON.valueToTree(document);
                    String name = resource.path("metadata").path("name").asText();
                    JsonNode spec = resource.path("spec");
                    if (resource.path("kind").asText().equals("KafkaTopic")) {
                        topics.add(topic(name, spec));
                    } else {
                        rights.addAll(rights(name, spec.path("authorization").path("acls")));
                    }
                }
            }
        }
        return new ManifestRights(topics, rights);
    }

    private static NewTopic topic(String name, JsonNode spec) {
        Map<String, String> config = new HashMap<>();
        spec.path("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return new NewTopic(name, spec.path("partitions").asInt(), (short) 1).configs(config);
    }

    private static List<AclBinding> rights(String user, JsonNode rules) {
        List<AclBinding> rights = new ArrayList<>();
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
                rights.add(new AclBinding(
                        pattern, new AccessControlEntry("User:" + user, "*", allowed, AclPermissionType.ALLOW)));
            }
        }
        return rights;
    }

    /** Creates the topics and gives the rights. */
    void grant(SecuredBroker broker) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.adminBootstrap()))) {
            admin.createTopics(topics).all().get();
            admin.createAcls(rights).all().get();
        }
    }
}
