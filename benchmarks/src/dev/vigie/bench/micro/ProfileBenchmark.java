package dev.vigie.bench.micro;

import dev.vigie.bench.Crowd;
import dev.vigie.bench.Detections;
import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.HeapBudget;
import dev.vigie.store.LiveProfiles;
import dev.vigie.store.Seal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One account's profile under the built-in rules, from and to the bytes of a store that is a map on the heap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProfileBenchmark {

    private static final int HOURS = 25;
    private static final Origin ORIGIN = new Origin("", 0, 0);

    /** Of an account that has just a few, and of a busy one. */
    @Param({"2", "200"})
    private int eventsPerHour = 2;

    private final HeapStore store = new HeapStore();
    private Crowd crowd;
    private Detector detector;
    private LiveProfiles profiles;

    @NullUnmarked // The rest comes with the parameter.
    public ProfileBenchmark() {}

    /** Fills the profile with all that its windows hold, writes it, and sees that it reads as it was written. */
    @Setup
    public void fill() throws RuleException {
        Plan plan = new Plan(SigmaLoader.builtIn());
        crowd = new Crowd(1, eventsPerHour);
        detector = new Detector(plan, Detections.settings());
        profiles = new LiveProfiles(plan, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        for (int i = 0; i < HOURS * eventsPerHour; i++) {
            process();
        }
        long clockMillis = profiles.get(crowd.group(0)).clockMillis();
        profiles.writeChanged();
        MicroBench.require(read().clockMillis() == clockMillis, "a profile reads other than it was written");
    }

    private void process() {
        detector.process(crowd.next(), ORIGIN, profiles, alert -> {}, contribution -> {});
    }

    @Benchmark
    public Profile read() {
        profiles.discard();
        return profiles.get(crowd.group(0));
    }

    /** What the next does beside writing. */
    @Benchmark
    public long event() {
        process();
        return crowd.timeMillis();
    }

    /** An event first, or there would be nothing to write. */
    @Benchmark
    public int eventAndWrite() {
        process();
        profiles.writeChanged();
        return store.size();
    }
}
