package dev.vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flink in a JVM of its own, with a class path of its own, which is resolved and compiled from {@code benchmarks/flink}
 * when it is first needed. It lives for the whole bench, so that its later runs are as warm as those of this process.
 */
final class FlinkProcess implements AutoCloseable {

    private static final Path BUILT = Path.of("target", "flink");

    private final String bootstrap;
    private final Path checkpoints;
    private @Nullable Process process;

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
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms2g",
                        "-Xmx2g",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        // A second job's clients have the names of the first one's: hundreds of lines.
                        "-Dorg.slf4j.simpleLogger.log.org.apache.flink.metrics=error",
                        "-cp",
                        BUILT.resolve("classes") + File.pathSeparator + BUILT.resolve("lib") + File.separator + "*",
                        "dev.vigie.bench.flink.FlinkMain",
                        bootstrap,
                        checkpoints.toUri().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * Has it do a run.
     *
     * @return the line of JSON with which it answers in the end
     */
    String run(String wish) throws IOException {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("Flink has not been started");
        }
        PrintStream to = new PrintStream(running.getOutputStream(), true, UTF_8);
        to.println(wish);
        String answer = new BufferedReader(new InputStreamReader(running.getInputStream(), UTF_8)).readLine();
        if (answer == null) {
            throw new IOException("Flink's process ended before it had done " + wish);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            BrokerProcess.end(process);
        }
    }
}
