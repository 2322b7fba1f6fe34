package dev.vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real broker in a JVM of its own, so that its CPU time is told apart from its clients'. */
public final class BrokerProcess implements AutoCloseable {

    private static final int STOP_SECONDS_MAX = 30;

    private final Process process;
    private final String bootstrap;

    private BrokerProcess(Process process, String bootstrap) {
        this.process = process;
        this.bootstrap = bootstrap;
    }

    public static BrokerProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader from = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String address = from.readLine();
        if (address == null) {
            throw new IOException("the broker's process ended before it said its address");
        }
        return new BrokerProcess(process, address);
    }

    public String bootstrap() {
        return bootstrap;
    }

    long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() throws IOException {
        end(process);
    }

    /** Closes the standard input of a process that ends with it, and waits. */
    static void end(Process process) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
