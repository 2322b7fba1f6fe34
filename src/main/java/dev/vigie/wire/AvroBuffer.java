package dev.vigie.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer that writes Avro's binary encoding; after a large message it returns to its usual size. */
final class AvroBuffer {

    /** Above this the buffer is not kept for the next message. */
    private static final int KEPT_BYTES_MAX = 65_536;

    private static final int INITIAL_BYTES = 1_024;
    private static final int VARINT_BYTES_MAX = 10;

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int size;

    /** Starts another message with these bytes. */
    void reset(byte[] header) {
        if (buffer.length > KEPT_BYTES_MAX) {
            buffer = new byte[INITIAL_BYTES];
        }
        System.arraycopy(header, 0, buffer, 0, header.length);
        size = header.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    void writeLong(long value) {
        ensure(VARINT_BYTES_MAX);
        long bits = (value << 1) ^ (value >> 63);
        while ((bits & ~0x7FL) != 0) {
            buffer[size++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        buffer[size++] = (byte) bits;
    }

    void writeBoolean(boolean value) {
        ensure(1);
        buffer[size++] = (byte) (value ? 1 : 0);
    }

    /** The branch of an optional value, of which null is the first. */
    void writePresence(boolean present) {
        writeLong(present ? 1 : 0);
    }

    void writeBlockCount(int count) {
        writeLong(count);
    }

    /** Ends a collection of {@code count} items: an empty one has ended already. */
    void writeBlockEnd(int count) {
        if (count > 0) {
            writeLong(0);
        }
    }

    /** UTF-8, a lone surrogate as {@code ?}, since it has no UTF-8. */
    void writeString(String string) {
        int length = string.length();
        int start = size;
        writeLong(length);
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (c >= 0x80) {
                size = start;
                writeUtf8(string);
                return;
            }
            buffer[size++] = (byte) c;
        }
    }

    private void writeUtf8(String string) {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        writeLong(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, buffer, size, utf8.length);
        size += utf8.length;
    }

    private void ensure(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(size + bytes, buffer.length * 2));
        }
    }
}
