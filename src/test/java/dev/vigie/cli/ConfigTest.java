package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.Layout;
import dev.vigie.siem.AlertFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final String HASH_KEY = "00112233445566778899aabbccddeeff";

    @TempDir
    private Path directory;

    @Test
    void load_nothing_isTheDefaults() throws ConfigException {
        Config config = Config.load(null, Map.of(), settings -> {});

        assertThat(config.kafka()).isEmpty();
        assertThat(config.topics()).isEqualTo(new Config.Topics("vigie", 12, List.of()));
        assertThat(config.registry()).isNull();
        assertThat(config.rules()).isNull();
    }

    @Test
    void load_everything_isRead() throws Exception {
        Files.writeString(directory.resolve("password"), "hush\n");
        Files.writeString(directory.resolve("hash.key"), HASH_KEY + "\n");
        Files.writeString(directory.resolve("atlas.yaml"), """
                format: csv
                columns: [when, user name, what]
                fields: {time: when, account: user name, action: what}
                """);

        Config config = load("""
                kafka:
                  bootstrap.servers: kafka-1:9092,kafka-2:9092
                topics: {prefix: eye, partitions: 24, alert-formats: [ocsf, cef]}
                sources:
                  - topic: eye.logs.atlas
                    format: csv
                    mapping: atlas.yaml
                    operator: atlas
                assignments: {topic: eye.assignments}
                rules: rules
                lists: lists
                registry: {url: 'https://registry:8081', user: vigie, password-file: password}
                keys: {hash-key-file: hash.key}
                state-dir: state
                threads: 3
                """);

        assertThat(config.kafka()).containsEntry("bootstrap.servers", "kafka-1:9092,kafka-2:9092");
        assertThat(config.topics()).isEqualTo(new Config.Topics("eye", 24, List.of(AlertFormat.OCSF, AlertFormat.CEF)));
        assertThat(config.sources()).singleElement().satisfies(source -> {
            assertThat(source.topic()).isEqualTo("eye.logs.atlas");
            assertThat(source.layout()).isEqualTo(Layout.of(Format.CSV));
            assertThat(source.operator()).isEqualTo("atlas");
        });
        assertThat(config.assignments()).extracting(Setting::text).isEqualTo("eye.assignments");
        assertThat(config.rules()).isEqualTo(directory.resolve("rules"));
        assertThat(config.lists()).isEqualTo(directory.resolve("lists"));
        assertThat(config.stateDirectory()).isEqualTo(directory.resolve("state"));
        assertThat(config.threads()).isEqualTo(3);
        assertThat(config.registry()).extracting("password").isEqualTo("hush");
        assertThat(config.toString()).doesNotContain("hush").doesNotContain(HASH_KEY);
    }

    @Test
    void load_unknownKey_namesFileLineKeyAndTheNearest() {
        assertWrong("threads: 2\ntopcis:\n  prefix: a\n", "vigie.yaml:2: unknown key 'topcis'; did you mean 'topics'?");
        assertWrong(
                "topics:\n  prefix: a\n  partitons: 4\n",
                "vigie.yaml:3: unknown key 'partitons'; did you mean 'partitions'?");
        assertWrong("sources:\n  - topik: a\n", "vigie.yaml:2: unknown key 'topik'; did you mean 'topic'?");
    }

    @Test
    void load_wrongValues_namePlaceAndWhatIsRight() {
        assertWrong("threads: many\n", "vigie.yaml:1: threads must be a whole number from 1");
        assertWrong("threads: 1\nthreads: 2\n", "vigie.yaml:2: 'threads' is set twice");
        assertWrong(
                "topics: {alert-formats: [ocsf, oscf]}\n",
                "vigie.yaml:1: topics.alert-formats must be some of ocsf, ecs, cef, leef, each once, not 'ocsf,oscf'");
        assertWrong("topics: {alert-formats: [ecs, ecs]}\n", "each once, not 'ecs,ecs'");
        assertWrong("topics: {alert-formats: [[ecs]]}\n", "an item of topics.alert-formats must have one value");
        assertWrong("topics: {prefix: [a]}\n", "topics.prefix must have one value");
        assertWrong("sources:\n  - topic: a\n", "vigie.yaml:2: this source lacks 'format'");
        assertWrong("sources:\n  - {topic: a, format: xml}\n", "format must be one of json, csv, cloudtrail, combined");
        assertWrong(
                "rules-topic: true\nlists: a\n", "vigie.yaml:1: where rules come from the topic their lists do too");
        assertWrong("registry: {url: registry}\n", "registry.url must be an address");
        assertWrong("registry: {user: a}\n", "registry.url is not");
        assertWrong("keys: {hash-key-file: missing}\n", "vigie.yaml:1: keys.hash-key-file must be a file");
        assertWrong("a: [\n", "not YAML");
        assertWrong("- a\n", "'key: value'");
    }

    @Test
    void load_wrongSources_namePlaceAndWhatIsRight() {
        assertWrong("sources:\n  - format: json\n", "vigie.yaml:2: this source lacks 'topic', or 'topic-pattern'");
        assertWrong("sources:\n  - {topic: a, topic-pattern: b, format: json}\n", "a source has one of them");
        assertWrong("sources:\n  - {topic: a, format: xml}\n", "or avro, not 'xml'");
        assertWrong(
                "sources:\n  - {topic: a, format: avro, mapping: m.yaml}\n",
                "mapping must be left out: events in Avro have Vigie's own fields");
        assertWrong("sources:\n  - {topic: a, format: avro, time-zone: UTC}\n", "time-zone must be left out");
        assertWrong("sources:\n  - topic: a b\n    format: json\n", "vigie.yaml:2: topic must be a topic's name");
        assertWrong("sources:\n  - topic-pattern: 'a('\n    format: json\n", "vigie.yaml:2: topic-pattern must be a");
        assertWrong(
                "sources:\n  - topic: a\n    format: json\n    time-zone: Paris\n",
                "vigie.yaml:4: time-zone must be a zone such as Europe/Paris");
        assertWrong(
                "sources:\n  - {topic: a, format: json, retention: 3 days}\n",
                "retention must be minutes, hours or days, such as 90m");
        assertWrong("sources:\n  - {topic: a, format: json, retention: 0d}\n", "retention must be");
        assertWrong("sources:\n  - {topic: a, format: json, retention: 999999d}\n", "of at most 3650d");
        assertWrong(
                "sources:\n  - {topic-pattern: a, format: json, retention: 1d}\n",
                "retention must be left out beside a topic-pattern");
        assertWrong("sources:\n  - {topic: a, format: json, backfill: yes}\n", "backfill must be true or false");
        assertWrong("sources:\n  - {topic: a, format: json, operator: 'a b'}\n", "operator must be 1 to 249 letters");
        assertWrong(
                "sources:\n  - {topic: a, format: json, operator: b, operator-header: c}\n",
                "operator-header must be left out");
    }

    @Test
    void load_secretInTheFileItself_isNoKey() {
        assertWrong("keys: {subject-key: abcd}\n", "unknown key 'subject-key'");
    }

    @Test
    void load_fileEnvironmentAndFlag_theNearestToTheUserWins() throws Exception {
        Path file = Files.writeString(
                directory.resolve("vigie.yaml"), "threads: 1\nrules: a\nkafka: {bootstrap.servers: a}\n");

        Config config = Config.load(
                file,
                Map.of(
                        "VIGIE_THREADS", "2",
                        "VIGIE_RULES", "b",
                        "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "b",
                        "VIGIE_TOPICS_ALERT_FORMATS", "ecs, leef"),
                settings -> settings.putFlag("rules", "--rules", "c"));

        assertThat(config.threads()).isEqualTo(2);
        assertThat(config.topics().alertFormats()).containsExactly(AlertFormat.ECS, AlertFormat.LEEF);
        assertThat(config.rules()).isEqualTo(Path.of("c"));
        assertThat(config.kafka()).containsEntry("bootstrap.servers", "b");
    }

    @Test
    void load_badKey_neverShowsIt() {
        assertThatThrownBy(() -> Config.load(null, Map.of("VIGIE_KEYS_SUBJECT_KEY", "notsohexadecimal"), s -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VIGIE_KEYS_SUBJECT_KEY")
                .hasMessageNotContaining("notsohexadecimal");
        assertThatThrownBy(() -> Config.load(null, Map.of("VIGIE_KEYS_HASH_KEY", "abcd"), s -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("32 hexadecimal digits")
                .hasMessageNotContaining("abcd");
    }

    private void assertWrong(String yaml, String message) {
        assertThatThrownBy(() -> load(yaml)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    private Config load(String yaml) throws ConfigException, IOException {
        return Config.load(Files.writeString(directory.resolve("vigie.yaml"), yaml), Map.of(), settings -> {});
    }
}
