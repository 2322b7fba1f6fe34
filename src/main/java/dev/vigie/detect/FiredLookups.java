package dev.vigie.detect;

import dev.vigie.detect.GroupPlan.Lookup;
import dev.vigie.model.Slots;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What of one grouping's level 0 an occurrence makes grow and be asked. That depends only on what it matched and on how
 * it found the group, and most occurrences match what one shortly before them did: the answer is kept, in one slot for
 * each hash, as in a direct-mapped cache. Used by one thread.
 */
final class FiredLookups {

    private static final int SLOTS = 1 << 6;
    /** Nothing on level 0 waits for a correlation to hold. */
    private static final boolean[] NONE_HELD = {};

    private final GroupPlan group;
    private final @Nullable Known[] slots = new Known[SLOTS];

    /** The answer for what was matched, in its order. */
    private static final class Known {
        private final int[] matches;
        private final long keyings;
        private final Lookup fired;

        Known(int[] matches, long keyings, Lookup fired) {
            this.matches = matches;
            this.keyings = keyings;
            this.fired = fired;
        }

        boolean isOf(int[] others, int count, long otherKeyings) {
            return keyings == otherKeyings && Arrays.equals(matches, 0, matches.length, others, 0, count);
        }
    }

    FiredLookups(GroupPlan group) {
        this.group = group;
    }

    /**
     * Measures to add to and rules to ask, each once.
     *
     * @param matches base indexes that matched, the first {@code count}
     * @param matched the same by base index
     * @param keyings bits of the keyings by which the occurrence found the group
     */
    Lookup of(int[] matches, int count, boolean[] matched, long keyings) {
        int hash = Long.hashCode(keyings);
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + matches[i];
        }
        int slot = Slots.of(hash, SLOTS);
        Known known = slots[slot];
        if (known == null || !known.isOf(matches, count, keyings)) {
            known = new Known(Arrays.copyOf(matches, count), keyings, find(matches, count, matched, keyings));
            slots[slot] = known;
        }
        return known.fired;
    }

    private Lookup find(int[] matches, int count, boolean[] matched, long keyings) {
        Lookup always = group.dense().get(0);
        IntStream measures = IntStream.of(always.measures);
        IntStream rules = IntStream.empty();
        for (int i = 0; i < count; i++) {
            Lookup sparse = group.sparse().get(matches[i]);
            measures = IntStream.concat(measures, IntStream.of(sparse.measures));
            rules = IntStream.concat(rules, IntStream.of(sparse.rules));
        }
        return new Lookup(
                measures.distinct()
                        .filter(index -> fires(group.measures().get(index).triggers(), matched, keyings))
                        .toArray(),
                IntStream.concat(rules, IntStream.of(always.rules))
                        .distinct()
                        .filter(index -> fires(group.rules().get(index).triggers(), matched, keyings))
                        .toArray());
    }

    private static boolean fires(Iterable<Trigger> triggers, boolean[] matched, long keyings) {
        for (Trigger trigger : triggers) {
            if (trigger.fires(matched, NONE_HELD, keyings)) {
                return true;
            }
        }
        return false;
    }
}
