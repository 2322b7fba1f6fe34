package dev.vigie.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A sorted run in a file that was written, to be read from its beginning to its end. */
record SortedFile<T>(Path file, ExternalSorter.Format<T> format, long count) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Writes {@code sorted} to {@code file}, which does not exist yet. */
    static <T> SortedFile<T> write(Path file, ExternalSorter.Format<T> format, Iterator<T> sorted) throws IOException {
        long count = 0;
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            while (sorted.hasNext()) {
                format.write(sorted.next(), out);
                count++;
            }
        }
        return new SortedFile<>(file, format, count);
    }

    Reader<T> open() throws IOException {
        return new Reader<>(this);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Reads one. */
    static final class Reader<T> implements Closeable {
        private final DataInputStream in;
        private final ExternalSorter.Format<T> format;
        private long left;

        private Reader(SortedFile<T> run) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(run.file), BUFFER_BYTES));
            this.format = run.format;
            this.left = run.count;
        }

        /** The next one, or null at the end. */
        @Nullable
        T next() throws IOException {
            if (left == 0) {
                return null;
            }
            left--;
            return format.read(in);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
