package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of things in order in bounded memory: an external merge sort, which several threads may feed, each by
 * a lane of its own. What fits the heap never touches the disk; otherwise sorted runs are written to a directory and
 * merged, at most {@value #FAN_IN_MAX} at a time, so that open files are bounded too. Where the order is total, what
 * comes out does not depend on where the runs were cut nor on who fed what.
 */
final class ExternalSorter<T> implements Closeable {

    /** How many files are merged at once; each has a buffer of 64 KiB. */
    static final int FAN_IN_MAX = 96;

    private final Path directory;
    private final String name;
    private final Format<T> format;
    private final Comparator<T> order;
    private final long laneBytesMax;
    private final Deque<SortedFile<T>> files = new ArrayDeque<>();
    private final List<List<T>> inMemory = new ArrayList<>();
    private int filesWritten;
    private long count;
    private @Nullable MergedRuns<T> merged;

    /** How things are written to a disk and read again, and what they take on the heap. Used by several threads. */
    interface Format<T> {

        /** An estimate of what it holds on the heap. */
        long heapBytes(T one);

        void write(T one, DataOutput out) throws IOException;

        T read(DataInput in) throws IOException;
    }

    /**
     * @param directory where runs may be written; they hold what is sorted, personal data with it
     * @param name what their names begin with
     * @param heapBytesMax how much heap all lanes together may take, as {@link Format#heapBytes} estimates it
     * @param lanes how many there will be
     */
    ExternalSorter(Path directory, String name, Format<T> format, Comparator<T> order, long heapBytesMax, int lanes) {
        this.directory = directory;
        this.name = name;
        this.format = format;
        this.order = order;
        this.laneBytesMax = heapBytesMax / lanes;
    }

    /** What one thread adds. */
    final class Lane {
        private List<T> waiting = new ArrayList<>();
        private long heapBytes;

        private Lane() {}

        void add(T one) throws IOException {
            waiting.add(one);
            heapBytes += format.heapBytes(one);
            if (heapBytes >= laneBytesMax) {
                waiting.sort(order);
                Path file = nextFile();
                keep(SortedFile.write(file, format, waiting.iterator()), waiting.size());
                waiting.clear();
                heapBytes = 0;
            }
        }

        /** Says that nothing more will come. */
        void end() {
            waiting.sort(order);
            keep(waiting);
            waiting = List.of();
        }
    }

    Lane lane() {
        return new Lane();
    }

    private synchronized Path nextFile() {
        return directory.resolve(name + '-' + filesWritten++);
    }

    private synchronized void keep(SortedFile<T> file, int added) {
        files.add(file);
        count += added;
    }

    private synchronized void keep(List<T> sorted) {
        inMemory.add(sorted);
        count += sorted.size();
    }

    /** How many were added by lanes that have ended. */
    synchronized long count() {
        return count;
    }

    /**
     * All in order, once every lane has ended. To be called once; the iterator throws {@link UncheckedIOException}
     * where the disk fails.
     */
    Iterator<T> sorted() throws IOException {
        // The oldest are the shortest: what was merged once comes last again.
        while (files.size() > FAN_IN_MAX) {
            mergeFirst(Math.min(FAN_IN_MAX, files.size() - FAN_IN_MAX + 1));
        }
        MergedRuns<T> all = new MergedRuns<>(List.copyOf(files), inMemory, order);
        inMemory.clear();
        merged = all;
        return all;
    }

    private void mergeFirst(int many) throws IOException {
        List<SortedFile<T>> first = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            first.add(files.remove());
        }
        try (MergedRuns<T> all = new MergedRuns<>(first, List.of(), order)) {
            files.add(SortedFile.write(nextFile(), format, all));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (SortedFile<T> file : first) {
            file.delete();
        }
    }

    /** Closes the files; they go with the directory. */
    @Override
    public void close() throws IOException {
        if (merged != null) {
            merged.close();
        }
    }
}
