package dev.vigie.ingest;

import java.io.IOException;
import java.io.InputStream;

/** What is left of compressed data whose very beginning is broken. */
final class BrokenInput extends InputStream {

    private final IOException failure;

    BrokenInput(IOException failure) {
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        throw failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        throw failure;
    }
}
