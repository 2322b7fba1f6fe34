package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link CompactOutput} wrote, and believes nothing: counts and lengths are checked against the bytes that
 * are left before anything is allocated for them. Whatever is wrong is an {@link IllegalArgumentException}.
 */
final class CompactInput {

    /** What no event comes near: a value that all have alike costs eight bytes, however many they are said to be. */
    private static final int ALIKE_MAX = AccessEvent.SUBJECTS_MAX;

    private byte[] bytes;
    private final List<String> texts = new ArrayList<>();
    private int position;

    /** @param from where the message begins; it goes on to the end */
    CompactInput(byte[] bytes, int from) {
        this.bytes = bytes;
        this.position = from;
    }

    /** Goes on elsewhere; texts stay known. */
    void move(byte[] message, int from) {
        bytes = message;
        position = from;
    }

    /** Where the next thing begins. */
    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    long number() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(1);
            byte b = bytes[position++];
            bits |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    /** True if the next number is this one, which is then read; else nothing is. */
    boolean isNext(long value) {
        int from = position;
        if (number() == value) {
            return true;
        }
        position = from;
        return false;
    }

    /** A number of things that take at least {@code bytesEach} bytes each. */
    int count(int bytesEach) {
        long count = number();
        if (count < 0 || count > remaining() / bytesEach) {
            throw new IllegalArgumentException(count + " things, with " + remaining() + " bytes left");
        }
        return (int) count;
    }

    int integer() {
        long value = number();
        if (value != (int) value) {
            throw new IllegalArgumentException("a number of more than 32 bits");
        }
        return (int) value;
    }

    long hash() {
        require(Long.BYTES);
        long value = (long) CompactOutput.BIG_ENDIAN.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    long[] hashes() {
        long[] values = new long[count(Long.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = hash();
        }
        return values;
    }

    /** What {@link CompactOutput#hashesPerhapsAlike} wrote. */
    long[] hashesPerhapsAlike() {
        if (!isNext(CompactOutput.ALIKE)) {
            return hashes();
        }
        long[] values = new long[alikeCount()];
        Arrays.fill(values, hash());
        return values;
    }

    /** How many hashes are alike; the hash follows. */
    int alikeCount() {
        int count = integer();
        if (count < 0 || count > ALIKE_MAX) {
            throw new IllegalArgumentException(count + " values");
        }
        return count;
    }

    /** Passes over so many bytes. */
    void skip(int count) {
        require(count);
        position += count;
    }

    String text() {
        String text = optional();
        if (text == null) {
            throw new IllegalArgumentException("a text is missing");
        }
        return text;
    }

    @Nullable
    String optional() {
        int number = integer();
        return number == CompactOutput.NONE ? null : thing(number, texts, this::once);
    }

    /** A thing that is known by its number, or is read now and known from then on. */
    <T> T thing(List<T> known, Supplier<T> read) {
        return thing(integer(), known, read);
    }

    private static <T> T thing(int number, List<T> known, Supplier<T> read) {
        if (number != CompactOutput.NEW) {
            if (number < 0 || number >= known.size()) {
                throw new IllegalArgumentException("a thing that never was");
            }
            return known.get(number);
        }
        T thing = read.get();
        if (known.size() < KnownThings.THINGS_MAX) {
            known.add(thing);
        }
        return thing;
    }

    List<String> texts() {
        String[] texts = new String[count(1)];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text();
        }
        return List.of(texts);
    }

    String once() {
        int length = count(1);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private void require(int count) {
        if (remaining() < count) {
            throw new IllegalArgumentException("the message is cut short");
        }
    }
}
