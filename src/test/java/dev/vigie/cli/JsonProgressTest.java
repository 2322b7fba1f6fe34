package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.replay.Progress.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JsonProgressTest {

    private final StringWriter text = new StringWriter();
    private long nowMillis = 5_000;
    private final JsonProgress progress = new JsonProgress(new PrintWriter(text), () -> nowMillis);

    @Test
    void at_anyNumberOfCalls_isOneLineASecondAndBothEndsOfAPhase() {
        progress.at(Phase.READ, 0, 100, 0);
        for (int done = 1; done <= 60; done++) {
            nowMillis += 100;
            progress.at(Phase.READ, done, 100, 0);
        }
        progress.at(Phase.READ, 100, 100, 0);
        progress.at(Phase.READ, 100, 100, 0);
        progress.at(Phase.DETECT, 0, 7, 3);

        assertThat(text.toString().lines()).hasSize(9);
        assertThat(text.toString().lines().skip(1))
                .first()
                .isEqualTo("{\"type\":\"progress\",\"phase\":\"read\",\"done\":10"
                        + ",\"total\":100,\"unit\":\"bytes\",\"alerts\":0,\"elapsedMillis\":1000,\"leftMillis\":9000}");
        assertThat(text.toString().lines()).last().asString().contains("\"phase\":\"detect\"", "\"alerts\":3");
    }

    @Test
    void at_aPhaseWithNothingToDo_isOneLine() {
        progress.at(Phase.DETECT, 0, 0, 0);
        progress.at(Phase.DETECT, 0, 0, 0);

        assertThat(text.toString().lines()).hasSize(1);
    }
}
