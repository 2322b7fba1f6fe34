package dev.vigie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many inputs a fuzz test was given by {@code -Pfuzz}, printed when it ends, as a row of the table of all of them.
 * Runs add up in {@code target/fuzz}: what a run has found worth trying again, its corpus, is where the next one
 * begins.
 */
public final class FuzzTally {

    private static final boolean IS_FUZZING = System.getenv("JAZZER_FUZZ") != null;
    private static final Path KEPT = Path.of("target", "fuzz");
    private static final String HEAD = """
            | fuzz test | inputs | seconds |
            | --- | ---: | ---: |
            """;

    private final String name;
    private long beganNanos;
    private long inputs;

    public FuzzTally(Class<?> test) {
        this.name = test.getSimpleName();
    }

    /** Counts an input. */
    public void count() {
        if (inputs == 0) {
            beganNanos = System.nanoTime();
        }
        inputs++;
    }

    /** Adds this run to those before it, and prints the table; nothing where only the seeds were tried. */
    public void print() throws IOException {
        if (!IS_FUZZING) {
            return;
        }
        Path file = Files.createDirectories(KEPT).resolve(name + ".tally");
        long[] sums = {inputs, (System.nanoTime() - beganNanos) / 1_000_000_000L};
        if (Files.exists(file)) {
            List<String> before = Files.readAllLines(file);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Long.parseLong(before.get(i));
            }
        }
        Files.write(file, List.of(Long.toString(sums[0]), Long.toString(sums[1])));
        String table = table();
        Files.writeString(KEPT.resolve("table.md"), table);
        System.out.println(table);
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        long inputs = 0;
        try (Stream<Path> tallies = Files.list(KEPT)) {
            for (Path file : tallies.filter(path -> path.toString().endsWith(".tally"))
                    .sorted()
                    .toList()) {
                List<String> sums = Files.readAllLines(file);
                inputs += Long.parseLong(sums.get(0));
                String test = file.getFileName().toString().replace(".tally", "");
                table.append(row(test, Long.parseLong(sums.get(0)), sums.get(1)));
            }
        }
        return table.append(row("all", inputs, "")).toString();
    }

    private static String row(String test, long inputs, String seconds) {
        return String.format(Locale.ROOT, "| %s | %,d | %s |%n", test, inputs, seconds);
    }
}
