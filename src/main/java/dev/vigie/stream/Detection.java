package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.store.Seal;
import java.util.concurrent.atomic.LongAdder;

/** What to look for, which may change while the detector runs. Safe for use by several threads. */
public final class Detection {

    private final DetectorSettings settings;
    private volatile Plan plan;
    private volatile boolean refused;
    private final LongAdder changes = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    public Detection(Plan plan, DetectorSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    public Plan plan() {
        return plan;
    }

    /** Has every task go over to {@code newPlan} at its next event. Measures that both plans have keep their state. */
    public void change(Plan newPlan) {
        plan = newPlan;
        refused = false;
        changes.increment();
    }

    /** Notes that other rules were offered and cannot be taken; the plan stays. */
    void refuse() {
        refused = true;
        refusals.increment();
    }

    /** Whether the rules offered last could not be taken, so that older ones run. */
    public boolean isRefusing() {
        return refused;
    }

    public long changes() {
        return changes.sum();
    }

    public long refusals() {
        return refusals.sum();
    }

    public DetectorSettings settings() {
        return settings;
    }

    /** What keeps a task's journal from other readers of its store. */
    Seal newSeal() {
        return new Seal(settings.secretFor("journal"));
    }

    Detector newDetector(Plan current) {
        return new Detector(current, settings);
    }
}
