package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands about schemas say before they ask a registry; {@code RegistryIT} has one. */
final class SchemasCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"register", "check"})
    void command_withoutARegistry_saysWhatIsMissing(String command) throws Exception {
        Path config = Files.writeString(directory.resolve("vigie.yaml"), "topics: {partitions: 1}\n");

        assertThat(run("schemas", command, "-c", config.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("registry.url is not set: there is no registry to ask");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "check"})
    void command_withoutAConfiguration_isWrongUse(String command) {
        assertThat(run("schemas", command)).isEqualTo(2);
        assertThat(err.toString()).contains("--config=FILE");
    }

    @Test
    void schemas_alone_showsItsCommands() {
        run("schemas");
        assertThat(out.toString() + err).contains("register", "check");
    }

    private int run(String... arguments) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
