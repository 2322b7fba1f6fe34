package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

final class TopicWritersTest {

    private static final String TOPIC = "vigie.logs.atlas";
    private static final String ASSIGNMENTS = "vigie.assignments";

    @Test
    void judge_oneWriter_isAsItShouldBe() {
        assertThat(judge(
                        allow("User:atlas", TOPIC, PatternType.LITERAL, AclOperation.WRITE),
                        allow("User:vigie", "vigie.", PatternType.PREFIXED, AclOperation.READ)))
                .containsExactly(SourceFinding.note("only User:atlas may write it"));
    }

    @Test
    void judge_severalWriters_areNamedWithHowTheyMay() {
        assertThat(judge(
                        allow("User:atlas", TOPIC, PatternType.LITERAL, AclOperation.WRITE),
                        allow("User:cirrus", "vigie.logs.", PatternType.PREFIXED, AclOperation.ALL)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isFault()).isTrue();
                    assertThat(finding.text())
                            .contains("2 principals")
                            .contains("User:atlas, User:cirrus (as all topics that begin with vigie.logs.)");
                });
    }

    @Test
    void judge_everybodyOrNobody_isAFault() {
        assertThat(judge(allow("User:*", "*", PatternType.LITERAL, AclOperation.WRITE)))
                .extracting(SourceFinding::text)
                .anyMatch(text -> text.startsWith("everybody may write it (as all topics)"))
                .anyMatch(text -> text.contains("may write vigie.events too"));
        assertThat(judge(allow("User:vigie", TOPIC, PatternType.LITERAL, AclOperation.READ)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("no ACL lets anybody write it"));
    }

    @Test
    void judge_aWriterOfVigiesOwnTopics_isAFault() {
        assertThat(judge(allow("User:atlas", "vigie.", PatternType.PREFIXED, AclOperation.WRITE)))
                .filteredOn(SourceFinding::isFault)
                .extracting(SourceFinding::text)
                .satisfiesExactly(
                        text -> assertThat(text)
                                .contains("vigie.events")
                                .contains("User:atlas (as all topics that begin with vigie.)"),
                        text -> assertThat(text).contains("may write vigie.assignments too"));
    }

    @Test
    void judge_whatIsDeniedEverywhere_isNotAllowed() {
        AclBinding denied = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
                new AccessControlEntry("User:cirrus", "*", AclOperation.WRITE, AclPermissionType.DENY));
        assertThat(judge(
                        allow("User:atlas", TOPIC, PatternType.LITERAL, AclOperation.WRITE),
                        allow("User:cirrus", "*", PatternType.LITERAL, AclOperation.WRITE),
                        denied))
                .containsExactly(SourceFinding.note("only User:atlas may write it"));
    }

    @Test
    void judge_theRightsOfTheManifests_letTheControllerAloneSayWhoIsAssigned() throws IOException {
        List<AclBinding> rights = ManifestRights.read().rights().stream()
                .filter(right -> right.pattern().resourceType() == ResourceType.TOPIC)
                .filter(right -> right.pattern().patternType() == PatternType.PREFIXED
                        ? ASSIGNMENTS.startsWith(right.pattern().name())
                        : ASSIGNMENTS.equals(right.pattern().name()))
                .toList();
        assertThat(rights).hasSizeGreaterThan(1);
        assertThat(TopicWriters.judge(ASSIGNMENTS, "the controller", List.of("vigie.events"), rights))
                .containsExactly(SourceFinding.note("only User:controller may write it"));
    }

    private static List<SourceFinding> judge(AclBinding... acls) {
        return TopicWriters.judge(TOPIC, "its operator", List.of("vigie.events", ASSIGNMENTS), List.of(acls));
    }

    private static AclBinding allow(String principal, String topic, PatternType type, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, type),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }
}
