package dev.vigie.wire;

import dev.vigie.model.Slots;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of strings by their UTF-8 bytes, so that a value which comes again costs no allocation.
 *
 * <p>Each hash has one slot and the latest string keeps it: no chains that colliding input could grow, no eviction to
 * pay for. Two frequent values that share a slot cost an allocation each time, nothing more. At most {@value #SLOTS}
 * strings of {@value #STRING_BYTES_MAX} bytes.
 */
final class InternTable {

    static final int SLOTS = 4_096;
    static final int STRING_BYTES_MAX = 128;

    /**
     * The strings' bytes, side by side: a look-up touches one place in memory, not an object, its array and its header.
     */
    private final byte[] utf8 = new byte[SLOTS * STRING_BYTES_MAX];

    private final @Nullable String[] strings = new String[SLOTS];
    private final byte[] lengths = new byte[SLOTS];

    /** The string of these bytes, or null where they are not in the table. */
    @Nullable
    String find(byte[] buffer, int from, int to) {
        int length = to - from;
        if (length > STRING_BYTES_MAX) {
            return null;
        }
        int slot = slot(buffer, from, to);
        int at = slot * STRING_BYTES_MAX;
        return (lengths[slot] & 0xFF) == length && Arrays.equals(utf8, at, at + length, buffer, from, to)
                ? strings[slot]
                : null;
    }

    /** Remembers {@code string} as the meaning of these bytes. */
    void put(byte[] buffer, int from, int to, String string) {
        int length = to - from;
        if (length <= STRING_BYTES_MAX) {
            int slot = slot(buffer, from, to);
            System.arraycopy(buffer, from, utf8, slot * STRING_BYTES_MAX, length);
            lengths[slot] = (byte) length;
            strings[slot] = string;
        }
    }

    private static int slot(byte[] buffer, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + buffer[i];
        }
        return Slots.of(hash, SLOTS);
    }
}
