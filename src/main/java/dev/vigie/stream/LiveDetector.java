package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.model.Alert;
import dev.vigie.store.Journal;
import dev.vigie.store.LiveProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One task's detector, which goes over to another plan between two events, and first of all takes in again what the
 * journal holds.
 */
final class LiveDetector {

    private final Detection detection;
    private final LiveProfiles profiles;
    private final Consumer<Alert> alerts;
    private final Input again;
    private Plan plan;
    private Detector detector;

    /** What a task does with an input that the journal hands over. */
    interface Input {
        void take(Detector detector, long position, byte[] input, Consumer<Alert> alerts);
    }

    /** A new one is needed whenever the task's profiles may be those of an earlier commit. */
    LiveDetector(Detection detection, LiveProfiles profiles, Consumer<Alert> alerts, Input again) {
        this.detection = detection;
        this.profiles = profiles;
        this.alerts = alerts;
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
            profiles.journal().read(plan.rulesHash(), new Again(detector));
        }
        return detector;
    }

    /** Closes the episodes of groups that have fallen silent, and notes that it was done where it closed any. */
    void closeSilent() {
        int[] closed = {0};
        now().closeSilent(profiles, alert -> {
            closed[0]++;
            alerts.accept(alert);
        });
        if (closed[0] > 0) {
            profiles.journal().addSweep(closed[0]);
        }
    }

    /** Takes in once more what the last commits only noted, and says what comes of it that has not been said. */
    private final class Again implements Journal.Reader {
        private final Detector restored;
        private boolean diverged;

        Again(Detector restored) {
            this.restored = restored;
        }

        @Override
        public void input(long position, byte[] input, int said) {
            List<Alert> messages = new ArrayList<>(0);
            again.take(restored, position, input, messages::add);
            say(messages, said);
        }

        @Override
        public void sweep(int said) {
            List<Alert> messages = new ArrayList<>(0);
            restored.closeSilent(profiles, messages::add);
            say(messages, said);
        }

        /** From where on the number is another, what comes is no longer what was said. */
        private void say(List<Alert> messages, int said) {
            diverged |= said >= 0 && said != Journal.ALL_SAID && messages.size() != said;
            if (diverged || messages.size() > said) {
                messages.forEach(alerts);
            }
        }
    }
}
