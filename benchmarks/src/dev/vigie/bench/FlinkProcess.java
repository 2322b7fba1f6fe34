package dev.vigie.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Flink in a JVM of its own, with a class path of its own, which is resolved and compiled from {@code benchmarks/flink}
 * when it is first needed. It lives for the whole bench, so that its later runs are as warm as those of this process.
 */
final class FlinkProcess implements AutoCloseable {

    private static final Path BUILT = Path.of("target", "flink");

    private final String bootstrap;
    private final Path checkpoints;
    private @Nullable ChildJvm process;

    FlinkProcess(String bootstrap, Path checkpoints) {
        this.bootstrap = bootstrap;
        this.checkpoints = checkpoints;
    }

    /** Builds it and starts it. */
    void start() throws IOException, InterruptedException {
        System.err.println("building the Flink job");
        Process build = new ProcessBuilder(
                        "./mvnw", "-q", "-B", "-ntp", "-f", "benchmarks/flink/pom.xml", "process-classes")
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/stderr")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (build.waitFor() != 0) {
            throw new IOException("the Flink job cannot be built: see above");
        }
        String classPath = BUILT.resolve("classes") + File.pathSeparator + BUILT.resolve("lib") + File.separator + "*";
        process = ChildJvm.start(
                classPath,
                "dev.vigie.bench.flink.FlinkMain",
                flags(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        // A second job's clients have the names of the first one's: hundreds of lines.
                        "-Dorg.slf4j.simpleLogger.log.org.apache.flink.metrics=error"),
                List.of(bootstrap, checkpoints.toUri().toString()));
    }

    private static List<String> flags(String... further) {
        return Stream.concat(ChildJvm.memoryFlags().stream(), Stream.of(further))
                .toList();
    }

    /**
     * Has it do a run.
     *
     * @return the line of JSON with which it answers in the end
     */
    String run(String wish) throws IOException {
        ChildJvm running = process;
        if (running == null) {
            throw new IllegalStateException("Flink has not been started");
        }
        return running.ask(wish);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
