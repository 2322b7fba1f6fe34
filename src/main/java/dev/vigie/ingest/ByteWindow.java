package dev.vigie.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a stream that a {@link Records} is looking at. Offsets count from the window's start, and stay valid
 * while the window grows. Its buffer is twice the longest stretch held, at least {@value #BUFFER_BYTES}.
 */
final class ByteWindow {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] bytes;
    private int start;
    private int end;
    private long position;
    private boolean ended;
    private @Nullable IOException failure;

    ByteWindow(InputStream in) {
        this.in = in;
        this.bytes = new byte[BUFFER_BYTES];
    }

    /** A window that shows all there is from the start, without a copy. */
    ByteWindow(byte[] bytes, int from, int to) {
        this.in = InputStream.nullInputStream();
        this.bytes = bytes;
        this.start = from;
        this.end = to;
        this.ended = true;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the window starts. */
    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** How many bytes of the stream lie before the window. */
    long position() {
        return position;
    }

    /** Moves the start forward. */
    void drop(int count) {
        start += count;
        position += count;
    }

    /**
     * Forgets what was read beyond the first {@code count} bytes, so that a record of any length can be passed over.
     */
    void keepFirst(int count) {
        position += length() - count;
        end = start + count;
    }

    /**
     * Reads on behind the window's end; false at the end of the stream.
     *
     * @throws IOException what the stream threw; from then on the same every time
     */
    boolean more() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return false;
        }
        if (end == bytes.length) {
            makeRoom();
        }
        try {
            int count = in.read(bytes, end, bytes.length - end);
            ended = count < 0;
            end += Math.max(count, 0);
            return !ended;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Reads on until the window holds {@code count} bytes or the stream ends or fails. */
    void peek(int count) {
        try {
            while (length() < count && more()) {}
        } catch (IOException e) {
            // more() throws it again to whoever needs what lies behind.
        }
    }

    /** Drops the mark with which some programs begin UTF-8. */
    void dropByteOrderMark() {
        peek(3);
        if (length() >= 3
                && bytes[start] == (byte) 0xef
                && bytes[start + 1] == (byte) 0xbb
                && bytes[start + 2] == (byte) 0xbf) {
            drop(3);
        }
    }

    /** The offset of the next {@code wanted} byte from {@code offset} on, or -1 where the window has none. */
    int indexOf(byte wanted, int offset) {
        for (int i = start + offset; i < end; i++) {
            if (bytes[i] == wanted) {
                return i - start;
            }
        }
        return -1;
    }

    private void makeRoom() {
        int length = length();
        // Were a nearly full buffer only moved, each few bytes that are dropped would have all others copied.
        byte[] roomy = length > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
        System.arraycopy(bytes, start, roomy, 0, length);
        bytes = roomy;
        start = 0;
        end = length;
    }
}
