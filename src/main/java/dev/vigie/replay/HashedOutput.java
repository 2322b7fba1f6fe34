package dev.vigie.replay;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A stream that knows how many bytes went through it, and their SHA-256. */
final class HashedOutput extends FilterOutputStream {

    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    HashedOutput(OutputStream to) {
        super(to);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        digest.update((byte) value);
        bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        digest.update(from, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** In hexadecimal; to be asked once, when all is written. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
