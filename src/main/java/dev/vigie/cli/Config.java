package dev.vigie.cli;

import dev.vigie.cli.Settings.SourceSettings;
import dev.vigie.monitor.MonitorSettings;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.siem.AlertFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * What an installation has set, checked: flags over environment ({@code VIGIE_*}) over file over defaults.
 *
 * <pre>
 *   kafka:                          # bootstrap.servers and any other setting of Kafka's clients
 *     bootstrap.servers: kafka-1:9092,kafka-2:9092
 *   topics:
 *     prefix: vigie                 # of the topics that Vigie creates
 *     partitions: 12                # fixed for the installation's life
 *     alert-formats: [ocsf, ecs]    # alerts in vigie.alerts.ocsf and vigie.alerts.ecs too
 *   sources:
 *     - topic: vigie.logs.atlas     # see Source
 *       format: json
 *   assignments:
 *     topic: vigie.assignments      # by which the controller says who is assigned to which operator
 *   rules: rules                    # a directory of Sigma files instead of the built-in ones
 *   lists: lists                    # a directory of *.txt and sensitivity.csv in place of those among the rules
 *   registry:
 *     url: https://registry:8081
 *     user: vigie
 *     password-file: registry.password
 *   keys:
 *     hash-key-file: hash.key       # 32 hexadecimal digits
 *     subject-key-file: subject.key # 32 or more
 *   subject:
 *     audit-file: look-ups.jsonl    # who looked people up by subject hash, evidence, affected; each says why
 *   state-dir: state
 *   threads: 2
 *   instance:
 *     name: vigie-1                 # one's own among several instances, and the same at every start
 *     standbys: 0
 *   memory:
 *     profiles-megabytes: 512       # of the heap
 *     rocksdb-megabytes: 256        # outside the heap
 *   monitor:
 *     listen: 127.0.0.1:9464        # see {@link Monitoring}
 * </pre>
 *
 * @param kafka settings for Kafka's clients; empty where no cluster is named
 * @param assignments the topic of them, or null where only logs say who is assigned
 * @param rules where the rules lie, or null for the built-in ones
 * @param lists where lists lie that stand in for those among the rules, or null
 * @param rulesTopic whether rules come by topic
 * @param lookUpAudit where each look-up of people is noted, or null for nowhere unless asked for
 * @param monitor where health and metrics are served, or null for nowhere
 */
