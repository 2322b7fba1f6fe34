package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.KeyedHash;
import dev.vigie.stream.AssignmentTopic;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of the topic of assignments. */
final class AssignmentsTailTest {

    private final AssignmentsTail tail =
            new AssignmentsTail(new AssignmentTopic("vigie.assignments", new KeyedHash(1, 2)::of));
    private long offset;

    @Test
    void findings_assignments_areCountedAndWhoHasNoneIsNamed() {
        take("atlas/p", "{}");
        take("atlas/q", "{\"until\":\"2026-01-05T00:00:00Z\"}");
        take("borealis/p", "{}");
        take("borealis/p", null);
        assertThat(tail.findings(Set.of("atlas")))
                .containsExactly(SourceFinding.note("2 assignments, operators with any: 1"));
        assertThat(tail.findings(Set.of("atlas", "borealis")))
                .contains(SourceFinding.note("it has no assignment of borealis: whom these read is told assigned or not"
                        + " by their logs alone"));
    }

    @Test
    void findings_whatIsNone_isAFaultWithThePlaceOfTheFirst() {
        take("atlas/p", "{}");
        take("atlas", "{}");
        take("atlas/secret-id", "{\"to\":1}");
        assertThat(tail.findings(Set.of()))
                .contains(SourceFinding.fault("2 of its records are no assignments, the first at partition 0, offset 1:"
                        + " the key must be OPERATOR/SUBJECT"));
    }

    @Test
    void findings_nothing_isAFault() {
        assertThat(tail.findings(Set.of("atlas")))
                .containsExactly(SourceFinding.fault("it holds no assignment: nobody is told assigned or not"));
    }

    private void take(String key, @Nullable String value) {
        tail.take(new ConsumerRecord<>(
                "vigie.assignments", 0, offset++, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    }
}
