package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final Effort SPILLING = new Effort(1, 4_096, 0, 0, 8 << 20);

    @TempDir
    private Path directory;

    @Test
    void run_extractionAmongOrdinaryWork_alertsOnTheThiefAlone() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());

        ReplaySummary summary = run("out", log);

        assertThat(summary.opened()).isEqualTo(1);
        assertThat(summary.closed()).isEqualTo(1);
        assertThat(alerts("out")).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.group()).containsEntry("account", Logs.THIEF);
            assertThat(alert.provenance().topic()).isEqualTo("access.jsonl");
        });
        assertThat(summary.episodes()).singleElement().satisfies(last -> {
            assertThat(last.peopleExposed()).isEqualTo(Logs.STOLEN);
            assertThat(last.peopleExposedBefore()).isLessThanOrEqualTo(60);
        });
        assertThat(summary.firstEventMillis()).isEqualTo(Logs.START_MILLIS);
        assertThat(summary.lastEventMillis()).isEqualTo(Logs.START_MILLIS + (Logs.STOLEN - 1) * 2_000L);
    }

    @Test
    void run_badLinesAndRepetitions_everyLineIsAccountedFor() throws Exception {
        List<AccessEvent> events = Logs.extraction();
        Path log = Logs.write(directory.resolve("access.jsonl"), events);
        Path again = Logs.write(directory.resolve("again.jsonl"), events.subList(0, 40));
        Path bad = Files.writeString(directory.resolve("bad.jsonl"), """
                {"time":"9999-01-01T00:00:00Z","operator":"a","account":"b","action":"READ"}

                {"account":"b","action":"READ"}
                {not json
                """);

        ReplaySummary summary = run("out", log, again, bad);

        Counts counts = summary.counts();
        assertThat(counts.counted()).isEqualTo(events.size());
        assertThat(counts.duplicate()).isEqualTo(40);
        assertThat(counts.rejected()).isEqualTo(3);
        assertThat(counts.late()).isZero();
        assertThat(summary.logs().stream().mapToLong(LogSummary::received))
                .containsExactly((long) events.size(), 40L, 3L);
        assertThat(counts.received()).isEqualTo(events.size() + 43L);
        assertThat(summary.rejectedByReason()).containsEntry("bad-time", 1L).containsEntry("not-json", 1L);
        assertThat(Files.readAllLines(directory.resolve("out/rejected.jsonl")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"origin\":{\"file\":\"bad.jsonl\""))
                .element(0)
                .asString()
                .startsWith("{\"line\":1,\"reason\":\"bad-time\"");
    }

    @Test
    void run_sameIdWithOtherContent_countsAndIsSaid() throws Exception {
        Path log = Logs.write(
                directory.resolve("access.jsonl"),
                List.of(
                        Logs.event("same", Logs.START_MILLIS, "a", "A-1"),
                        Logs.event("same", Logs.START_MILLIS, "a", "A-2")));

        Counts counts = run("out", log).counts();

        assertThat(counts.counted()).isEqualTo(2);
        assertThat(counts.idReused()).isEqualTo(1);
    }

    @Test
    void run_twice_writesTheSameBytes() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());

        run("one", log);
        run("two", log);

        assertThatSameFiles("one", "two");
    }

    @Test
    void run_moreThanTheHeapMayTake_writesTheSameBytes() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());

        run("one", log);
        Replay.run(Logs.job(directory.resolve("two"), Scope.ALL, SPILLING, log), Progress.none());

        assertThatSameFiles("one", "two");
    }

    @Test
    void run_linesInAnyOrderOverSeveralFiles_saysTheSame() throws Exception {
        List<AccessEvent> events = Logs.extraction();
        run("one", Logs.write(directory.resolve("access.jsonl"), events));
        long seed = 11;
        List<AccessEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));

        ReplaySummary summary = run(
                "two",
                Logs.write(directory.resolve("a.jsonl"), shuffled.subList(0, 100)),
                Logs.write(directory.resolve("b.jsonl"), shuffled.subList(100, shuffled.size())));

        assertThat(summary.counts().late()).isZero();
        assertThat(alerts("two").stream().map(AlertJson::withoutProvenance))
                .as("seed %d", seed)
                .isEqualTo(
                        alerts("one").stream().map(AlertJson::withoutProvenance).toList());
    }

    @Test
    void run_withLinesAndPeople_onlyTheOwnerMayReadThem() throws Exception {
        Path log = Files.writeString(directory.resolve("bad.jsonl"), "{\"account\":1}\n");

        run("out", log);

        for (String name : List.of("rejected.jsonl", "affected.csv")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            directory.resolve("out").resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void run_intoAnEarlierReplaysDirectory_replacesItsFilesAndLeavesOthers() throws Exception {
        run("out", Logs.write(directory.resolve("access.jsonl"), Logs.extraction()));
        Files.writeString(directory.resolve("out/notes.txt"), "mine");

        run(
                "out",
                Logs.write(directory.resolve("quiet.jsonl"), Logs.extraction().subList(0, 1)));

        assertThat(alerts("out")).isEmpty();
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "alerts.jsonl",
                            "rejected.jsonl",
                            "accounts.csv",
                            "timeline.csv",
                            "exposure.csv",
                            "affected.csv",
                            "ledger.json",
                            "manifest.json",
                            "summary.json",
                            "notes.txt");
        }
    }

    @Test
    void run_intoADirectoryWithOthersFiles_isRefusedAndChangesNothing() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Path foreign = Files.createDirectory(directory.resolve("out")).resolve("alerts.jsonl");
        Files.writeString(foreign, "somebody's");

        assertThatThrownBy(() -> run("out", log))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("alerts.jsonl")
                .hasMessageContaining("another directory");
        assertThat(foreign).hasContent("somebody's");
    }

    @Test
    void run_intoWhatIsNoDirectory_isRefused() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());

        assertThatThrownBy(() -> run("access.jsonl", log))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("a file");
        assertThatThrownBy(() -> run("access.jsonl/below", log))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void run_oneBadLogAmongGood_isKnownBeforeAnythingIsWritten() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());

        assertThatThrownBy(() -> run("out", log, directory.resolve("missing.jsonl")))
                .isInstanceOf(UnreadableLogException.class);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void json_ofASummary_beginsWithItsTypeAndIsWhatTheFileHolds() throws Exception {
        String json = run("out", Logs.write(directory.resolve("access.jsonl"), Logs.extraction()))
                .json();

        assertThat(json)
                .startsWith("{\n  \"type\": \"vigie-replay\",\n")
                .contains("\"received\": 330", "\"counted\": 330", "\"opened\": 1");
        assertThat(Files.readString(directory.resolve("out/summary.json"))).isEqualTo(json);
    }

    @Test
    void run_ofTheSameBytesUnderTwoNames_readsThemOnceAndSaysSo() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Path copy = Files.copy(log, directory.resolve("copy.jsonl"));

        ReplaySummary summary = run("out", copy, log, log);

        assertThat(summary.counts().received()).isEqualTo(330);
        assertThat(summary.logs()).extracting(LogSummary::name).containsExactly("access.jsonl", "copy.jsonl");
        assertThat(summary.logs()).extracting(LogSummary::copyOf).containsExactly(null, "access.jsonl");
    }

    private ReplaySummary run(String name, Path... logs) throws UnreadableLogException, ReplayException, IOException {
        return Replay.run(Logs.job(directory.resolve(name), logs), Progress.none());
    }

    private List<Alert> alerts(String name) throws IOException, WireException {
        List<Alert> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(name).resolve("alerts.jsonl"))) {
            alerts.add(AlertJson.read(line));
        }
        return alerts;
    }

    private void assertThatSameFiles(String one, String other) throws IOException {
        Set<String> absent =
                Set.of(OutputDirectory.AFFECTED_SEALED, OutputDirectory.REPORT, OutputDirectory.REPORT_FRENCH);
        for (String name : OutputDirectory.FILES) {
            if (absent.contains(name)) {
                continue;
            }
            assertThat(Files.readString(directory.resolve(other).resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readString(directory.resolve(one).resolve(name)));
        }
    }
}
