package dev.vigie.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the instances of one trial have said, together in one file. */
record VigieOutput(Path file) {

    private static final int SHOWN_LINES = 200;

    List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often instances have said that they work. */
    long running() {
        return lines().stream().filter(line -> line.contains("running against")).count();
    }

    /** The failure, with the end of what was said. */
    AssertionError with(AssertionError failure) {
        List<String> lines = lines();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return new AssertionError(failure.getMessage() + "\nVigie said:\n" + String.join("\n", last), failure);
    }
}
