package dev.vigie.monitor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether the program is alive, and whether it is ready, from the conditions of its parts. Alive as long as no part has
 * given up: a detector that restores its state for an hour is alive, and would only begin again if it were restarted.
 * Ready once there are parts and all of them are. Safe for use by several threads.
 */
public final class Health {

    private final Map<String, Supplier<Condition>> parts = new ConcurrentHashMap<>();

    /** Asks {@code condition}, whenever somebody looks, how the part is. It must answer at once. */
    public void watch(String part, Supplier<Condition> condition) {
        if (!part.matches("[a-z]{1,20}")) {
            throw new IllegalArgumentException("a part's name is one small word, not " + part);
        }
        parts.put(part, condition);
    }

    /** How the parts are now, by their names. */
    Map<String, Condition> now() {
        Map<String, Condition> now = new TreeMap<>();
        parts.forEach((part, condition) -> now.put(part, condition.get()));
        return now;
    }

    static boolean isLive(Map<String, Condition> now) {
        return now.values().stream().allMatch(Condition::live);
    }

    static boolean isReady(Map<String, Condition> now) {
        return !now.isEmpty() && now.values().stream().allMatch(Condition::ready);
    }
}
