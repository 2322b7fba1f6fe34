package dev.vigie.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes a record of bytes whose order, byte by byte without signs, is the order of its values: numbers have eight bytes
 * with the sign turned, texts are UTF-8 with an end that no text contains. So records can be sorted without being
 * understood. A value follows the other; {@link RecordReader} gives them back.
 */
final class RecordBytes {

    /** After a NUL: it stands for itself, or for the text's end, which comes first. */
    static final byte NUL_ITSELF = 1;

    static final byte NUL_END = 0;

    private static final int BYTES = 64;

    private byte[] bytes = new byte[BYTES];
    private int length;

    RecordBytes text(String text) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            put(each);
            if (each == 0) {
                put(NUL_ITSELF);
            }
        }
        put((byte) 0);
        put(NUL_END);
        return this;
    }

    RecordBytes number(long number) {
        long unsigned = number ^ Long.MIN_VALUE;
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((byte) (unsigned >>> shift));
        }
        return this;
    }

    private void put(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = value;
    }

    /** The record; the next one begins empty. */
    byte[] take() {
        byte[] record = Arrays.copyOf(bytes, length);
        length = 0;
        return record;
    }
}
