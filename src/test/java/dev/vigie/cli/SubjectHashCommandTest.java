package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SubjectHashCommandTest {

    /** HMAC-SHA-256 of person-49 under the key 0123456789abcdef, in ASCII, computed with OpenSSL. */
    private static final String HASH = "1c337b953546e70bc0a52fcb9e1c1dfbfc9609fae7bffc4ad9cba95db5979704";

    @TempDir
    private Path directory;

    private Path key;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeKey() throws Exception {
        key = Files.writeString(directory.resolve("subject.key"), "30313233343536373839616263646566\n");
    }

    @Test
    void hash_idsOnStandardInput_areAsAlertsShowThem() {
        assertThat(run(Map.of(), "person-49\n\nperson-50\n", "--key-file", key.toString()))
                .isZero();
        assertThat(out.toString().lines()).hasSize(2).first().isEqualTo(HASH);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void hash_idsOnTheCommandLine_areWarnedOfWithoutBeingRepeated() throws Exception {
        Path config = Files.writeString(directory.resolve("vigie.yaml"), "keys: {subject-key-file: subject.key}\n");
        assertThat(run(Map.of(), "", "-c", config.toString(), "person-49")).isZero();
        assertThat(out.toString().strip()).isEqualTo(HASH);
        assertThat(err.toString()).contains("shell's history").doesNotContain("person-49");
    }

    @Test
    void hash_noKeyOrTwo_isWrongUse() {
        assertThat(run(Map.of(), "", "person-49")).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("--key-file");
        Map<String, String> environment = Map.of("VIGIE_KEYS_SUBJECT_KEY", "00".repeat(16));
        assertThat(run(environment, "", "--key-file", key.toString(), "person-49"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(out.toString()).isEmpty();
    }

    private int run(Map<String, String> environment, String input, String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, environment);
        Faults faults = new Faults(console);
        int code = new CommandLine(new SubjectHashCommand(console, new ByteArrayInputStream(input.getBytes(UTF_8))))
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults)
                .execute(arguments);
        console.out().flush();
        console.err().flush();
        return code;
    }
}
