package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;

/** Puts any number of records in the order of their bytes: an {@link ExternalSorter} that one thread feeds, or more. */
final class RecordSorter implements Closeable {

    private final ExternalSorter<byte[]> sorter;
    /** Of whoever adds without one. */
    private final ExternalSorter<byte[]>.Lane lane;

    /** @param heapBytesMax what the records of a run may take of the heap, about */
    RecordSorter(Scratch scratch, long heapBytesMax) {
        this(scratch, heapBytesMax, 1);
    }

    /** @param feeders how many add to it: by {@link #add}, and by each {@link #lane} */
    RecordSorter(Scratch scratch, long heapBytesMax, int feeders) {
        this.sorter = new ExternalSorter<>(scratch, new Bytes(), Arrays::compareUnsigned, heapBytesMax, feeders);
        this.lane = sorter.lane();
    }

    /** For one other thread, which ends it before anybody asks for what is {@link #sorted}. */
    ExternalSorter<byte[]>.Lane lane() {
        return sorter.lane();
    }

    void add(byte[] record) throws IOException {
        lane.add(record);
    }

    /**
     * All records in order, those that are equal as often as they were added; nothing can be added from then on. The
     * iterator throws {@link java.io.UncheckedIOException} where the disk fails.
     */
    Iterator<byte[]> sorted() throws IOException {
        lane.end();
        return sorter.sorted();
    }

    /** Forgets the records, on the heap and on the disk. */
    @Override
    public void close() throws IOException {
        sorter.close();
    }

    private static final class Bytes implements ExternalSorter.Format<byte[]> {

        /** What an array and its place in the list cost beside its bytes. */
        private static final long HEAP_BYTES = 32;

        @Override
        public long heapBytes(byte[] record) {
            return HEAP_BYTES + record.length;
        }

        @Override
        public ExternalSorter.Writing<byte[]> to(DataOutput out) {
            return record -> {
                out.writeInt(record.length);
                out.write(record);
            };
        }

        @Override
        public ExternalSorter.Reading<byte[]> from(DataInput in) {
            return () -> {
                byte[] record = new byte[in.readInt()];
                in.readFully(record);
                return record;
            };
        }
    }
}
