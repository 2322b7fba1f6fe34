package dev.vigie;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How many inputs a fuzz test was given by {@code -Pfuzz}, printed when it ends, as a row of the table of all of them.
 * Runs add up in {@code target/fuzz}, those that were broken off too: what a run has found worth trying again, its
 * corpus, is where the next one begins.
 */
public final class FuzzTally {

    static final boolean IS_FUZZING = System.getenv("JAZZER_FUZZ") != null;

    private static final Path KEPT = Path.of("target", "fuzz");
    private static final String ENDING = ".tally";
    private static final long KEEP_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String HEAD = """
            | fuzz test | inputs | findings | seconds |
            | --- | ---: | ---: | ---: |
            """;

    private final String name;
    private final Sums before;
    private long inputs;
    private long keptNanos = System.nanoTime();

    public FuzzTally(Class<?> test) {
        this.name = test.getSimpleName();
        this.before = IS_FUZZING ? Sums.of(name) : new Sums(0, 0, 0);
    }

    /** Counts an input. */
    public void count() {
        inputs++;
        if (IS_FUZZING && System.nanoTime() - keptNanos > KEEP_EVERY_NANOS) {
            keep();
        }
    }

    /** Adds this run to those before it, and prints the table; nothing where only the seeds were tried. */
    public void print() throws IOException {
        if (!IS_FUZZING) {
            return;
        }
        keep();
        String table = table();
        Files.writeString(KEPT.resolve("table.md"), table);
        System.out.println(table);
    }

    private void keep() {
        keptNanos = System.nanoTime();
        new Sums(before.inputs() + inputs, Sums.of(name).findings(), before.seconds() + secondsOfThisRun()).keep(name);
    }

    /** The start of the JVM included: it is part of what a run may take. */
    static long secondsOfThisRun() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1_000;
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        Sums all = new Sums(0, 0, 0);
        try (Stream<Path> tallies = Files.list(KEPT)) {
            for (Path file : tallies.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                String test = file.getFileName().toString().replace(ENDING, "");
                Sums sums = Sums.of(test);
                all = new Sums(
                        all.inputs() + sums.inputs(), all.findings() + sums.findings(), all.seconds() + sums.seconds());
                table.append(sums.row(test));
            }
        }
        return table.append(all.row("all")).toString();
    }

    /** What all runs of a test come to. */
    record Sums(long inputs, long findings, long seconds) {

        /** All 0 for a test that has not been run. */
        static Sums of(String test) {
            Path file = KEPT.resolve(test + ENDING);
            try {
                if (!Files.exists(file)) {
                    return new Sums(0, 0, 0);
                }
                List<Long> sums =
                        Files.readAllLines(file).stream().map(Long::valueOf).toList();
                return new Sums(sums.get(0), sums.get(1), sums.get(2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void keep(String test) {
            try {
                String sums = inputs + "\n" + findings + "\n" + seconds + "\n";
                Files.writeString(Files.createDirectories(KEPT).resolve(test + ENDING), sums);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String row(String test) {
            return String.format(Locale.ROOT, "| %s | %,d | %,d | %,d |%n", test, inputs, findings, seconds);
        }
    }
}
