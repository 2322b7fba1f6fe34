package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * An earlier commit of Vigie, taken from this repository's history and compiled with today's libraries, since nothing
 * has been released yet that could be upgraded from. Fails where the history or a compiler is missing.
 */
final class OlderRelease {

    /** Its contributions have format 4, today's 5; its feeds and its journal know no append times. */
    private static final String COMMIT = "bf5f30e23fb3a9d7386f152dadf52f090a05ae62";

    /** What it calls its version: the commit, as git abbreviates it. */
    static final String NAME = COMMIT.substring(0, 7);

    private static final Path FOLDER = Path.of("target", "older", NAME);

    private OlderRelease() {}

    /** What {@code vigie run} of that commit runs by. */
    static String classPath() throws IOException, InterruptedException {
        Path classes = FOLDER.resolve("classes").toAbsolutePath();
        if (!Files.exists(classes)) {
            Utils.delete(FOLDER.toFile());
            Files.createDirectories(FOLDER);
            Path archive = FOLDER.resolve("source.tar");
            run("git", "archive", "--output", archive.toString(), COMMIT, "src/main", "schemas");
            run("tar", "-xf", archive.toString(), "-C", FOLDER.toString());
            Path half = FOLDER.resolve("half");
            compile(FOLDER.resolve("src/main/java"), half);
            copy(FOLDER.resolve("src/main/resources"), half);
            copy(FOLDER.resolve("schemas"), half.resolve("schemas"));
            Files.writeString(half.resolve("dev/vigie/cli/version.txt"), NAME);
            Files.move(half, classes);
        }
        // Its classes stand before today's, and it has all that it uses.
        return classes + File.pathSeparator + libraries();
    }

    private static String libraries() {
        List<String> libraries = new ArrayList<>();
        for (String entry : VigieProcess.OWN_CLASS_PATH.split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                libraries.add(entry);
            }
        }
        return String.join(File.pathSeparator, libraries);
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler).as("the compiler of a JDK").isNotNull();
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", libraries(), "--release", "17"));
        try (Stream<Path> walk = Files.walk(sources)) {
            walk.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = compiler.run(null, said, said, arguments.toArray(String[]::new));
        assertThat(code)
                .as("commit %s compiles: %s", NAME, said.toString(UTF_8))
                .isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("commit %s is in the history, of which a shallow clone has none: %s", NAME, said)
                .isZero();
    }
}
