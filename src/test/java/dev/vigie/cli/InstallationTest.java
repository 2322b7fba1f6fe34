package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.ingest.Parsed;
import dev.vigie.stream.AssignmentTopic;
import dev.vigie.stream.LogTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {

    @TempDir
    Path directory;

    @Test
    void sources_namedByTheirTopics_areTheOperators() throws Exception {
        Installation installation = installation("""
                topics:
                  prefix: house
                sources:
                  - topic: house.logs.atlas
                    format: json
                    operator: atlas
                  - topic: house.logs.borealis
                    format: combined
                """);
        assertThat(installation.sources().toCreate())
                .containsExactly(
                        LogTopic.of(installation.topics(), "atlas"), LogTopic.of(installation.topics(), "borealis"));
        assertThat(installation.topics().alerts()).isEqualTo("house.alerts");
    }

    @Test
    void sources_thatCannotBe_areRefusedWithWhatWouldBeRight() {
        assertWrong("  - {topic: atlas, format: json}", "vigie.logs.OPERATOR");
        assertWrong("  - {topic: vigie.logs.atlas, format: csv}", "or send json, cloudtrail, combined, ocsf");
        assertWrong("  - {topic: vigie.logs.atlas, format: json, operator: other}", "only the topic can say so");
        assertWrong(
                "  - {topic: vigie.logs.atlas, format: json}\n  - {topic: vigie.logs.atlas, format: json}",
                "listed twice");
    }

    @Test
    void sources_ofOtherNames_sayWhoseTheyAre() throws Exception {
        ConfiguredSources sources = installation("""
                sources:
                  - {topic: access-log, format: json, operator: atlas, retention: 12h}
                  - {topic-pattern: 'prod\\.(?P<operator>[a-z]+)\\.audit', format: ecs}
                  - {topic-pattern: 'test\\.(?<operator>[a-z]+)\\.audit', format: ecs}
                  - {topic: gateway, format: json, operator-header: x-operator, backfill: true}
                """).sources();
        assertThat(sources.of("access-log").operator()).isEqualTo("atlas");
        assertThat(sources.of("prod.borealis.audit").operator()).isEqualTo("borealis");
        assertThat(sources.of("test.cirrus.audit").operator()).isEqualTo("cirrus");
        assertThat(sources.of("gateway").operator()).isNull();
        assertThat(sources.of("gateway").operatorHeader()).isEqualTo("x-operator");
        assertThat(sources.of("gateway").historic()).isTrue();
        assertThat(sources.of("vigie.logs.delta").operator()).isEqualTo("delta");
        assertThat(sources.toCreate()).containsExactly(new LogTopic("access-log", Duration.ofHours(12)));
        assertThat(List.of("access-log", "prod.borealis.audit", "test.x.audit", "gateway", "vigie.logs.delta"))
                .allMatch(sources.pattern().asMatchPredicate());
        assertThat(List.of("access-log.old", "prod.audit", "vigie.events", "other"))
                .noneMatch(sources.pattern().asMatchPredicate());
    }

    @Test
    void sources_aPatternThatMatchesVigiesOwnTopics_neverReadsThem() throws Exception {
        ConfiguredSources sources = installation("""
                sources:
                  - {topic-pattern: '(?P<operator>.+)', format: json}
                """).sources();
        assertThat(List.of("vigie.events", "vigie.rejected", "vigie.alerts.refused", "vigie-detect-profiles-changelog"))
                .noneMatch(sources.pattern().asMatchPredicate());
        assertThat(List.of("any", "vigie.logs.atlas", "vigie-logs", "vigie2.events"))
                .allMatch(sources.pattern().asMatchPredicate());
        assertThat(sources.of("vigie.logs.atlas").operator()).isEqualTo("atlas");
    }

    @Test
    void sources_ofEventsInAvro_areReadAsSuch() throws Exception {
        ConfiguredSources sources = installation("""
                sources:
                  - {topic: vigie.logs.atlas, format: avro}
                """).sources();
        List<Parsed> parsed = new ArrayList<>();
        sources.of("vigie.logs.atlas")
                .parsers()
                .get()
                .parse(new byte[] {'{', '}'}, 0, 2, "atlas", "t-0-7", 0, (each, member) -> parsed.add(each));

        assertThat(sources.of("vigie.logs.atlas").operator()).isEqualTo("atlas");
        assertThat(parsed)
                .singleElement()
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class,
                        rejected -> assertThat(rejected.detail()).contains("Avro"));
    }

    @Test
    void sources_aTopicAndAPatternThatMatchesIt_theTopicCounts() throws Exception {
        ConfiguredSources sources = installation("""
                sources:
                  - {topic-pattern: 'a(?P<operator>.*)', format: json}
                  - {topic: atlas, format: json, operator: house}
                """).sources();
        assertThat(sources.of("atlas").operator()).isEqualTo("house");
        assertThat(sources.of("alpha").operator()).isEqualTo("lpha");
        assertThat(sources.remarks("atlas")).singleElement().satisfies(remark -> {
            assertThat(remark.isFault()).isFalse();
            assertThat(remark.text()).contains("vigie.yaml:3 counts");
        });
    }

    @Test
    void sources_thatNobodyKnowsTheOperatorOf_areRefusedWithTheirPlace() {
        assertWrong("  - {topic: atlas, format: json}", "vigie.yaml:2: topic: atlas does not say whose log it is");
        assertWrong("  - {topic-pattern: 'a.*', format: json}", "(?P<operator>[a-z]+)");
        assertWrong("  - {topic-pattern: '(?P<operator>a.*)', format: json, operator: b}", "leave one out");
        assertWrong("  - {topic: vigie.events, format: json, operator: b}", "Vigie itself writes vigie.events");
        assertWrong(
                "  - {topic: vigie.logs.atlas, format: json, operator-header: h}", "says that the operator is atlas");
    }

    @Test
    void assignments_byATopicOfTheirOwn_areTaken() throws Exception {
        assertThat(installation("threads: 1\n").sources().assignments()).isNull();
        for (String topic : List.of("vigie.assignments", "crm-assignments")) {
            AssignmentTopic assignments = installation("assignments: {topic: " + topic + "}\n")
                    .sources()
                    .assignments();
            assertThat(assignments).extracting(AssignmentTopic::name).isEqualTo(topic);
        }
    }

    @Test
    void assignments_byATopicOfOthers_areRefused() {
        assertNoAssignments("vigie.events", "vigie.yaml:1: assignments.topic must be vigie.assignments, or a name of");
        assertNoAssignments("vigie.logs.atlas", "must be a topic that brings no logs: a source has vigie.logs.atlas");
        assertNoAssignments("no topic", "must be a topic's name, such as vigie.assignments");
        assertNoAssignments(
                "crm}\nsources:\n  - {topic-pattern: '(?P<operator>[a-z]+)', format: json", "a source has crm");
    }

    private void assertNoAssignments(String topic, String message) {
        assertThatThrownBy(() -> installation("assignments: {topic: " + topic + "}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private void assertWrong(String sources, String message) {
        assertThatThrownBy(() -> installation("sources:\n" + sources + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private Installation installation(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("vigie.yaml"), yaml);
        return new Installation(Config.load(file, Map.of(), settings -> {}), (short) 1);
    }
}
