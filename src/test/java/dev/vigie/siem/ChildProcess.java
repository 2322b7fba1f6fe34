package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of its own, whose lines are kept as it says them. */
final class ChildProcess implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final List<String> said = new ArrayList<>();
    private boolean ended;

    private ChildProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "child-process");
        reader.setDaemon(true);
        reader.start();
    }

    static ChildProcess start(List<String> command, Path directory) throws IOException {
        return new ChildProcess(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** A Java program with a class path. */
    static ChildProcess java(String classPath, List<String> flags, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return start(command, Path.of("").toAbsolutePath());
    }

    /** A command of Vigie's. */
    static ChildProcess vigie(String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return java(classPath, List.of("-Xmx512m"), "dev.vigie.cli.Main", List.of(arguments));
    }

    private void read() {
        try (BufferedReader from = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add(new UncheckedIOException(e).toString()); // The process was killed.
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        said.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until it has said such a line, and returns the first. */
    String await(Predicate<String> wanted) throws InterruptedException {
        return await(1, wanted).get(0);
    }

    /** Waits until it has said so many such lines, and returns all that there are. */
    synchronized List<String> await(int count, Predicate<String> wanted) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            List<String> found = said.stream().filter(wanted).toList();
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (found.size() >= count) {
                return found;
            }
            if (ended || leftMillis <= 0) {
                throw new AssertionError((ended ? "ended" : "not in time") + ", having said " + said);
            }
            wait(leftMillis);
        }
    }

    /** Ends it at once, as a kernel does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, as a service manager does, and insists after a while. */
    void stop() throws InterruptedException {
        // Not by the process itself, which would close what it still has to say.
        process.toHandle().destroy();
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
