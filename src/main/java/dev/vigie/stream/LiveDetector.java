package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.model.Alert;
import dev.vigie.store.Journal;
import dev.vigie.store.LiveProfiles;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One task's detector, which goes over to another plan between two events, and first of all takes in again what the
 * journal holds.
 */
final class LiveDetector {

    private final Detection detection;
    private final LiveProfiles profiles;
    private final Function<Detector, Journal.Reader> again;
    private Plan plan;
    private Detector detector;

    /**
     * A new one is needed whenever the task's profiles may be those of an earlier commit.
     *
     * @param again has a detector take in what the journal hands over
     */
    LiveDetector(Detection detection, LiveProfiles profiles, Function<Detector, Journal.Reader> again) {
        this.detection = detection;
        this.profiles = profiles;
        this.again = again;
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
        if (!profiles.journal().isRead()) {
            profiles.journal().read(plan.rulesHash(), again.apply(detector));
        }
        return detector;
    }

    /** Closes the episodes of groups that have fallen silent, and notes that it was done where it closed any. */
    void closeSilent(Consumer<Alert> alerts) {
        boolean[] closed = {false};
        now().closeSilent(profiles, alert -> {
            closed[0] = true;
            alerts.accept(alert);
        });
        if (closed[0]) {
            profiles.journal().addSweep();
        }
    }
}
