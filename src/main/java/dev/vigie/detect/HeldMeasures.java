package dev.vigie.detect;

import dev.vigie.measure.Sliding;
import java.util.Arrays;

/**
 * Those of a plan's measures that were ever added to, by rising index: few of a large rule set's concern any one group.
 * A bit for each of the plan's says whether it is held, and the bits below it say where: no search, at every measure of
 * every event.
 */
final class HeldMeasures {

    private long[] held = new long[1];
    private int[] indexes = new int[4];
    private Sliding[] measures = new Sliding[4];
    private boolean[] changed = new boolean[4];
    private int count;

    int count() {
        return count;
    }

    /** The plan's index of the measure at {@code place}. */
    int indexAt(int place) {
        return indexes[place];
    }

    Sliding at(int place) {
        return measures[place];
    }

    void replace(int place, Sliding measure) {
        measures[place] = measure;
        changed[place] = true;
    }

    boolean isChanged(int place) {
        return changed[place];
    }

    void markChanged(int place) {
        changed[place] = true;
    }

    void markWritten() {
        Arrays.fill(changed, false);
    }

    /** Where the measure at {@code index} of the plan is, or -1 less where it would have to be. */
    int place(int index) {
        int word = index >>> 6;
        if (word >= held.length) {
            return -1 - count;
        }
        int below = 0;
        for (int i = 0; i < word; i++) {
            below += Long.bitCount(held[i]);
        }
        long bit = 1L << index;
        below += Long.bitCount(held[word] & (bit - 1));
        return (held[word] & bit) != 0 ? below : -1 - below;
    }

    /**
     * Reads what the measures at {@code indexes} of the plan are about to look at, and changes nothing. No cache holds
     * the measures of most groups: added to one by one, each waits for memory in its turn, several times; here nothing
     * depends on what was found before, and the processor fetches from many places at a time.
     *
     * @param hash of what will be added to most of them
     * @return nothing that means anything; but it must be put somewhere, or nothing is read
     */
    long touch(int[] indexes, long hash) {
        long touched = 0;
        for (int index : indexes) {
            int place = place(index);
            if (place >= 0) {
                touched += measures[place].touch(hash);
            }
        }
        return touched;
    }

    void insert(int place, int index, Sliding measure) {
        int word = index >>> 6;
        if (word >= held.length) {
            held = Arrays.copyOf(held, word + 1);
        }
        held[word] |= 1L << index;
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
            measures = Arrays.copyOf(measures, 2 * count);
            changed = Arrays.copyOf(changed, 2 * count);
        }
        System.arraycopy(indexes, place, indexes, place + 1, count - place);
        System.arraycopy(measures, place, measures, place + 1, count - place);
        System.arraycopy(changed, place, changed, place + 1, count - place);
        indexes[place] = index;
        measures[place] = measure;
        changed[place] = false;
        count++;
    }
}
