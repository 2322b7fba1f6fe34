package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real logs, which lie outside the repository: {@code -Dvigie.data=DIR} says where. */
final class RealLogsTest {

    private Path data = Path.of("");

    @BeforeEach
    void findData() {
        String directory = System.getProperty("vigie.data", "");
        assumeTrue(!directory.isEmpty(), "real logs: set -Dvigie.data to the directory that holds them");
        data = Path.of(directory);
    }

    @Test
    void read_cloudTrailOfStratus_namesWhatWasTaken() throws IOException, UnreadableLogException {
        List<AccessEvent> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("cloudtrail-stratus"))) {
            for (Path file : files.sorted().toList()) {
                Collected collected = Collected.file(file, null);
                assertThat(collected.rejected()).isEmpty();
                events.addAll(collected.events());
            }
        }

        assertThat(events).hasSize(137);
        assertThat(of(events, "secretsmanager:secret", Outcome.SUCCESS)).hasSize(25);
        assertThat(subjects(of(events, "secretsmanager:secret", Outcome.SUCCESS)))
                .hasSize(20);
        assertThat(events.stream().filter(event -> event.action() == Action.EXPORT))
                .hasSize(5)
                .allMatch(event -> event.subjects().isEmpty());
        assertThat(of(events, "ssm:parameter", Outcome.SUCCESS)).hasSize(5);
        assertThat(subjects(of(events, "ssm:parameter", Outcome.SUCCESS))).hasSize(42);
        assertThat(of(events, "ec2:password", Outcome.DENIED))
                .hasSize(30)
                .allMatch(event -> event.account().contains(":role/"));
        assertThat(of(events, "ec2:user-data", Outcome.DENIED))
                .hasSize(15)
                .allMatch(event -> event.account().contains(":role/"));
    }

    @Test
    void read_apacheAccessLog_everyLineIsAnEvent() throws IOException, UnreadableLogException {
        Collected collected = Collected.file(data.resolve("apache-access").resolve("apache_logs"), null);

        assertThat(collected.candidates).hasSize(10_000);
        assertThat(collected.rejected()).isEmpty();
        assertThat(collected.events()).extracting(AccessEvent::id).doesNotHaveDuplicates();
    }

    private static List<AccessEvent> of(List<AccessEvent> events, String resource, Outcome outcome) {
        return events.stream()
                .filter(event -> resource.equals(event.resource()) && event.outcome() == outcome)
                .toList();
    }

    private static List<Subject> subjects(List<AccessEvent> events) {
        return events.stream()
                .flatMap(event -> event.subjects().stream())
                .distinct()
                .toList();
    }
}
