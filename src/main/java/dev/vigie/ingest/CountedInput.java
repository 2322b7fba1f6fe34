package dev.vigie.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A stream that counts what has been read from it, so that another thread can show it. */
final class CountedInput extends FilterInputStream {

    private final AtomicLong count = new AtomicLong();
    private boolean ended;
    private boolean failed;

    CountedInput(InputStream in) {
        super(in);
    }

    long count() {
        return count.get();
    }

    /** True if somebody wanted more than there is. */
    boolean ended() {
        return ended;
    }

    /** True if the disk, and not what lies on it, is to blame. */
    boolean failed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = super.read(bytes, offset, length);
            ended |= read < 0;
            count.addAndGet(Math.max(0, read));
            return read;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
