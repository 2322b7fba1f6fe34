package dev.vigie.detect;

import dev.vigie.measure.Sliding;
import java.util.Arrays;

/**
 * Those of a plan's measures that were ever added to, by rising index: few of a large rule set's concern any one group.
 */
final class HeldMeasures {

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
        int guess = Math.min(index, count - 1); // right where nearly all of a plan's measures are in use
        return guess >= 0 && indexes[guess] == index ? guess : Arrays.binarySearch(indexes, 0, count, index);
    }

    void insert(int place, int index, Sliding measure) {
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
