package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.WireException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An event as it was read, in Avro: a third of the heap that the object would take, and whoever puts events in order
 * need not know what is in them.
 *
 * @param atMillis when it counts
 * @param partition the same for all events of an account, at least 0
 * @param log which of the logs it came from, by their order in the results
 * @param line its line there, from 1
 */
// The bytes go on as they are; nobody compares events but by ORDER.
@SuppressWarnings("ArrayRecordComponent")
record ReadEvent(long atMillis, int partition, byte[] event, int log, long line) {

    /**
     * The order of a replay: day by day, and of each day account by account, so that what is known of an account is at
     * hand; of each by time, then by id, then by content, so that it does not depend on how a log was cut into files or
     * in which order these were named; the same event in several places by log and line.
     */
    static final Comparator<ReadEvent> ORDER = ReadEvent::compare;

    /** How they are written to a disk. */
    static final ExternalSorter.Format<ReadEvent> FORMAT = new Spilled();

    private static final long DAY_MILLIS = 86_400_000;
    private static final long HEAP_BYTES = 72;

    private static int compare(ReadEvent one, ReadEvent other) {
        int order = Long.compare(one.day(), other.day());
        order = order != 0 ? order : Integer.compare(one.partition, other.partition);
        order = order != 0 ? order : Long.compare(one.atMillis, other.atMillis);
        order = order != 0 ? order : EventEncoder.idOf(one.event).compareTo(EventEncoder.idOf(other.event));
        order = order != 0 ? order : Arrays.compareUnsigned(one.event, other.event);
        order = order != 0 ? order : Integer.compare(one.log, other.log);
        return order != 0 ? order : Long.compare(one.line, other.line);
    }

    /** The UTC day on which it counts, counted from 1970. */
    long day() {
        return Math.floorDiv(atMillis, DAY_MILLIS);
    }

    /** When that day begins. */
    long dayMillis() {
        return day() * DAY_MILLIS;
    }

    AccessEvent decode(EventDecoder decoder) throws IOException {
        try {
            return decoder.decode(event);
        } catch (WireException | RegistryException e) {
            throw new IOException("an event that this replay has just written cannot be read: " + e.getMessage(), e);
        }
    }

    static int partitionOf(AccessEvent event) {
        return partitionOf(event.operator(), event.account());
    }

    /** Names that are counted up spread evenly over tables, which is worth that some of two operators meet. */
    static int partitionOf(String operator, String account) {
        int hash = 31 * operator.hashCode() + account.hashCode();
        return (hash ^ (hash >>> 16)) & Integer.MAX_VALUE;
    }

    private static final class Spilled implements ExternalSorter.Format<ReadEvent> {

        @Override
        public long heapBytes(ReadEvent read) {
            return HEAP_BYTES + read.event.length;
        }

        @Override
        public ExternalSorter.Writing<ReadEvent> to(DataOutput out) {
            return read -> write(read, out);
        }

        @Override
        public ExternalSorter.Reading<ReadEvent> from(DataInput in) {
            return () -> read(in);
        }

        private static void write(ReadEvent read, DataOutput out) throws IOException {
            out.writeLong(read.atMillis);
            out.writeInt(read.partition);
            out.writeInt(read.log);
            out.writeLong(read.line);
            out.writeInt(read.event.length);
            out.write(read.event);
        }

        private static ReadEvent read(DataInput in) throws IOException {
            long atMillis = in.readLong();
            int partition = in.readInt();
            int log = in.readInt();
            long line = in.readLong();
            byte[] event = new byte[in.readInt()];
            in.readFully(event);
            return new ReadEvent(atMillis, partition, event, log, line);
        }
    }
}
