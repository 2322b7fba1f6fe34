package dev.vigie.bench;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.stream.Detection;
import java.util.function.LongSupplier;

/** The built-in rules, and settings of the detector that are the same in every run. */
public final class Detections {

    private static final long[] HASH_KEY = {1, 2};

    private Detections() {}

    public static Detection builtIn() throws RuleException {
        return new Detection(new Plan(SigmaLoader.builtIn()), settings());
    }

    public static DetectorSettings settings() {
        return settings(System::currentTimeMillis);
    }

    public static DetectorSettings settings(LongSupplier clock) {
        return new DetectorSettings(HASH_KEY, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "bench", clock);
    }
}
