package dev.vigie.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a file, or a value through Kafka, is compressed, told by its first bytes. */
enum Packing {
    PLAIN {
        @Override
        InputStream unpack(InputStream in) {
            return in;
        }
    },
    GZIP {
        @Override
        InputStream unpack(InputStream in) throws IOException {
            return new GzipMembers(in);
        }
    },
    ZSTD {
        @Override
        InputStream unpack(InputStream in) throws IOException {
            return new ZstdInputStream(new LastByteApart(in));
        }
    };

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC_BYTES = 4;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b52ffd;

    abstract InputStream unpack(InputStream in) throws IOException;

    /** A buffer from which {@link #of} can tell and {@link #unpack} read. */
    static BufferedInputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BUFFER_BYTES);
    }

    static Packing of(BufferedInputStream in) throws IOException {
        in.mark(MAGIC_BYTES);
        byte[] first = in.readNBytes(MAGIC_BYTES);
        in.reset();
        return of(first, 0, first.length);
    }

    static Packing of(byte[] bytes, int from, int to) {
        int magic = 0;
        for (int i = 0; i < MAGIC_BYTES; i++) {
            magic = magic << 8 | (from + i < to ? bytes[from + i] & 0xff : 0);
        }
        return magic >>> 16 == GZIP_MAGIC ? GZIP : magic == ZSTD_MAGIC ? ZSTD : PLAIN;
    }
}