record Config(
        Map<String, String> kafka,
        Topics topics,
        List<Source> sources,
        @Nullable Setting assignments,
        @Nullable Path rules,
        @Nullable Path lists,
        boolean rulesTopic,
        @Nullable Registry registry,
        Keys keys,
        @Nullable Path lookUpAudit,
        Path stateDirectory,
        int threads,
        Instance instance,
        @Nullable MonitorSettings monitor) {

    private static final String PREFIX = "vigie";
    private static final int PARTITIONS = 12;
    private static final int PARTITIONS_MAX = 10_000;
    private static final int THREADS_MAX = 1_024;
    private static final String STATE_DIRECTORY = "vigie-state";
    /** Kafka's own limit is 249 for a whole topic name. */
    private static final int PREFIX_LENGTH_MAX = 100;

    Config {
        kafka = Map.copyOf(kafka);
        sources = List.copyOf(sources);
    }

    /**
     * The topics that Vigie creates.
     *
     * @param alertFormats in which alerts have a topic of their own
     */
    record Topics(String prefix, int partitions, List<AlertFormat> alertFormats) {

        Topics {
            alertFormats = List.copyOf(alertFormats);
        }
    }

    /** The schema registry. */
    record Registry(
            URI url, @Nullable String user, @Nullable String password) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return "Registry[" + url + "]";
        }
    }

    /**
     * Reads and checks everything.
     *
     * @param file the configuration file, or null for none
     * @param flags puts what the command's options say
     */
    static Config load(@Nullable Path file, Map<String, String> environment, Consumer<Settings> flags)
            throws ConfigException {
        Settings settings = new Settings();
        if (file != null) {
            ConfigFile.read(file, settings);
        }
        settings.putEnvironment(environment);
        flags.accept(settings);
        Setting rules = settings.get("rules");
        Setting lists = settings.get("lists");
        Setting audit = settings.get("subject.audit-file");
        Setting state = settings.get("state-dir");
        Setting threads = settings.get("threads");
        return new Config(
                settings.kafka(),
                topics(settings),
                sources(settings),
                settings.get(Settings.ASSIGNMENTS),
                rules == null ? null : rules.path(),
                lists == null ? null : lists.path(),
                rulesTopic(settings, rules, lists),
                registry(settings),
                Keys.of(settings),
                audit == null ? null : audit.path(),
                state == null ? Path.of(STATE_DIRECTORY) : state.path(),
                threads == null ? Runtime.getRuntime().availableProcessors() : threads.number(1, THREADS_MAX),
                Instance.of(settings),
                Monitoring.of(settings));
    }

    private static boolean rulesTopic(Settings settings, @Nullable Setting rules, @Nullable Setting lists)
            throws ConfigException {
        Setting topic = settings.get("rules-topic");
        if (topic == null || topic.text().equals("false")) {
            return false;
        }
        if (!topic.text().equals("true")) {
            throw topic.wrong("true or false");
        }
        if (rules != null) {
            throw new ConfigException(topic.where() + ": rules come either from the topic or from " + rules.text()
                    + " (" + rules.where() + "), not from both");
        }
        if (lists != null) {
            throw new ConfigException(topic.where() + ": where rules come from the topic their lists do too: publish"
                    + " those of " + lists.text() + " (" + lists.where() + ") with the rules");
        }
        return true;
    }

    /** The settings of every client of Kafka's. */
    Map<String, Object> client() throws ConfigException {
        bootstrap();
        return new HashMap<>(kafka);
    }

    /** Where the cluster is, for what needs one. */
    String bootstrap() throws ConfigException {
        String bootstrap = kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (bootstrap == null) {
            throw new ConfigException("kafka.bootstrap.servers is not set: give the detectors' configuration by -c");
        }
        return bootstrap;
    }

    /** Loads the rules that this names. */
    RuleSet loadRules() throws RuleException {
        return SigmaLoader.load(ruleFiles());
    }

    /** The files of the rules that this names, with its lists. */
    List<RuleFile> ruleFiles() throws RuleException {
        List<RuleFile> files = rules == null ? SigmaLoader.builtInFiles() : SigmaLoader.files(rules);
        return lists == null ? files : SigmaLoader.withLists(files, lists);
    }

    private static Topics topics(Settings settings) throws ConfigException {
        Setting prefix = settings.get("topics.prefix");
        if (prefix != null && !prefix.text().matches("[A-Za-z0-9._-]{1," + PREFIX_LENGTH_MAX + "}")) {
            throw prefix.wrong("1 to " + PREFIX_LENGTH_MAX + " letters, digits, '.', '_' or '-'");
        }
        Setting partitions = settings.get("topics.partitions");
        return new Topics(
                prefix == null ? PREFIX : prefix.text(),
                partitions == null ? PARTITIONS : partitions.number(1, PARTITIONS_MAX),
                alertFormats(settings.get(Settings.ALERT_FORMATS)));
    }

    private static List<AlertFormat> alertFormats(@Nullable Setting setting) throws ConfigException {
        List<AlertFormat> formats = new ArrayList<>();
        if (setting == null || setting.text().isBlank()) {
            return formats;
        }
        for (String name : setting.text().split(",", -1)) {
            AlertFormat format = AlertFormat.named(name.strip());
            if (format == null || formats.contains(format)) {
                throw setting.wrong("some of " + String.join(", ", AlertFormat.names()) + ", each once, not '"
                        + setting.text() + "'");
            }
            formats.add(format);
        }
        return formats;
    }

    private static List<Source> sources(Settings settings) throws ConfigException {
        List<Source> sources = new ArrayList<>();
        for (SourceSettings source : settings.sources()) {
            sources.add(Source.of(source));
        }
        return sources;
    }

    private static @Nullable Registry registry(Settings settings) throws ConfigException {
        Setting url = settings.get("registry.url");
        Setting user = settings.get("registry.user");
        Setting password = Keys.secret(settings, "registry.password");
        if (url == null) {
            Setting alone = user != null ? user : password;
            if (alone != null) {
                throw new ConfigException(alone.where() + ": " + alone.name() + " is set, but registry.url is not");
            }
            return null;
        }
        return new Registry(uri(url), user == null ? null : user.text(), password == null ? null : password.text());
    }

    private static URI uri(Setting setting) throws ConfigException {
        try {
            URI uri = new URI(setting.text());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, as for an address of another kind.
        }
        throw setting.wrong("an address such as https://registry:8081");
    }
}
