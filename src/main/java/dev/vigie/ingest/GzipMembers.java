package dev.vigie.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the members of a gzip file, one after the other. What follows a member and is none fails, which the JDK's
 * stream takes for the end without a word; and what was unpacked before a failure is handed out before it.
 */
final class GzipMembers extends InputStream {

    private final GzipCompressorInputStream unpacked;
    private @Nullable IOException failure;

    /** @throws IOException if it does not begin with a member */
    GzipMembers(InputStream in) throws IOException {
        unpacked = GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
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
        long before = unpacked.getBytesRead();
        try {
            return unpacked.read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            long count = unpacked.getBytesRead() - before;
            if (count > 0) {
                return Math.toIntExact(count);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}
