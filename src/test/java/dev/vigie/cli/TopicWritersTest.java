package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.stream.Topics;
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
                .singleElement()
                .asString()
                .contains("vigie.events")
                .contains("User:atlas (as all topics that begin with vigie.)");
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

    private static List<SourceFinding> judge(AclBinding... acls) {
        return TopicWriters.judge(TOPIC, Topics.standard(), List.of(acls));
    }

    private static AclBinding allow(String principal, String topic, PatternType type, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, type),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }
}
