package dev.vigie.replay;

import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sorted run of events in a file, read from its beginning to its end. Each record is {@code ordinal: 8 bytes, log: 4,
 * line: 8, length: 4, event: Avro}.
 */
final class SpilledRun implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final DataInputStream in;
    private final EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
    private long left;

    private SpilledRun(Path file, long events) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        this.left = events;
    }

    /** A run that was written. */
    record Written(Path file, long events) {

        SpilledRun open() throws IOException {
            return new SpilledRun(file, events);
        }

        void delete() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Writes {@code events}, which are sorted, to {@code file}, which does not exist yet. */
    static Written write(Path file, Iterator<ReadEvent> events) throws IOException {
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        long count = 0;
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            while (events.hasNext()) {
                ReadEvent read = events.next();
                byte[] event = encoder.encode(read.event());
                out.writeLong(read.ordinal());
                out.writeInt(read.log());
                out.writeLong(read.line());
                out.writeInt(event.length);
                out.write(event);
                count++;
            }
        }
        return new Written(file, count);
    }

    /** The next event, or null at the end. */
    @Nullable
    ReadEvent next() throws IOException {
        if (left == 0) {
            return null;
        }
        left--;
        long ordinal = in.readLong();
        int log = in.readInt();
        long line = in.readLong();
        byte[] event = new byte[in.readInt()];
        in.readFully(event);
        try {
            return new ReadEvent(decoder.decode(event), ordinal, log, line);
        } catch (WireException | RegistryException e) {
            throw new IOException("a file that this replay has just written cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
