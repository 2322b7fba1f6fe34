package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/**
 * An earlier commit of Vigie, taken from this repository's history, since nothing has been released yet that could be
 * upgraded from. Fails where the history is missing.
 */
final class OlderRelease {

    /** Its contributions have format 4, today's 6; its feeds and its journal know no append times. */
    private static final String COMMIT = "bf5f30e23fb3a9d7386f152dadf52f090a05ae62";

    /** What it calls its version: the commit, as git abbreviates it. */
    static final String NAME = COMMIT.substring(0, 7);

    private static final Path FOLDER = Path.of("target", "older", NAME);

    private OlderRelease() {}

    /** What {@code vigie run} of that commit runs by. */
    static String classPath() throws IOException, InterruptedException {
        Path classes = FOLDER.resolve("classes");
        if (!Files.exists(classes)) {
            Utils.delete(FOLDER.toFile());
            Files.createDirectories(FOLDER);
            Path archive = FOLDER.resolve("source.tar");
            run("git", "archive", "--output", archive.toString(), COMMIT, "src/main", "schemas");
            run("tar", "-xf", archive.toString(), "-C", FOLDER.toString());
        }
        return CompiledRelease.classPath(FOLDER, classes, NAME);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("commit %s is in the history, of which a shallow clone has none: %s", NAME, said)
                .isZero();
    }
}
