package dev.vigie.replay;

import java.nio.charset.StandardCharsets;

/** Reads the values of a record that {@link RecordBytes} made, in their order. */
final class RecordReader {

    private final byte[] record;
    private int at;

    RecordReader(byte[] record) {
        this.record = record;
    }

    String text() {
        int from = at;
        int escapes = 0;
        while (record[at] != 0 || record[at + 1] != RecordBytes.NUL_END) {
            escapes += record[at] == 0 ? 1 : 0;
            at += record[at] == 0 ? 2 : 1;
        }
        int to = at;
        at += 2;
        return escapes == 0
                ? new String(record, from, to - from, StandardCharsets.UTF_8)
                : unescaped(from, to, escapes);
    }

    private String unescaped(int from, int to, int escapes) {
        byte[] plain = new byte[to - from - escapes];
        int length = 0;
        for (int i = from; i < to; i++) {
            plain[length++] = record[i];
            i += record[i] == 0 ? 1 : 0;
        }
        return new String(plain, StandardCharsets.UTF_8);
    }

    long number() {
        long unsigned = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            unsigned = (unsigned << Byte.SIZE) | (record[at++] & 0xFF);
        }
        return unsigned ^ Long.MIN_VALUE;
    }

    boolean atEnd() {
        return at == record.length;
    }
}
