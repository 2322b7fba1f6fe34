package dev.vigie.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of which the last byte of each read comes in a read of its own, and so the very last one.
 * {@code ZstdInputStream} knows that a frame is unfinished only if it has read since the one before it was finished:
 * where both came in one read, the second frame could be cut off anywhere, and the stream would end as if it were
 * whole.
 */
final class LastByteApart extends FilterInputStream {

    private static final int NONE = -1;

    /** Read, but not handed out. */
    private int held = NONE;

    LastByteApart(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (held != NONE && length > 0) {
            bytes[offset] = (byte) held;
            held = NONE;
            return 1;
        }
        int count = in.read(bytes, offset, length);
        if (count <= 1) {
            return count;
        }
        held = bytes[offset + count - 1] & 0xff;
        return count - 1;
    }

    @Override
    public int available() throws IOException {
        return in.available() + (held == NONE ? 0 : 1);
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, 1 << 13)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
