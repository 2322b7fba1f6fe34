package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sorted run in a scratch file that was written, to be read from its beginning to its end.
 *
 * @param count how many things are in it
 * @param counting which of them count; the others are passed over
 */
record SortedFile<T>(Scratch.TemporaryFile file, ExternalSorter.Format<T> format, long count, Predicate<T> counting) {

    /** Writes {@code sorted} to {@code file}, which does not exist yet. */
    static <T> SortedFile<T> write(Scratch.TemporaryFile file, ExternalSorter.Format<T> format, Iterator<T> sorted)
            throws IOException {
        long count = 0;
        try (DataOutputStream out = file.write()) {
            ExternalSorter.Writing<T> writing = format.to(out);
            while (sorted.hasNext()) {
                writing.write(sorted.next());
                count++;
            }
            writing.end();
        }
        return new SortedFile<>(file, format, count, any -> true);
    }

    Reader<T> open() throws IOException {
        return new Reader<>(this);
    }

    void delete() throws IOException {
        file.delete();
    }

    /** Reads one. */
    static final class Reader<T> implements Closeable {
        private final DataInputStream in;
        private final ExternalSorter.Reading<T> reading;
        private final Predicate<T> counting;
        private long left;

        private Reader(SortedFile<T> run) throws IOException {
            this.in = run.file.read();
            this.reading = run.format.from(in);
            this.counting = run.counting;
            this.left = run.count;
        }

        /** The next one that counts, or null at the end. */
        @Nullable
        T next() throws IOException {
            while (left > 0) {
                left--;
                T one = reading.read();
                if (counting.test(one)) {
                    return one;
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
