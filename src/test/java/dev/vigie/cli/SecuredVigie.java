package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.cli.SecuredBroker.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code vigie run} as the user {@code vigie} of a broker that asks, set up by {@code vigie.yaml} alone. */
final class SecuredVigie implements AutoCloseable {

    private static final Pattern REFUSED =
            Pattern.compile("\\w+AuthorizationException.*|cannot .*authorization failed.*|Not authorized .*");
    private static final long LOOK_MILLIS = 50;
    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final Path output;

    private SecuredVigie(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param more lines of its configuration */
    static SecuredVigie start(SecuredBroker broker, Login login, Path directory, String... more) throws IOException {
        Files.createDirectories(directory);
        StringBuilder config = new StringBuilder("kafka:\n");
        broker.clientOf("vigie", login)
                .forEach((key, value) -> config.append("  ")
                        .append(key)
                        .append(": '")
                        .append(value)
                        .append("'\n"));
        config.append("sources:\n  - topic: vigie.logs.atlas\n    format: json\nstate-dir: state\nthreads: 1\n");
        config.append(String.join("\n", more));
        Path file = Files.writeString(directory.resolve("vigie.yaml"), config);
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        "-c",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new SecuredVigie(process, output);
    }

    /** Whether it has its partitions and works; false once it has ended, or not in time. */
    boolean awaitRunning(Duration deadline) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + deadline.toNanos();
        while (!Files.readString(output, UTF_8).contains("running against")) {
            if (System.nanoTime() > endNanos || process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** The first thing that Kafka refused to it; null for none. */
    @Nullable
    String refused() throws IOException {
        Matcher found = REFUSED.matcher(Files.readString(output, UTF_8));
        return found.find() ? found.group() : null;
    }

    /** What it has said. */
    List<String> said() throws IOException {
        return Files.readAllLines(output);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly().onExit().join();
        }
    }
}
