package dev.vigie.report;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a text file line by line, none of them longer than {@value #LINE_CHARS_MAX} characters. */
public final class BoundedLines implements Closeable {

    static final int LINE_CHARS_MAX = 8 << 20;

    private final Path file;
    private final BufferedReader reader;
    private long number;

    public BoundedLines(Path file) throws IOException {
        this.file = file;
        this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }

    /**
     * The next line that is not empty, or null at the end.
     *
     * @throws ReportException if it is longer than any line of a replay
     */
    public @Nullable String next() throws IOException, ReportException {
        StringBuilder line = new StringBuilder();
        int read = reader.read();
        while (read >= 0) {
            if (read == '\n') {
                number++;
                if (!line.isEmpty()) {
                    return line.toString();
                }
            } else if (line.length() == LINE_CHARS_MAX) {
                throw fault("longer than any line that a replay writes");
            } else {
                line.append((char) read);
            }
            read = reader.read();
        }
        if (line.isEmpty()) {
            return null;
        }
        number++;
        return line.toString();
    }

    /** An error that names the line that {@link #next} gave last. */
    ReportException fault(String what) {
        return new ReportException(file + ":" + number + ": " + what + "; repeat the replay");
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
