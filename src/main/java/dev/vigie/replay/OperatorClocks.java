package dev.vigie.replay;

import dev.vigie.detect.Detector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators' clocks as one {@link Detector} would have them that saw every event: each worker's has seen its own
 * accounts' alone. Of more than {@value #OPERATORS_MAX} those are kept that wrote last, and only the last matter.
 */
final class OperatorClocks {

    private static final int OPERATORS_MAX = 10_000;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, Long> millisByOperator = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > OPERATORS_MAX;
        }
    };

    /** Takes in an event that counted, in the order of time. */
    void tick(String operator, long timeMillis) {
        Long known = millisByOperator.get(operator);
        if (known == null || timeMillis >= known + Detector.OPERATOR_STEP_MILLIS) {
            millisByOperator.put(operator, timeMillis);
        }
    }

    /** A copy. */
    Collection<Long> millis() {
        return List.copyOf(millisByOperator.values());
    }
}
