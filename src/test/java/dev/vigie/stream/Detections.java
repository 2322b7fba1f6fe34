package dev.vigie.stream;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.rule.PlainRules;
import java.util.function.LongSupplier;

/** Detection as the tests run it. */
final class Detections {

    private Detections() {}

    static Detection plain() {
        return new Detection(new Plan(PlainRules.load()), settings());
    }

    static DetectorSettings settings() {
        return settings(() -> 0);
    }

    static DetectorSettings settings(LongSupplier clock) {
        byte[] subjectKey = "only for the tests".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new DetectorSettings(
                new long[] {1, 2}, subjectKey, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", clock);
    }
}
