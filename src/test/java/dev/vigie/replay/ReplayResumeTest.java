package dev.vigie.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that is interrupted and done again, in one process: what a kill leaves is {@code ReplayResumeIT}'s. */
class ReplayResumeTest {

    /** So little that every log's events go to the disk. */
    private static final Effort EFFORT = new Effort(2, 8_000, 1 << 20, 1 << 20, 8 << 20).resuming();

    private static final int FILES = 9;

    @TempDir
    private Path directory;

    private final List<Path> logs = new ArrayList<>();

    /** Eight files, each with a line that is no event, and an archive of two. */
    @BeforeEach
    void writeLogs() throws IOException {
        List<AccessEvent> events = Logs.extraction();
        int part = events.size() / FILES;
        for (int i = 0; i < FILES - 1; i++) {
            Path log = Logs.write(directory.resolve("log-" + i + ".jsonl"), events.subList(i * part, (i + 1) * part));
            Files.writeString(log, "no event " + i + "\n", StandardOpenOption.APPEND);
            logs.add(log);
        }
        Path archive = directory.resolve("rest.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            List<AccessEvent> rest = events.subList((FILES - 1) * part, events.size());
            Path file = directory.resolve("rest");
            for (int half = 0; half < 2; half++) {
                zip.putNextEntry(new ZipEntry("half-" + half + ".jsonl"));
                int middle = rest.size() / 2;
                Logs.write(file, half == 0 ? rest.subList(0, middle) : rest.subList(middle, rest.size()));
                zip.write(Files.readAllBytes(file));
            }
        }
        logs.add(archive);
    }

    /** Stops when it has been told so many times, or in a phase. */
    private static final class Stopping implements Progress {
        private final int callsMax;
        private final boolean whileDetecting;
        private int calls;
        private long doneAtFirst = -1;

        Stopping(int callsMax, boolean whileDetecting) {
            this.callsMax = callsMax;
            this.whileDetecting = whileDetecting;
        }

        @Override
        public void at(Phase phase, long done, long total, long alerts) {
            calls = whileDetecting && phase == Phase.DETECT ? callsMax : calls + 1;
            if (calls == 2) {
                doneAtFirst = done;
            }
        }

        @Override
        public boolean isStopAsked() {
            return calls >= callsMax;
        }
    }

    private Stopping replay(String name) throws Exception {
        return replay(name, new Stopping(Integer.MAX_VALUE, false));
    }

    private Stopping replay(String name, Stopping progress) throws Exception {
        Replay.run(Logs.job(directory.resolve(name), Scope.ALL, EFFORT, logs.toArray(Path[]::new)), progress);
        return progress;
    }

    private void interruptWhileDetecting(String name) {
        assertThatThrownBy(() -> replay(name, new Stopping(Integer.MAX_VALUE, true)))
                .isInstanceOf(ReplayStoppedException.class);
    }

    @Test
    void run_interruptedAnywhereAndOften_writesTheBytesOfAnUninterruptedOne() throws Exception {
        int calls = replay("whole").calls;
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 4; round++) {
            String name = "round-" + round;
            int interruptions = random.nextInt(1, 4);
            for (int i = 0; i < interruptions; i++) {
                // What goes on has less to do, and may be done before.
                Stopping progress = new Stopping(random.nextInt(2, round < 2 ? FILES : calls), false);
                try {
                    replay(name, progress);
                } catch (ReplayStoppedException e) {
                    assertThat(directory.resolve(name).resolve("unfinished.json"))
                            .exists();
                }
            }
            replay(name);
            assertThatSame(name, "seed " + seed + " round " + round);
        }
    }

    @Test
    void run_interruptedWhileItDetects_readsNoLogAgain() throws Exception {
        replay("whole");
        interruptWhileDetecting("again");

        assertThat(directory.resolve("again/unfinished.json")).content().contains("\"phase\":\"detect\"");
        long bytes = 0;
        for (Path log : logs) {
            bytes += Files.size(log);
        }
        assertThat(replay("again").doneAtFirst).as("all is known at once").isEqualTo(bytes);
        assertThatSame("again", "");
        assertThat(directory.resolve("again/.vigie-replay")).doesNotExist();
    }

    @Test
    void run_ofALogThatHasChangedMeanwhile_readsItAgain() throws Exception {
        interruptWhileDetecting("again");
        Path log = logs.get(3);
        Files.writeString(log, Files.readString(log).replace("A-1", "C-1"));
        replay("again");

        replay("whole");
        assertThatSame("again", "");
    }

    @Test
    void run_ofOtherLogs_beginsAnew() throws Exception {
        interruptWhileDetecting("again");
        logs.remove(2);

        assertThat(replay("again").doneAtFirst).isZero();
        replay("whole");
        assertThatSame("again", "");
    }

    @Test
    void run_afterAKillWithinALineOfTheJournal_goesOnWithTheLinesBefore() throws Exception {
        replay("whole");
        interruptWhileDetecting("again");
        Path journal = directory.resolve("again/.vigie-replay/read/journal.jsonl");
        String text = Files.readString(journal);
        for (int length : new int[] {text.length() - 5, text.length() / 2, 7, 0}) {
            Files.writeString(journal, text.substring(0, length));
            interruptWhileDetecting("again");
            text = Files.readString(journal);
        }
        replay("again");
        assertThatSame("again", "");
    }

    @Test
    void run_interrupted_keepsNothingInClearButWhatIsRejected() throws Exception {
        interruptWhileDetecting("again");

        try (Stream<Path> kept = Files.walk(directory.resolve("again/.vigie-replay"))) {
            List<Path> files = kept.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeGreaterThan(FILES);
            for (Path file : files) {
                assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain(Logs.THIEF, "A-1");
            }
        }
    }

    private void assertThatSame(String name, String description) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("whole"))) {
            for (Path file : files.toList()) {
                assertThat(directory.resolve(name).resolve(file.getFileName()))
                        .as("%s %s", file.getFileName(), description)
                        .hasSameBinaryContentAs(file);
            }
        }
    }
}
