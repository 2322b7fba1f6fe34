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

/** Vigie of other sources than today's, compiled with today's libraries. Fails where a compiler is missing. */
final class CompiledRelease {

    private static final String MAIN = "src/main";
    private static final String SCHEMAS = "schemas";

    private CompiledRelease() {}

    /**
     * What {@code vigie run} of it runs by; compiled unless it has been.
     *
     * @param root a checkout, or what of one a release is made of
     * @param classes where its classes are, or will be
     * @param name what it calls its version
     */
    static String classPath(Path root, Path classes, String name) throws IOException {
        Path whole = classes.toAbsolutePath();
        if (!Files.exists(whole)) {
            Path half = root.resolve("half");
            compile(root.resolve(MAIN).resolve("java"), half, name);
            copy(root.resolve(MAIN).resolve("resources"), half);
            copy(root.resolve(SCHEMAS), half.resolve(SCHEMAS));
            Files.writeString(half.resolve("dev/vigie/cli/version.txt"), name);
            Files.move(half, whole);
        }
        // Its classes stand before today's, and it has all that it uses.
        return whole + File.pathSeparator + libraries();
    }

    /** Copies what a release is made of from one folder to another. */
    static void copySources(Path from, Path to) throws IOException {
        copy(from.resolve(MAIN), to.resolve(MAIN));
        copy(from.resolve(SCHEMAS), to.resolve(SCHEMAS));
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

    private static void compile(Path sources, Path classes, String name) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler).as("the compiler of a JDK").isNotNull();
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", libraries(), "--release", "17"));
        try (Stream<Path> walk = Files.walk(sources)) {
            walk.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = compiler.run(null, said, said, arguments.toArray(String[]::new));
        assertThat(code).as("%s compiles: %s", name, said.toString(UTF_8)).isZero();
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
}
