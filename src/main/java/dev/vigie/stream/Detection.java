package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;

/** What to look for. */
public record Detection(Plan plan, DetectorSettings settings) {

    Detector newDetector() {
        return new Detector(plan, settings);
    }
}
