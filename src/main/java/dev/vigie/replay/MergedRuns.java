package dev.vigie.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several sorted runs as one. Of those in files it holds one thing each; of those in memory it lets go what is past.
 */
final class MergedRuns<T> implements Iterator<T>, Closeable {

    /** One run, at its next thing. */
    private interface Run<T> {
        /** Null at the end. */
        @Nullable
        T next() throws IOException;
    }

    private record Head<T>(T one, Run<T> run) {}

    private final PriorityQueue<Head<T>> heads;
    private final List<SortedFile.Reader<T>> readers = new ArrayList<>();

    MergedRuns(List<SortedFile<T>> files, List<List<T>> inMemory, Comparator<T> order) throws IOException {
        this.heads = new PriorityQueue<>(Comparator.comparing(Head::one, order));
        try {
            for (SortedFile<T> file : files) {
                SortedFile.Reader<T> reader = file.open();
                readers.add(reader);
                advance(reader::next);
            }
            for (List<T> run : inMemory) {
                advance(new InMemory<>(run));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static final class InMemory<T> implements Run<T> {
        private final List<@Nullable T> run;
        private int next;

        InMemory(List<T> run) {
            this.run = new ArrayList<>(run);
        }

        @Override
        public @Nullable T next() {
            return next < run.size() ? run.set(next++, null) : null;
        }
    }

    private void advance(Run<T> run) throws IOException {
        T one = run.next();
        if (one != null) {
            heads.add(new Head<>(one, run));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public T next() {
        Head<T> head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        try {
            advance(head.run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.one();
    }

    @Override
    public void close() throws IOException {
        for (SortedFile.Reader<T> reader : readers) {
            reader.close();
        }
    }
}
