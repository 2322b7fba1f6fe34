package dev.vigie.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a sample of a log holds in one column, or at one path. */
final class SampledColumn {

    /** How many different values are remembered. */
    static final int VALUES_MAX = 200;

    /** How much of a value is. */
    static final int VALUE_LENGTH_MAX = 200;

    private static final int FEW = 10;
    private static final int PERCENT_MIN = 80;

    private final String name;
    private final List<String> words;
    private final Map<String, Integer> times = new LinkedHashMap<>();
    private int count;
    private boolean more;

    SampledColumn(String name) {
        this.name = name;
        this.words = EcsAction.words(GuessWords.plain(name));
    }

    void add(String value) {
        if (value.isEmpty()) {
            return;
        }
        count++;
        String start = value.substring(0, Math.min(value.length(), VALUE_LENGTH_MAX));
        if (times.containsKey(start) || times.size() < VALUES_MAX) {
            times.merge(start, 1, Integer::sum);
        } else {
            more = true;
        }
    }

    /** The column's name, or the path. */
    String name() {
        return name;
    }

    /** The words of the name, in lower case and without accents. */
    List<String> words() {
        return words;
    }

    /** Different values, in their order, as far as they were remembered. */
    Set<String> values() {
        return times.keySet();
    }

    /** How many values there were. */
    int count() {
        return count;
    }

    /** Whether there were at most so many different values, and some of them more than once where there were many. */
    boolean hasFew(int most) {
        return !more && times.size() <= most && (times.size() < count || count <= FEW);
    }

    /** Different values, and how often each came, as far as they were remembered. */
    Map<String, Integer> times() {
        return Collections.unmodifiableMap(times);
    }

    /** Whether a value that came passes, and of all values so many that the rest may be mishaps. */
    boolean mostMatch(Predicate<String> test) {
        int passed = 0;
        int all = 0;
        for (Map.Entry<String, Integer> value : times.entrySet()) {
            passed += test.test(value.getKey()) ? value.getValue() : 0;
            all += value.getValue();
        }
        return isMost(passed, all);
    }

    /** Whether the rest may be mishaps. */
    static boolean isMost(int passed, int all) {
        return passed > 0 && PERCENT_MIN * all <= 100 * passed;
    }

    /** Whether each value came once. */
    boolean allDiffer() {
        return count > 1 && times.values().stream().allMatch(once -> once == 1);
    }
}
