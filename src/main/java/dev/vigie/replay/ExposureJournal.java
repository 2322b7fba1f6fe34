package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The events that showed people's records, kept until it is known which of them belong to an episode: where its opening
 * window began is known only when it opens. A scratch file of about what the unpacked logs are, packed.
 */
final class ExposureJournal implements Closeable {

    private final Scratch.TemporaryFile file;
    private final DataOutputStream out;
    private long events;

    /** Takes an event again. */
    interface Sink {

        /**
         * False to pass over it unread.
         *
         * @param partition as {@link ReadEvent#partitionOf} has it
         */
        boolean wants(int partition, long timeMillis) throws IOException;

        /**
         * Takes an event.
         *
         * @param timeMillis when it counts as having happened
         */
        void accept(AccessEvent event, long timeMillis) throws IOException;
    }

    ExposureJournal(Scratch scratch) throws IOException {
        this.file = scratch.newFile();
        this.out = file.write();
    }

    /**
     * Adds an event.
     *
     * @param encoded the same in Avro, as a single object
     */
    void add(AccessEvent event, byte[] encoded, long timeMillis) throws IOException {
        out.writeLong(timeMillis);
        out.writeInt(ReadEvent.partitionOf(event));
        out.writeInt(encoded.length);
        out.write(encoded);
        events++;
    }

    /** How many events were added. */
    long events() {
        return events;
    }

    /** Hands over every event that is wanted, in the order in which they were added; none can be added from then on. */
    void forEach(Sink sink) throws IOException {
        out.close();
        EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
        try (DataInputStream in = file.read()) {
            for (long i = 0; i < events; i++) {
                long timeMillis = in.readLong();
                boolean isWanted = sink.wants(in.readInt(), timeMillis);
                int length = in.readInt();
                if (isWanted) {
                    byte[] bytes = new byte[length];
                    in.readFully(bytes);
                    sink.accept(decoder.decode(bytes), timeMillis);
                } else {
                    in.skipNBytes(length);
                }
            }
        } catch (WireException | RegistryException e) {
            throw new IOException("a file that this replay has just written cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        file.delete();
    }
}
