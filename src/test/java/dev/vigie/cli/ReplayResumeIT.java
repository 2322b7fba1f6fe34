package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie replay --resume}, killed by SIGKILL while it reads and again while it detects. */
@Timeout(300)
final class ReplayResumeIT {

    private static final long DEADLINE_SECONDS = 120;
    private static final int FILES = 40;
    private static final int LINES = 900;

    @TempDir
    private Path directory;

    @Test
    void replay_killedTwiceAndDoneAgain_leavesTheBytesOfOneThatWasNot() throws Exception {
        writeLogs();
        Path read = directory.resolve("killed/.vigie-replay/read");
        Path journal = read.resolve("journal.jsonl");

        kill(start("killed"), () -> holds(journal, "\"log\":"));
        assertThat(runs(read)).isNotEmpty();
        kill(start("killed"), () -> holds(journal, "\"accepted\":"));
        assertThat(directory.resolve("killed/manifest.json")).doesNotExist();
        finish(start("killed"));
        finish(start("whole"));

        try (Stream<Path> files = Files.list(directory.resolve("whole"))) {
            List<Path> names = files.map(Path::getFileName).toList();
            assertThat(names).hasSizeGreaterThan(9);
            for (Path name : names) {
                assertThat(directory.resolve("killed").resolve(name))
                        .hasSameBinaryContentAs(directory.resolve("whole").resolve(name));
            }
        }
        assertThat(directory.resolve("killed/.vigie-replay")).doesNotExist();
    }

    private void writeLogs() throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        Files.writeString(Files.createDirectory(directory.resolve("rules")).resolve("a.yml"), VerifyCommandTest.RULES);
        for (int file = 0; file < FILES; file++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                int minute = file * LINES + i;
                lines.append(String.format(
                        "{\"id\":\"%d-%d\",\"time\":\"2026-01-%02dT%02d:%02d:00Z\",\"account\":\"a%d\","
                                + "\"action\":\"READ\",\"subject\":\"s%d\",\"resource\":\"visas\"}%n",
                        file, i, 1 + file / 2, minute / 60 % 24, minute % 60, i % 7, i % 50));
            }
            Files.writeString(directory.resolve("logs/" + file + ".jsonl"), lines);
        }
    }

    /** In a process of its own, whose heap is so small that it soon writes what it has read to the disk. */
    private Process start(String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "replay", directory.resolve("logs") + "/*.jsonl"));
        command.addAll(List.of("--rules", directory.resolve("rules").toString(), "--operator", "atlas"));
        command.addAll(List.of(
                "--workers", "1", "--resume", "-o", directory.resolve(name).toString()));
        Path said = directory.resolve("said.log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
    }

    private void finish(Process process) throws Exception {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s", Files.readString(directory.resolve("said.log")))
                .isZero();
    }

    @FunctionalInterface
    private interface Moment {
        boolean hasCome();
    }

    private void kill(Process process, Moment moment) throws Exception {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!moment.hasCome()) {
            assertThat(process.isAlive())
                    .as("%s", Files.readString(directory.resolve("said.log")))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(deadlineNanos);
            TimeUnit.MILLISECONDS.sleep(2);
        }
        process.destroyForcibly().waitFor();
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> runs(Path read) throws IOException {
        Predicate<Path> isRun = path -> String.valueOf(path.getFileName()).startsWith("scratch-");
        try (Stream<Path> files = Files.list(read)) {
            return files.filter(isRun).toList();
        }
    }
}
