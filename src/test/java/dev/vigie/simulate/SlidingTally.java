package dev.vigie.simulate;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The obvious sliding window over (t - timespan, t]: every entry kept, distinct values counted by hand. Times must not
 * go back.
 */
final class SlidingTally {

    private final long timespanMillis;
    private final Queue<Entry> entries = new ArrayDeque<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private long sum;

    private record Entry(long timeMillis, String value, long amount) {}

    SlidingTally(long timespanMillis) {
        this.timespanMillis = timespanMillis;
    }

    void add(long timeMillis, String value, long amount) {
        entries.add(new Entry(timeMillis, value, amount));
        occurrences.merge(value, 1, Integer::sum);
        sum += amount;
        for (Entry oldest = entries.element();
                oldest.timeMillis <= timeMillis - timespanMillis;
                oldest = entries.element()) {
            entries.remove();
            sum -= oldest.amount;
            occurrences.computeIfPresent(oldest.value, (v, n) -> n == 1 ? null : n - 1);
        }
    }

    int distinct() {
        return occurrences.size();
    }

    long sum() {
        return sum;
    }
}
