package dev.vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with this one's class path, spoken with in lines. It ends when its standard input does, so that it cannot
 * outlive whoever started it.
 */
public final class ChildJvm implements AutoCloseable {

    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final BufferedReader from;
    private final Writer to;

    private ChildJvm(Process process) {
        this.process = process;
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.to = process.outputWriter(UTF_8);
    }

    /**
     * This JVM's flags that choose the collector and the size of pages: for one that does the same kind of work, and
     * for one that is compared with it.
     */
    public static List<String> memoryFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.matches("-Xm[sx].+|-XX:\\+Use(.+GC|TransparentHugePages)"))
                .toList();
    }

    /**
     * Starts one. Returns before it has said anything.
     *
     * @param main speaks on standard output, reads standard input to its end, and has the process end then
     */
    public static ChildJvm start(Class<?> main, List<String> flags, List<String> arguments) throws IOException {
        return start(System.getProperty("java.class.path"), main.getName(), flags, arguments);
    }

    /** As the other does, with another class path. */
    static ChildJvm start(String classPath, String main, List<String> flags, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for the next line that it says. */
    public String readLine() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("a process of the bench ended before it said what it should");
        }
        return line;
    }

    /** Asks, and waits for the answer. */
    public String ask(String question) throws IOException {
        to.write(question + System.lineSeparator());
        to.flush();
        return readLine();
    }

    public long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Ends it at once, as a power cut would: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        try {
            to.close();
        } catch (IOException e) {
            // It has ended already.
            process.destroyForcibly();
        }
        if (!awaitEnd()) {
            process.destroyForcibly();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** What a child does until its standard input ends: every line is a question. */
    @FunctionalInterface
    public interface Answers {
        String to(String question);
    }

    /** For the child's main: answers every line of standard input, and returns when there are no more. */
    public static void answerAll(Answers answers) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String question = in.readLine(); question != null; question = in.readLine()) {
            say(answers.to(question));
        }
    }

    /** For the child's main: says one line. */
    public static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
