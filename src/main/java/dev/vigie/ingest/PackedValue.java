package dev.vigie.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a value through Kafka is unpacked, where it was compressed as files are: by gzip or zstd, whose first bytes
 * begin no text. Read as a stream of at most {@value #UNPACKED_BYTES_MAX} bytes: a small value can hold any length of
 * zeros.
 */
final class PackedValue extends InputStream {

    /** Sixty-four times what brokers let a record be unless told otherwise; logs shrink to about a tenth. */
    static final int UNPACKED_BYTES_MAX = 1 << 26;

    private final CountedInput packed;
    private final InputStream unpacked;
    private long count;
    private boolean read;

    private PackedValue(CountedInput packed, InputStream unpacked) {
        this.packed = packed;
        this.unpacked = unpacked;
    }

    /** Null where it is not compressed. */
    static @Nullable PackedValue of(byte[] bytes, int from, int to) {
        Packing packing = Packing.of(bytes, from, to);
        if (packing == Packing.PLAIN) {
            return null;
        }
        CountedInput packed = new CountedInput(new ByteArrayInputStream(bytes, from, to - from));
        try {
            return new PackedValue(packed, packing.unpack(packed));
        } catch (IOException e) {
            return new PackedValue(packed, new BrokenInput(e));
        }
    }

    /** Why it cannot be read on. */
    Rejection problem() {
        if (count > UNPACKED_BYTES_MAX) {
            return new Rejection(
                    Reason.TOO_LARGE,
                    "unpacked more than " + UNPACKED_BYTES_MAX + " bytes; what follows these is not read");
        }
        String where = ", at byte " + count + " of what it is unpacked";
        return packed.ended()
                ? new Rejection(Reason.TRUNCATED, "the compressed data ends too early" + where)
                : new Rejection(Reason.CORRUPT, "the compressed data is damaged" + where);
    }

    /** True once all of it has been read. */
    boolean isRead() {
        return read;
    }

    /** Lets go of what unpacking takes outside of the heap, up to a whole window, which no collection sees. */
    @Override
    public void close() {
        try {
            unpacked.close();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory is closed without fail", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int more = unpacked.read(bytes, offset, length);
        count += Math.max(0, more);
        read |= more < 0;
        if (count > UNPACKED_BYTES_MAX) {
            throw new IOException("more than " + UNPACKED_BYTES_MAX + " bytes");
        }
        return more;
    }
}
