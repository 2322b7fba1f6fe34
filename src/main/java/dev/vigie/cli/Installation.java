package dev.vigie.cli;

import dev.vigie.detect.Plan;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.siem.AlertFormat;
import dev.vigie.stream.AlertTopic;
import dev.vigie.stream.Detection;
import dev.vigie.stream.RuleDirectory;
import dev.vigie.stream.RuleFeed;
import dev.vigie.stream.RuleSource;
import dev.vigie.stream.RuleTopic;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import dev.vigie.wire.ConfluentRegistry;
import dev.vigie.wire.Framing;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.RegistrySettings;
import dev.vigie.wire.Retry;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.Schemas;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a configuration means to the stream applications. */
final class Installation {

    private static final Duration RULES_INTERVAL = Duration.ofSeconds(2);
    private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(10);
    /** The names that Confluent's own serialisers use: the topic and which half of the record. */
    private static final String VALUE_SUBJECT = "-value";

    private static final String BOOTSTRAP = "bootstrap.servers";

    private final Config config;
    private static final short CLUSTERS_CHOICE = -1;

    private final Topics topics;
    private final ConfiguredSources sources;

    Installation(Config config, short replicationFactor) throws ConfigException {
        this.config = config;
        this.topics = new Topics(config.topics().prefix(), config.topics().partitions(), 1, replicationFactor);
        this.sources = new ConfiguredSources(topics, config.sources(), config.assignments(), this::registry);
    }

    /** One whose topics have the copies that the cluster's own setting says, where they are created. */
    static Installation ofCluster(Config config) throws ConfigException {
        return new Installation(config, CLUSTERS_CHOICE);
    }

    Topics topics() {
        return topics;
    }

    /** Where logs come from; others may write to topics of their own name, as JSON. */
    ConfiguredSources sources() {
        return sources;
    }

    /** Where alerts can be read, in whatever format. */
    List<String> alertTopicNames() {
        return Stream.concat(
                        Stream.of(topics.alerts()),
                        config.topics().alertFormats().stream().map(format -> topics.alerts(format.formatName())))
                .toList();
    }

    StreamSettings streamSettings(String bootstrap) {
        Map<String, String> kafka = new HashMap<>(config.kafka());
        kafka.remove(BOOTSTRAP);
        Instance instance = config.instance();
        return new StreamSettings(
                bootstrap,
                topics,
                config.stateDirectory(),
                config.threads(),
                instance.standbys(),
                instance.name(),
                instance.profileBytes(),
                instance.rocksBytes(),
                kafka);
    }

    /** Detection by the configured rules, which it follows where they may change. */
    Rules rules(StreamSettings settings) throws RuleException, TopicException {
        if (config.rulesTopic()) {
            RuleTopic topic = RuleTopic.open(settings);
            return new Rules(detection(RuleFeed.load(topic.files())), topic, topic.files());
        }
        Path directory = config.rules();
        List<RuleFile> files = config.ruleFiles();
        Detection detection = detection(SigmaLoader.load(files));
        if (config.lists() != null) {
            return new Rules(detection, new ListedRules(config, RULES_INTERVAL), files);
        }
        return new Rules(detection, directory == null ? null : new RuleDirectory(directory, RULES_INTERVAL), files);
    }

    /**
     * A detection and where its rules come from.
     *
     * @param source null where they cannot change
     * @param files what the detection begins with
     */
    record Rules(Detection detection, @Nullable RuleSource source, List<RuleFile> files) {

        /** Follows the source until closed. */
        Closing follow() {
            return source == null ? () -> {} : RuleFeed.start(source, detection, files)::close;
        }
    }

    private Detection detection(RuleSet rules) {
        return new Detection(new Plan(rules), config.keys().detectorSettings(System::currentTimeMillis));
    }

    /** Registers the schemas where there is a registry. */
    Wire wire() throws RegistryException {
        return framing().withAlertTopics(alertTopics(config.topics().alertFormats()));
    }

    /** The further topics of alerts, each with what writes it. */
    private static List<AlertTopic> alertTopics(List<AlertFormat> formats) {
        return formats.stream()
                .map(format -> new AlertTopic(format.formatName(), format.writer()::write))
                .toList();
    }

    private Wire framing() throws RegistryException {
        if (config.registry() == null) {
            return Wire.withoutRegistry();
        }
        SchemaRegistry registry = registry();
        int events = registry.register(topics.events() + VALUE_SUBJECT, Schemas.accessEvent());
        int alerts = registry.register(topics.alerts() + VALUE_SUBJECT, Schemas.alert());
        return new Wire(registry, Framing.confluent(events), Framing.confluent(alerts));
    }

    /** Vigie's schemas by the subjects that they are registered under. */
    Map<String, String> schemas() {
        return new TreeMap<>(Map.of(
                topics.events() + VALUE_SUBJECT,
                Schemas.accessEvent(),
                topics.alerts() + VALUE_SUBJECT,
                Schemas.alert()));
    }

    /** The registry, for commands that are about nothing else. */
    SchemaRegistry registryOrWrong() throws ConfigException {
        if (config.registry() == null) {
            throw new ConfigException("registry.url is not set: there is no registry to ask");
        }
        return registry();
    }

    /** Where schema ids are resolved, for those who only read. */
    SchemaRegistry registry() {
        Config.Registry configured = config.registry();
        return configured == null
                ? SchemaRegistry.none()
                : new ConfluentRegistry(settings(configured), InstantSource.system());
    }

    private static RegistrySettings settings(Config.Registry configured) {
        try {
            return new RegistrySettings(
                    configured.url(),
                    configured.user(),
                    configured.password(),
                    SSLContext.getDefault(),
                    REGISTRY_TIMEOUT,
                    Retry.usual(new SecureRandom()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
