package dev.vigie.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All settings by name, each with the place that set it: flags over environment over file. */
final class Settings {

    /** What follows this may be any setting of Kafka's clients. */
    static final String KAFKA = "kafka.";

    /** A list, in the environment with commas. */
    static final String ALERT_FORMATS = "topics.alert-formats";

    /** The topic of them. */
    static final String ASSIGNMENTS = "assignments.topic";

    /** What a file and the environment may set. */
    static final Set<String> NAMES = Set.of(
            "topics.prefix",
            "topics.partitions",
            ALERT_FORMATS,
            ASSIGNMENTS,
            "rules",
            "lists",
            "rules-topic",
            "registry.url",
            "registry.user",
            "registry.password-file",
            "keys.hash-key-file",
            "keys.subject-key-file",
            "subject.audit-file",
            "state-dir",
            "threads",
            "instance.name",
            "instance.standbys",
            "memory.profiles-megabytes",
            "memory.rocksdb-megabytes",
            "monitor.listen",
            "monitor.tls-certificate-file",
            "monitor.tls-key-file",
            "monitor.token-file");

    /** What only the environment may set: a configuration file is passed around, and its secrets with it. */
    static final Set<String> SECRETS =
            Set.of("registry.password", "keys.hash-key", "keys.subject-key", "monitor.token");

    /** What a source consists of. */
    static final Set<String> SOURCE_NAMES = Set.of(
            "topic",
            "topic-pattern",
            "format",
            "mapping",
            "time-zone",
            "retention",
            "operator",
            "operator-header",
            "backfill");

    static final String VARIABLE_PREFIX = "VIGIE_";
    private static final String KAFKA_VARIABLE_PREFIX = VARIABLE_PREFIX + "KAFKA_";

    private final Map<String, Setting> byName = new TreeMap<>();
    private final List<SourceSettings> sources = new ArrayList<>();

    void put(Setting setting) {
        byName.put(setting.name(), setting);
    }

    /**
     * What a file says of one source, by its keys.
     *
     * @param where the place where it begins
     */
    record SourceSettings(String where, Map<String, Setting> byKey) {
        SourceSettings {
            byKey = Map.copyOf(byKey);
        }

        @Nullable
        Setting get(String key) {
            return byKey.get(key);
        }

        Setting required(String key) throws ConfigException {
            Setting setting = byKey.get(key);
            if (setting == null) {
                throw new ConfigException(where + ": this source lacks '" + key + "'");
            }
            return setting;
        }
    }

    void addSource(SourceSettings source) {
        sources.add(source);
    }

    /** Sets what a command's option says; nothing where it was not given. */
    void putFlag(String name, String flag, @Nullable Object value) {
        if (value != null) {
            put(new Setting(name, value.toString(), flag, Path.of("")));
        }
    }

    /**
     * Sets what the environment says: {@code topics.prefix} is {@code VIGIE_TOPICS_PREFIX},
     * {@code kafka.bootstrap.servers} VIGIE_KAFKA_BOOTSTRAP_SERVERS.
     */
    void putEnvironment(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            if (variable.getKey().startsWith(KAFKA_VARIABLE_PREFIX)) {
                String key = variable.getKey().substring(KAFKA_VARIABLE_PREFIX.length());
                putVariable(KAFKA + key.toLowerCase(Locale.ROOT).replace('_', '.'), variable);
            }
        }
        for (Set<String> names : List.of(NAMES, SECRETS)) {
            for (String name : names) {
                String text = environment.get(variable(name));
                if (text != null) {
                    putVariable(name, Map.entry(variable(name), text));
                }
            }
        }
    }

    private void putVariable(String name, Map.Entry<String, String> variable) {
        put(new Setting(name, variable.getValue(), variable.getKey(), Path.of("")));
    }

    static String variable(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Nullable
    Setting get(String name) {
        return byName.get(name);
    }

    List<SourceSettings> sources() {
        return sources;
    }

    /** The settings for Kafka's clients, by their own names, sorted. */
    Map<String, String> kafka() {
        Map<String, String> kafka = new TreeMap<>();
        for (Setting setting : byName.values()) {
            if (setting.name().startsWith(KAFKA)) {
                kafka.put(setting.name().substring(KAFKA.length()), setting.text());
            }
        }
        return kafka;
    }
}
