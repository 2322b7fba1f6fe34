package dev.vigie.replay;

import dev.vigie.detect.Detector;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The operators' clocks as one {@link Detector} would have them that saw all events of one worker or, together, of all:
 * each worker's detector has seen its own accounts' alone. Of more than {@value #OPERATORS_MAX} the highest are kept,
 * and only the highest matter. Which these are does not depend on the order of the events: a clock gives way only where
 * so many others are as high.
 */
final class OperatorClocks {

    private static final int OPERATORS_MAX = 10_000;

    /** Of one long each. */
    private final Map<String, long[]> millisByOperator = new HashMap<>();

    /** Takes in an event that counted. */
    void tick(String operator, long timeMillis) {
        long[] known = millisByOperator.get(operator);
        if (known == null) {
            millisByOperator.put(operator, new long[] {timeMillis});
            if (millisByOperator.size() == 2 * OPERATORS_MAX) {
                List<Map.Entry<String, long[]>> highest = highest().toList();
                millisByOperator.clear();
                highest.forEach(each -> millisByOperator.put(each.getKey(), each.getValue()));
            }
        } else if (timeMillis > known[0]) {
            known[0] = timeMillis;
        }
    }

    /** Moves {@code others} on to where these are. */
    void tick(OperatorClocks others) {
        millisByOperator.forEach((operator, millis) -> others.tick(operator, millis[0]));
    }

    private Stream<Map.Entry<String, long[]>> highest() {
        return millisByOperator.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> -each.getValue()[0]))
                .limit(OPERATORS_MAX);
    }

    /** A copy. */
    Collection<Long> millis() {
        return highest().map(each -> each.getValue()[0]).toList();
    }
}
