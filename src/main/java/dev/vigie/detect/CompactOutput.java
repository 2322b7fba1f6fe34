package dev.vigie.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing message in which a text stands once and is a number where it comes again: what contributions say is mostly
 * the same. {@link CompactInput} reads it.
 */
final class CompactOutput {

    /** In place of a text's number. */
    static final int NEW = -1;

    static final int NONE = -2;

    /** Marks hashes that are all alike. */
    static final long ALIKE = -1;

    static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final KnownThings<String> texts = new KnownThings<>();
    private byte[] bytes = new byte[512];
    private int size;

    /** One to ten bytes, the fewer the nearer to 0. */
    void number(long value) {
        reserve(10);
        long bits = (value << 1) ^ (value >> 63);
        while ((bits & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((bits & 0x7F) | 0x80);
            bits >>>= 7;
        }
        bytes[size++] = (byte) bits;
    }

    /** Eight bytes. */
    void hash(long value) {
        reserve(Long.BYTES);
        BIG_ENDIAN.set(bytes, size, value);
        size += Long.BYTES;
    }

    void hashes(long[] values) {
        number(values.length);
        for (long value : values) {
            hash(value);
        }
    }

    /** Of what is told of many subjects most is the same for all: a series, an attribute that none has. */
    void hashesPerhapsAlike(long[] values) {
        boolean alike = values.length > 1;
        for (int i = 1; alike && i < values.length; i++) {
            alike = values[i] == values[0];
        }
        if (alike) {
            number(ALIKE);
            number(values.length);
            hash(values[0]);
        } else {
            hashes(values);
        }
    }

    /** Writes the number under which the thing is known; true if it is not, and has to be written out. */
    <T> boolean isNew(KnownThings<T> things, T thing) {
        int number = things.numberOf(thing);
        number(number);
        return number == NEW;
    }

    /** A text that may well come again. */
    void text(String text) {
        if (isNew(texts, text)) {
            once(text);
        }
    }

    void optional(@Nullable String text) {
        if (text == null) {
            number(NONE);
        } else {
            text(text);
        }
    }

    void texts(List<String> texts) {
        number(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    /** A text that hardly comes again. */
    void once(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** Bytes that such a message has from {@code from} to {@code to}, exclusive. */
    void bytes(byte[] message, int from, int to) {
        reserve(to - from);
        System.arraycopy(message, from, bytes, size, to - from);
        size += to - from;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    int size() {
        return size;
    }

    /** Begins another message; texts stay known. */
    void clear() {
        size = 0;
    }

    void copyTo(byte[] to, int from) {
        System.arraycopy(bytes, 0, to, from, size);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * The message with a number put in that is known only at the end.
     *
     * @param room how many bytes are left free before it
     * @param place what {@link #size} was where the number belongs
     */
    byte[] toBytes(int room, int place, long number) {
        int end = size;
        number(number);
        int length = size - end;
        byte[] whole = new byte[room + size];
        System.arraycopy(bytes, 0, whole, room, place);
        System.arraycopy(bytes, end, whole, room + place, length);
        System.arraycopy(bytes, place, whole, room + place + length, end - place);
        size = end;
        return whole;
    }
}
