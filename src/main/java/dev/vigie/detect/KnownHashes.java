package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.Slots;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of texts' keyed hashes: an event's register, data fields and network are asked for by a dozen
 * measures and are those of the event before. Each text has one slot and the latest keeps it, as in a direct-mapped
 * cache: no chains that hostile texts could grow. Used by one thread.
 */
final class KnownHashes {

    private static final int SLOTS = 1 << 12;

    private final KeyedHash keyed;
    private final @Nullable String[] texts = new String[SLOTS];
    private final long[] hashes = new long[SLOTS];

    KnownHashes(KeyedHash keyed) {
        this.keyed = keyed;
    }

    long of(String text) {
        int slot = Slots.of(text.hashCode(), SLOTS);
        if (!text.equals(texts[slot])) {
            texts[slot] = text;
            hashes[slot] = keyed.of(text);
        }
        return hashes[slot];
    }
}
