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

/** Several sorted runs as one. Of those in files it holds one thing each. */
final class MergedRuns<T> implements Iterator<T>, Closeable {

    /** One run, at its next thing. */
    private interface Run<T> {
        /** Null at the end. */
        @Nullable
        T next() throws IOException;
    }

    private record Head<T>(T one, Run<T> run) {}

    /** All but the one whose turn it is. */
    private final PriorityQueue<Head<T>> heads;

    private final Comparator<T> order;
    private final List<SortedFile.Reader<T>> readers = new ArrayList<>();
    private @Nullable Head<T> head;

    MergedRuns(List<SortedFile<T>> files, List<Iterable<T>> inMemory, Comparator<T> order) throws IOException {
        this.heads = new PriorityQueue<>(Comparator.comparing(Head::one, order));
        this.order = order;
        try {
            for (SortedFile<T> file : files) {
                SortedFile.Reader<T> reader = file.open();
                readers.add(reader);
                begin(reader::next);
            }
            for (Iterable<T> each : inMemory) {
                Iterator<T> run = each.iterator();
                begin(() -> run.hasNext() ? run.next() : null);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        head = heads.poll();
    }

    private void begin(Run<T> run) throws IOException {
        T one = run.next();
        if (one != null) {
            heads.add(new Head<>(one, run));
        }
    }

    @Override
    public boolean hasNext() {
        return head != null;
    }

    @Override
    public T next() {
        Head<T> now = head;
        if (now == null) {
            throw new NoSuchElementException();
        }
        try {
            advance(now.run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return now.one();
    }

    /** Most often it is the same run's turn again: then nothing is queued. */
    private void advance(Run<T> run) throws IOException {
        T one = run.next();
        if (one == null) {
            head = heads.poll();
            return;
        }
        Head<T> next = new Head<>(one, run);
        Head<T> other = heads.peek();
        if (other != null && order.compare(other.one(), one) < 0) {
            heads.add(next);
            next = heads.poll();
        }
        head = next;
    }

    @Override
    public void close() throws IOException {
        for (SortedFile.Reader<T> reader : readers) {
            reader.close();
        }
    }
}
