package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.store.LiveProfiles;

/** One task's detector, which goes over to another plan between two events. */
final class LiveDetector {

    private final Detection detection;
    private final LiveProfiles profiles;
    private Plan plan;
    private Detector detector;

    /** A new one is needed whenever the task's profiles may be those of an earlier commit. */
    LiveDetector(Detection detection, LiveProfiles profiles) {
        this.detection = detection;
        this.profiles = profiles;
        this.plan = detection.plan();
        this.detector = detection.newDetector(plan);
        profiles.replan(plan);
    }

    /** The detector for the plan as it is now. To be asked when no event is at hand. */
    Detector now() {
        Plan current = detection.plan();
        if (current != plan) {
            plan = current;
            detector = detection.newDetector(current);
            profiles.replan(current);
        }
        return detector;
    }
}
