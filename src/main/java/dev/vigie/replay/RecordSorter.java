package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of records in the order of their bytes in bounded memory: an external merge sort, as
 * {@link EventSorter} is one of events. What fits the heap never touches the disk; otherwise sorted runs are written to
 * scratch files and merged, at most {@value #FAN_IN_MAX} at a time. Runs of one size only are merged with one another,
 * so that each record is written once for each {@value #FAN_IN_MAX}-fold of the heap that the whole takes.
 *
 * <p>Memory: {@code heapBytesMax} for the run at hand, and while merging {@link Scratch#BUFFER_BYTES} and two records
 * for each run.
 */
final class RecordSorter implements Closeable {

    static final int FAN_IN_MAX = 64;

    /** What an array and its place in the list cost beside its bytes. */
    private static final long RECORD_HEAP_BYTES = 32;

    private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    private final Scratch scratch;
    private final long heapBytesMax;
    private final List<byte[]> inMemory = new ArrayList<>();
    /** By how often their records were merged. */
    private final List<List<Run>> runsByLevel = new ArrayList<>();

    private @Nullable Merge merged;
    private long heapBytes;

    private record Run(Scratch.TemporaryFile file, long records) {}

    /** @param heapBytesMax what the records of a run may take of the heap, about */
    RecordSorter(Scratch scratch, long heapBytesMax) {
        this.scratch = scratch;
        this.heapBytesMax = heapBytesMax;
    }

    void add(byte[] record) throws IOException {
        inMemory.add(record);
        heapBytes += RECORD_HEAP_BYTES + record.length;
        if (heapBytes >= heapBytesMax) {
            spill();
        }
    }

    /**
     * All records in order, those that are equal as often as they were added; nothing can be added from then on. The
     * iterator throws {@link UncheckedIOException} where the disk fails.
     */
    Iterator<byte[]> sorted() throws IOException {
        if (runsByLevel.isEmpty()) {
            inMemory.sort(ORDER);
            return inMemory.iterator();
        }
        if (!inMemory.isEmpty()) {
            spill();
        }
        List<Run> left = new ArrayList<>();
        for (List<Run> runs : runsByLevel) {
            if (left.size() + runs.size() > FAN_IN_MAX) {
                Run one = merge(left);
                left.clear();
                left.add(one);
            }
            left.addAll(runs);
        }
        runsByLevel.clear();
        runsByLevel.add(left);
        Merge last = new Merge(left);
        merged = last;
        return last;
    }

    private void spill() throws IOException {
        inMemory.sort(ORDER);
        Run run = write(inMemory.iterator());
        inMemory.clear();
        heapBytes = 0;
        for (int level = 0; ; level++) {
            if (level == runsByLevel.size()) {
                runsByLevel.add(new ArrayList<>());
            }
            List<Run> runs = runsByLevel.get(level);
            runs.add(run);
            if (runs.size() < FAN_IN_MAX) {
                return;
            }
            run = merge(runs);
            runs.clear();
        }
    }

    private Run merge(List<Run> runs) throws IOException {
        Run one;
        try (Merge all = new Merge(runs)) {
            one = write(all);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Run run : runs) {
            run.file().delete();
        }
        return one;
    }

    private Run write(Iterator<byte[]> records) throws IOException {
        Scratch.TemporaryFile file = scratch.newFile();
        long count = 0;
        try (DataOutputStream out = file.write()) {
            while (records.hasNext()) {
                byte[] record = records.next();
                out.writeInt(record.length);
                out.write(record);
                count++;
            }
        }
        return new Run(file, count);
    }

    /** Forgets the records, on the heap and on the disk. */
    @Override
    public void close() throws IOException {
        inMemory.clear();
        if (merged != null) {
            merged.close();
        }
        for (List<Run> runs : runsByLevel) {
            for (Run run : runs) {
                run.file().delete();
            }
        }
        runsByLevel.clear();
    }

    /** Several sorted runs as one. */
    private static final class Merge implements Iterator<byte[]>, Closeable {

        /** A run, and the record that it stands at. */
        private static final class Head {
            private final DataInputStream in;
            private long left;
            private byte[] record = {};

            Head(Run run) throws IOException {
                this.in = run.file().read();
                this.left = run.records();
            }

            boolean advance() throws IOException {
                if (left == 0) {
                    return false;
                }
                left--;
                record = new byte[in.readInt()];
                in.readFully(record);
                return true;
            }
        }

        private final PriorityQueue<Head> heads =
                new PriorityQueue<>((one, other) -> ORDER.compare(one.record, other.record));
        private final List<DataInputStream> open = new ArrayList<>();

        Merge(List<Run> runs) throws IOException {
            try {
                for (Run run : runs) {
                    Head head = new Head(run);
                    open.add(head.in);
                    if (head.advance()) {
                        heads.add(head);
                    }
                }
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public byte[] next() {
            Head head = heads.poll();
            if (head == null) {
                throw new NoSuchElementException();
            }
            byte[] record = head.record;
            try {
                if (head.advance()) {
                    heads.add(head);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return record;
        }

        @Override
        public void close() throws IOException {
            for (DataInputStream in : open) {
                in.close();
            }
        }
    }
}
