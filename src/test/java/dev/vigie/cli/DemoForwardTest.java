package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.stream.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo's receiver, before anything is sent; {@code DemoIT} sends. */
final class DemoForwardTest {

    private final StringWriter err = new StringWriter();
    private final Console console =
            new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false, Map.of());

    @Test
    void demo_wrongReceiver_saysWhatWouldBeRightBeforeItStartsABroker() {
        assertThat(Main.run(console, "demo", "--forward", "siem:514")).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString())
                .contains("--forward: an address begins with one of")
                .hasLineCount(1);
    }

    @Test
    void to_nowhere_doesNothing() throws Exception {
        try (DemoForward nowhere = DemoForward.to(console, null)) {
            nowhere.start("none:9092", Topics.standard());
            nowhere.finish();
        }
        assertThat(err.toString()).isEmpty();
    }
}
