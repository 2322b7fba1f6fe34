package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The table that {@code -Pfaults} prints, a row for each fault that changed nothing. Rows are kept in
 * {@code target/faults} with a hash of the classes: what has passed with the same ones is not tried again, so that a
 * run which was broken off goes on where it was.
 */
final class FaultTable {

    private static final Path KEPT = Path.of("target", "faults");
    private static final String HEAD = """
            | fault | events | alert messages | lost | doubled | longest s undetected | further figures |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |
            """;

    private FaultTable() {}

    /**
     * A fault that left alerts and ledger as they should be.
     *
     * @param undetectedSeconds the longest time in which nothing of some partition was accounted for, though events
     *     came
     */
    record Row(String fault, int events, int messages, double undetectedSeconds, String figures) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | 0 | 0 | %.1f | %s |",
                    fault,
                    events,
                    messages,
                    undetectedSeconds,
                    figures);
        }
    }

    /**
     * Tries a fault and prints its row, or prints the row that there is.
     *
     * @param name a small word for its file
     */
    static void row(String name, Callable<Row> trial) throws Exception {
        Path file = Files.createDirectories(KEPT).resolve(name + ".row");
        String classes = "classes " + hash();
        if (Files.exists(file)) {
            List<String> kept = Files.readAllLines(file);
            if (kept.size() == 2 && kept.get(0).equals(classes)) {
                System.out.println(HEAD + kept.get(1) + " (kept)");
                return;
            }
        }
        String row = trial.call().toString();
        Files.write(file, List.of(classes, row));
        System.out.println(HEAD + row);
        writeTable();
    }

    /** All rows that there are, in one file. */
    private static void writeTable() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        for (Path file : files(KEPT, ".row")) {
            table.append(Files.readAllLines(file).get(1)).append('\n');
        }
        Files.writeString(KEPT.resolve("table.md"), table);
    }

    /** Of all classes, Vigie's and the tests'. */
    private static String hash() throws IOException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (Class<?> one : List.of(StreamApplication.class, FaultTable.class)) {
                Path root = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().getPath());
                for (Path file : files(root, ".class")) {
                    hash.update(root.relativize(file).toString().getBytes(UTF_8));
                    hash.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(hash.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return new ArrayList<>(new TreeSet<>(
                    walk.filter(file -> file.toString().endsWith(ending)).toList()));
        }
    }
}
