package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real rsyslog that can write to Kafka: Debian's {@code rsyslog} and {@code rsyslog-kafka}. */
final class Rsyslog implements AutoCloseable {

    private static final List<String> MODULE_FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu/rsyslog",
            "/usr/lib/aarch64-linux-gnu/rsyslog",
            "/usr/lib/rsyslog",
            "/usr/lib64/rsyslog");

    private final Process process;

    private Rsyslog(Process process) {
        this.process = process;
    }

    /** Ends the test where there is none: skipped on a developer's machine, a failure where everything is installed. */
    static void require() {
        boolean there = !program().isEmpty()
                && MODULE_FOLDERS.stream().anyMatch(folder -> Files.exists(Path.of(folder, "omkafka.so")));
        String missing = "rsyslogd with omkafka is not installed";
        assumeTrue(there || "true".equals(System.getenv("CI")), missing);
        assertThat(there).as(missing).isTrue();
    }

    /** @param directory where it keeps what is its own */
    static Rsyslog start(Path directory, String config) throws IOException {
        Path file = Files.writeString(directory.resolve("rsyslog.conf"), config);
        return new Rsyslog(new ProcessBuilder(
                        program(),
                        "-n",
                        "-f",
                        file.toString(),
                        "-i",
                        directory.resolve("rsyslog.pid").toString())
                .inheritIO()
                .start());
    }

    private static String program() {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator, -1)));
        folders.add("/usr/sbin");
        return folders.stream()
                .map(folder -> Path.of(folder, "rsyslogd"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
