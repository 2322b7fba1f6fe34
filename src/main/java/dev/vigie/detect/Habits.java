package dev.vigie.detect;

import dev.vigie.measure.NewValues;
import dev.vigie.measure.Sliding;
import dev.vigie.model.Field;
import dev.vigie.model.Sign;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of the measures that know an account's habits, so that an alert can say what speaks for somebody else at the
 * account and what for its holder.
 */
record Habits(int network, int device, int hours, int register, int sleep, int countries) {

    /** What was first seen within it is new. */
    static final long NEW_MILLIS = 86_400_000;

    /** Nobody travels from one country to another in it. */
    static final long TRAVEL_MILLIS = 3_600_000;

    private static final double LONG_SLEEP_DAYS = 30;

    /** Adds to {@code signs} what speaks for either at an occurrence that the measures already hold. */
    void signs(Profile profile, Occurrence now, EnumSet<Sign> signs) {
        of(profile, network, Field.SRC_NETWORK, now, Sign.NEW_NETWORK, Sign.USUAL_NETWORK, signs);
        of(profile, device, Field.USER_AGENT, now, Sign.NEW_DEVICE, Sign.USUAL_DEVICE, signs);
        of(profile, hours, Field.HOUR, now, Sign.NEW_HOURS, Sign.USUAL_HOURS, signs);
        of(profile, register, Field.RESOURCE, now, null, Sign.OWN_REGISTER, signs);
        if (value(profile, sleep) >= LONG_SLEEP_DAYS) {
            signs.add(Sign.LONG_SLEEP);
        }
        if (value(profile, countries) >= 2) {
            signs.add(Sign.OTHER_COUNTRY);
        }
    }

    private static void of(
            Profile profile,
            int index,
            Field field,
            Occurrence now,
            @Nullable Sign unknown,
            Sign usual,
            EnumSet<Sign> signs) {
        if (now.valueCount(field) == 0 || !(profile.measure(index) instanceof NewValues values)) {
            return;
        }
        long hash = now.valueHash(field, 0);
        if (unknown != null && values.isNew(hash)) {
            signs.add(unknown);
        } else if (values.isUsual(hash)) {
            signs.add(usual);
        }
    }

    private static double value(Profile profile, int index) {
        Sliding measure = profile.measure(index);
        return measure == null ? 0 : measure.value();
    }
}
