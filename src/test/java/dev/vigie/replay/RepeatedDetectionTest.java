package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RepeatedDetectionTest {

    @TempDir
    private Path directory;

    /** Is told of events by each worker, and cannot write them down from some event on. */
    private static final class Output implements ReplayOutput {
        private final long full;
        private final Set<Long> numbers = ConcurrentHashMap.newKeySet();

        Output(long full) {
            this.full = full;
        }

        @Override
        public Events events() {
            return (number, event, verdict) -> {
                if (number >= full) {
                    throw new IOException("no space left");
                }
                assertThat(numbers.add(number)).as("event %d told once", number).isTrue();
            };
        }

        @Override
        public void alert(Alert alert) {}
    }

    @Test
    void run_whereAWorkersOutputFails_failsWithItAndMayBeRunAgain() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        try (RepeatedDetection detection = RepeatedDetection.read(Logs.job(directory, 20_000, log), Progress.none())) {
            assertThatThrownBy(() -> detection.run(Logs.RULES, new Output(10), Progress.none()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");

            Output all = new Output(Long.MAX_VALUE);
            detection.run(Logs.RULES, all, Progress.none());
            assertThat(all.numbers).hasSameSizeAs(Logs.extraction());
        }
    }
}
