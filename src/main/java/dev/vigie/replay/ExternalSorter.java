package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of things in order in bounded memory: an external merge sort, which several threads may feed, each by
 * a lane of its own, or with runs that are in order. What fits the heap never touches the disk; otherwise sorted runs
 * are written to scratch files and merged, at most {@value #FAN_IN_MAX} at a time, so that open files are bounded too.
 * Where the order is total, what comes out does not depend on where the runs were cut nor on who fed what.
 */
final class ExternalSorter<T> implements Closeable {

    /** How many files are merged at once; each takes some 100 KiB of heap. */
    static final int FAN_IN_MAX = 96;

    private final Scratch scratch;
    private final Format<T> format;
    private final Comparator<T> order;
    private final long laneBytesMax;
    private final int fanInMax;
    private final Deque<SortedFile<T>> files = new ArrayDeque<>();
    private final List<Iterable<T>> inMemory = new ArrayList<>();
    private final @Nullable Keeper<T> keeper;
    private long count;
    private @Nullable MergedRuns<T> merged;

    /** How things are written to a disk and read again, and what they take on the heap. Used by several threads. */
    interface Format<T> {

        /** An estimate of what it holds on the heap. */
        long heapBytes(T one);

        /** Begins a file. */
        Writing<T> to(DataOutput out);

        /** Reads such a file from its beginning. */
        Reading<T> from(DataInput in);
    }

    /** One file as it is written: what is said of a thing may rest on what was said of those before it. */
    @FunctionalInterface
    interface Writing<T> {
        void write(T one) throws IOException;

        /** Writes what was held back; nothing can be written from then on. */
        default void end() throws IOException {}
    }

    /** One file as it is read. */
    @FunctionalInterface
    interface Reading<T> {
        /** The next thing; to be called as often as things were written. */
        T read() throws IOException;
    }

    /**
     * Remembers the runs that are on the disk, so that another process may go on with them. Used by several threads.
     */
    interface Keeper<T> {
        void written(SortedFile<T> run) throws IOException;
    }

    /** What is to be done once all that a lane was given so far is on the disk. */
    @FunctionalInterface
    interface Written {
        void run() throws IOException;
    }

    /**
     * @param scratch where runs are written
     * @param heapBytesMax how much heap all lanes together may take, as {@link Format#heapBytes} estimates it
     * @param lanes how many there will be
     */
    ExternalSorter(Scratch scratch, Format<T> format, Comparator<T> order, long heapBytesMax, int lanes) {
        this(scratch, format, order, heapBytesMax, lanes, FAN_IN_MAX, null);
    }

    /**
     * @param fanInMax how many files are merged at once, 2 to {@value #FAN_IN_MAX}
     * @param keeper not null to leave all that was added on the disk, whatever happens
     */
    ExternalSorter(
            Scratch scratch,
            Format<T> format,
            Comparator<T> order,
            long heapBytesMax,
            int lanes,
            int fanInMax,
            @Nullable Keeper<T> keeper) {
        this.scratch = scratch;
        this.keeper = keeper;
        this.format = format;
        this.order = order;
        this.laneBytesMax = heapBytesMax / lanes;
        this.fanInMax = fanInMax;
    }

    /** What one thread adds. */
    final class Lane {
        private final List<Written> whenWritten = new ArrayList<>();
        private List<T> waiting = new ArrayList<>();
        private long heapBytes;

        private Lane() {}

        void add(T one) throws IOException {
            waiting.add(one);
            heapBytes += format.heapBytes(one);
            if (heapBytes >= laneBytesMax) {
                spill();
            }
        }

        private void spill() throws IOException {
            if (!waiting.isEmpty()) {
                waiting.sort(order);
                keep(SortedFile.write(scratch.newFile(), format, waiting.iterator()));
                waiting.clear();
                heapBytes = 0;
            }
            for (Written each : whenWritten) {
                each.run();
            }
            whenWritten.clear();
        }

        /** Has this done once all that was added so far is on the disk; for a sorter with a keeper. */
        void whenWritten(Written what) {
            whenWritten.add(what);
        }

        /** Says that nothing more will come. */
        void end() throws IOException {
            if (keeper != null) {
                spill();
            }
            waiting.sort(order);
            ExternalSorter.this.add(waiting, waiting.size());
            waiting = List.of();
        }
    }

    Lane lane() {
        return new Lane();
    }

    private void keep(SortedFile<T> file) throws IOException {
        if (keeper != null) {
            keeper.written(file);
        }
        add(List.of(file), file.count());
    }

    /** Takes runs that others have written, in which so many things count. */
    synchronized void add(List<SortedFile<T>> runs, long added) {
        files.addAll(runs);
        count += added;
    }

    /** Takes a run that is on the heap. */
    synchronized void add(Iterable<T> sorted, long added) {
        inMemory.add(sorted);
        count += added;
    }

    /** How many were added by lanes that have ended. */
    synchronized long count() {
        return count;
    }

    /**
     * All in order, once every lane has ended; again when it is asked again, which ends what was handed out before. The
     * iterator throws {@link UncheckedIOException} where the disk fails.
     */
    Iterator<T> sorted() throws IOException {
        // The oldest are the shortest: what was merged once comes last again.
        while (files.size() > fanInMax) {
            mergeFirst(Math.min(fanInMax, files.size() - fanInMax + 1));
        }
        if (merged != null) {
            merged.close();
        }
        MergedRuns<T> all = new MergedRuns<>(List.copyOf(files), inMemory, order);
        merged = all;
        return all;
    }

    private void mergeFirst(int many) throws IOException {
        List<SortedFile<T>> first = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            first.add(files.remove());
        }
        try (MergedRuns<T> all = new MergedRuns<>(first, List.of(), order)) {
            files.add(SortedFile.write(scratch.newFile(), format, all));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        delete(first);
    }

    private void delete(Iterable<SortedFile<T>> runs) throws IOException {
        if (keeper == null) {
            for (SortedFile<T> file : runs) {
                file.delete();
            }
        }
    }

    /** Forgets what was added, on the heap and, unless it is kept, on the disk. */
    @Override
    public void close() throws IOException {
        inMemory.clear();
        if (merged != null) {
            merged.close();
        }
        delete(files);
        files.clear();
    }
}
