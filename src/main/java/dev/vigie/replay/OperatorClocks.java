package dev.vigie.replay;

import dev.vigie.detect.Detector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The operators' clocks as one {@link Detector} would have them that saw every event: each worker's has seen its own
 * accounts' alone. Of more than {@value #OPERATORS_MAX} those are kept that wrote last, and only the last matter.
 */
final class OperatorClocks {

    private static final int OPERATORS_MAX = 10_000;
    private static final float LOAD_FACTOR = 0.75f;

    /** Of one long each. */
    private final Map<String, long[]> millisByOperator = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, long[]> eldest) {
            return size() > OPERATORS_MAX;
        }
    };

    /** Takes in an event that counted. */
    void tick(String operator, long timeMillis) {
        long[] known = millisByOperator.get(operator);
        if (known == null) {
            millisByOperator.put(operator, new long[] {timeMillis});
        } else if (timeMillis > known[0]) {
            known[0] = timeMillis;
        }
    }

    /** A copy. */
    Collection<Long> millis() {
        return millisByOperator.values().stream().map(clock -> clock[0]).toList();
    }
}
