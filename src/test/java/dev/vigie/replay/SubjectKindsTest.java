package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectKindsTest {

    @TempDir
    private Path directory;

    @Test
    void run_ofSecretsAndPeople_saysWhatEachAccountRead() throws Exception {
        List<AccessEvent> events = new ArrayList<>();
        for (String[] read : List.of(
                new String[] {"both", "residence-permits"},
                new String[] {"both", "secretsmanager:secret"},
                new String[] {"caseworker", "residence-permits"},
                new String[] {"machine", "secretsmanager:secret"},
                new String[] {"machine", "ssm:parameter"})) {
            events.add(read(read[0], read[1], Outcome.SUCCESS, "S-" + read[1]));
        }
        events.add(read("refused", "secretsmanager:secret", Outcome.DENIED, "S-1"));
        Path out = directory.resolve("out");
        Replay.run(Logs.job(out, Logs.write(directory.resolve("access.jsonl"), events)), Progress.none());

        assertThat(Files.readAllLines(out.resolve("accounts.csv")))
                .extracting(row -> row.split(",", -1))
                .extracting(cells -> cells[1] + " " + cells[5] + " " + cells[10])
                .containsExactlyInAnyOrder(
                        "account peopleRead subjects",
                        "both 2 people;secrets",
                        "caseworker 1 people",
                        "machine 2 secrets",
                        "refused 0 ");
    }

    @Test
    void run_ofSecretsAndPeople_listsPeopleAlone() throws Exception {
        List<AccessEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(read("both", "residence-permits", Outcome.SUCCESS, "A-" + i, i));
            events.add(read("both", "secretsmanager:secret", Outcome.SUCCESS, "S-" + i, i));
        }
        Path log = Logs.write(directory.resolve("access.jsonl"), events);
        Path out = directory.resolve("out");
        FolderOptions clear =
                new FolderOptions(true, null, AffectedSelection.EPISODES, Map.of(), List.of(), List.of(), null);
        Replay.run(Logs.job(out, clear, log), Progress.none());

        assertThat(Files.readString(out.resolve("alerts.jsonl"))).contains("vigie.subjects.secrets");
        assertThat(Files.readAllLines(out.resolve("affected.csv")))
                .hasSize(61)
                .allMatch(row -> row.startsWith("A-") || row.startsWith("subject,"));
    }

    private static AccessEvent read(String account, String register, Outcome outcome, String subject) {
        return read(account, register, outcome, subject, 0);
    }

    private static AccessEvent read(String account, String register, Outcome outcome, String subject, int second) {
        return new AccessEvent(
                account + register + second,
                Logs.START_MILLIS + second * 1_000L,
                AccessEvent.UNKNOWN,
                "atlas",
                account,
                null,
                null,
                register,
                Action.READ,
                outcome,
                List.of(Subject.of(subject)),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                "192.0.2.7",
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
