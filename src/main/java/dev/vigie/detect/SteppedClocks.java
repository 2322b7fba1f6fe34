package dev.vigie.detect;

import dev.vigie.model.Group;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * The clocks of operators: the highest event time of any of their accounts. They are profiles, so that a restart knows
 * them, and are kept here too, to spare that look-up at every event. Used by one thread.
 */
final class SteppedClocks {

    /** By so much at least a clock moves. */
    private static final long STEP_MILLIS = 60_000;

    private static final int KNOWN_MAX = 10_000;

    private final Map<String, OperatorClock> known = new HashMap<>();
    private final Set<String> moved = new LinkedHashSet<>();

    /** See {@link Detector#tick}. */
    void tick(String operator, long timeMillis, Profiles profiles) {
        OperatorClock clock = known.get(operator);
        if (clock != null) {
            clock.highestMillis = Math.max(clock.highestMillis, timeMillis);
            if (timeMillis < clock.steppedMillis + STEP_MILLIS) {
                return;
            }
        }
        long clockMillis = advance(Detector.operatorClock(operator), timeMillis, profiles);
        advance(Detector.HOUSE_CLOCK, clockMillis, profiles);
        if (known.size() >= KNOWN_MAX) {
            known.clear();
            moved.clear();
        }
        known.put(operator, new OperatorClock(clockMillis, Math.max(clockMillis, timeMillis)));
        moved.add(operator);
    }

    private static long advance(Group clock, long timeMillis, Profiles profiles) {
        Profile profile = profiles.get(clock);
        if (profile.clockMillis() == Long.MIN_VALUE || timeMillis >= profile.clockMillis() + STEP_MILLIS) {
            profile.advanceTo(timeMillis);
            profiles.changed(profile);
        }
        return profile.clockMillis();
    }

    /** Hands over those that have moved since this was last asked. */
    void moved(ObjLongConsumer<String> clocks) {
        for (String operator : moved) {
            OperatorClock clock = known.get(operator);
            clocks.accept(operator, clock == null ? Long.MIN_VALUE : clock.steppedMillis);
        }
        moved.clear();
    }

    /** The highest event time of each operator. */
    List<Long> highestMillis() {
        return known.values().stream().map(clock -> clock.highestMillis).toList();
    }
}
