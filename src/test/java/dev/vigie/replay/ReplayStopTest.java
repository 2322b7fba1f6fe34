package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.replay.Progress.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStopTest {

    @TempDir
    private Path directory;

    @Test
    void run_thatIsStopped_saysHowFarItCameAndLeavesWhatWasThere() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Replay.run(Logs.job(directory.resolve("out"), log), Progress.none());
        String before = Files.readString(directory.resolve("out/summary.json"));

        assertThatThrownBy(() -> Replay.run(Logs.job(directory.resolve("out"), log), new StopsAt(Phase.DETECT)))
                .isInstanceOf(ReplayStoppedException.class);

        assertThat(directory.resolve("out/unfinished.json"))
                .content()
                .contains("\"phase\":\"detect\"", "\"done\":247", "\"total\":330", "\"unit\":\"events\"");
        assertThat(directory.resolve("out/summary.json")).hasContent(before);
        assertThat(directory.resolve("out/.vigie-replay")).doesNotExist();
        Replay.run(Logs.job(directory.resolve("out"), log), Progress.none());
        assertThat(directory.resolve("out/unfinished.json")).doesNotExist();
    }

    @Test
    void run_thatIsStoppedWhileItWrites_saysSoAndLeavesNothingElse() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());

        assertThatThrownBy(() -> Replay.run(Logs.job(directory.resolve("out"), log), new StopsAt(Phase.WRITE)))
                .isInstanceOf(ReplayStoppedException.class);

        assertThat(directory.resolve("out/unfinished.json"))
                .content()
                .contains("\"phase\":\"write\"", "\"unit\":\"events\"");
        assertThat(directory.resolve("out")).isDirectoryNotContaining(file -> !file.endsWith("unfinished.json"));
    }

    /** Wants to stop as soon as a phase has got somewhere. */
    private static final class StopsAt implements Progress {
        private final Phase phase;
        private boolean reached;

        StopsAt(Phase phase) {
            this.phase = phase;
        }

        @Override
        public void at(Phase now, long done, long total, long alerts) {
            reached |= now == phase && done > 0;
        }

        @Override
        public boolean isStopAsked() {
            return reached;
        }
    }
}
