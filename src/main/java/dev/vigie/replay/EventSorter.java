package dev.vigie.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of events in {@link ReadEvent#ORDER} in bounded memory: an external merge sort. What fits the heap
 * never touches the disk; otherwise sorted runs are written to a directory and merged, at most {@value #FAN_IN_MAX} at
 * a time, so that open files are bounded too. The order does not depend on where the runs were cut.
 */
final class EventSorter implements Closeable {

    /** How many runs are merged at once; a run's buffer is 64 KiB. */
    static final int FAN_IN_MAX = 64;

    private final Path directory;
    private final long heapBytesMax;
    private final List<ReadEvent> inMemory = new ArrayList<>();
    private final List<SpilledRun.Written> runs = new ArrayList<>();
    private long heapBytes;
    private long events;
    private int filesWritten;
    private @Nullable MergedRuns merged;

    /**
     * @param directory where runs may be written; they hold personal data
     * @param heapBytesMax how much heap the events of a run may take, as estimated by {@link ReadEvent#heapBytes}
     */
    EventSorter(Path directory, long heapBytesMax) {
        this.directory = directory;
        this.heapBytesMax = heapBytesMax;
    }

    void add(ReadEvent read) throws IOException {
        inMemory.add(read);
        events++;
        heapBytes += read.heapBytes();
        if (heapBytes >= heapBytesMax) {
            spill();
        }
    }

    /** How many events were added. */
    long events() {
        return events;
    }

    /**
     * All events in order; nothing can be added from then on. The iterator throws {@link UncheckedIOException} where
     * the disk fails.
     */
    Iterator<ReadEvent> sorted() throws IOException {
        if (runs.isEmpty()) {
            inMemory.sort(ReadEvent.ORDER);
            return inMemory.iterator();
        }
        if (!inMemory.isEmpty()) {
            spill();
        }
        MergedRuns all = new MergedRuns(runs);
        merged = all;
        return all;
    }

    private void spill() throws IOException {
        inMemory.sort(ReadEvent.ORDER);
        runs.add(SpilledRun.write(nextFile(), inMemory.iterator()));
        inMemory.clear();
        heapBytes = 0;
        if (runs.size() == FAN_IN_MAX) {
            mergeAll();
        }
    }

    private void mergeAll() throws IOException {
        SpilledRun.Written one;
        try (MergedRuns all = new MergedRuns(runs)) {
            one = SpilledRun.write(nextFile(), all);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (SpilledRun.Written run : runs) {
            run.delete();
        }
        runs.clear();
        runs.add(one);
    }

    private Path nextFile() {
        return directory.resolve("run-" + filesWritten++);
    }

    /** Closes the runs; their files go with the directory. */
    @Override
    public void close() throws IOException {
        if (merged != null) {
            merged.close();
        }
    }
}
