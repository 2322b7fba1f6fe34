package dev.vigie.ingest;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the members of a gzip file, one after the other. What follows a member and is none fails, but for zeros, with
 * which tapes and disks are filled; the JDK's stream takes either for the end without a word. What was unpacked before
 * a failure is handed out before it.
 */
final class GzipMembers extends InputStream {

    /** A member's header has a name and a comment, as long as whoever made it likes, which are kept. */
    private static final long HEADER_BYTES_MAX = 1 << 17;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Bounded in;
    private GzipCompressorInputStream member;
    private @Nullable IOException failure;

    /** @throws IOException if it does not begin with a member */
    GzipMembers(InputStream packed) throws IOException {
        in = new Bounded(new BufferedInputStream(packed, BUFFER_BYTES));
        member = open();
    }

    private GzipCompressorInputStream open() throws IOException {
        in.left = HEADER_BYTES_MAX;
        GzipCompressorInputStream opened = new GzipCompressorInputStream(in);
        in.left = Long.MAX_VALUE;
        return opened;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int count = readMember(bytes, offset, length);
        while (count < 0 && hasNext()) {
            member = open();
            count = readMember(bytes, offset, length);
        }
        return count;
    }

    private int readMember(byte[] bytes, int offset, int length) throws IOException {
        long before = member.getBytesRead();
        try {
            return member.read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            long count = member.getBytesRead() - before;
            if (count > 0) {
                return Math.toIntExact(count);
            }
            throw e;
        }
    }

    private boolean hasNext() throws IOException {
        int next;
        do {
            in.mark(1);
            next = in.read();
        } while (next == 0);
        if (next > 0) {
            in.reset();
        }
        return next > 0;
    }

    @Override
    public void close() throws IOException {
        member.close();
    }

    /** Fails where a header does not end. */
    private static final class Bounded extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            take(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            take(Math.max(0, read));
            return read;
        }

        private void take(int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("a gzip header of more than " + HEADER_BYTES_MAX + " bytes");
            }
        }
    }
}
