package dev.vigie.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code vigie run} in a JVM of its own, started again when it ends by itself, as a service manager does it. */
final class VigieProcess implements AutoCloseable {

    /** The classes under test. */
    static final String OWN_CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final long AGAIN_MILLIS = 1_000;
    private static final int STOP_SECONDS_MAX = 120;

    private final Path config;
    private final Path output;
    private String classPath = OWN_CLASS_PATH;
    private @Nullable Process process;
    private boolean wanted;
    private int starts;

    /** @param output what it says is added there */
    VigieProcess(Path config, Path output) {
        this.config = config;
        this.output = output;
    }

    /** Which release the next start is of. */
    synchronized void install(String release) {
        classPath = release;
    }

    synchronized void start() throws IOException {
        wanted = true;
        starts++;
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "dev.vigie.cli.Main",
                        "run",
                        "-c",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        process = started;
        CompletableFuture<Void> unused = started.onExit()
                .thenRunAsync(
                        () -> again(started), CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    }

    private synchronized void again(Process ended) {
        if (wanted && process == ended) {
            try {
                start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends it at once; it stays down until started. */
    void kill() {
        Process victim = unwanted();
        if (victim != null) {
            victim.destroyForcibly().onExit().join();
        }
    }

    /**
     * Asks it to end, as Kubernetes does; it stays down until started.
     *
     * @return the seconds that it took
     */
    double terminate() throws InterruptedException {
        Process victim = unwanted();
        long beganNanos = System.nanoTime();
        if (victim != null) {
            victim.toHandle().destroy();
            if (!victim.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("not ended " + STOP_SECONDS_MAX + " s after it was asked to");
            }
        }
        return (System.nanoTime() - beganNanos) / 1e9;
    }

    private synchronized @Nullable Process unwanted() {
        wanted = false;
        return process;
    }

    /** The process that there is now, if there is one. */
    synchronized Stream<ProcessHandle> running() {
        return process == null || !process.isAlive() ? Stream.empty() : Stream.of(process.toHandle());
    }

    /** How often it was started, by itself or by the test. */
    synchronized int starts() {
        return starts;
    }

    @Override
    public void close() {
        kill();
    }
}
