package dev.vigie.bench.micro;

import dev.vigie.bench.Crowd;
import dev.vigie.bench.Detections;
import dev.vigie.detect.Contribution;
import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One event through the whole detector with the built-in rules, in memory. Each invocation takes {@value #BATCH} events
 * that were made before anything is measured; by the time of the first measured one every account has had five days'
 * work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectorBenchmark {

    /** How many invocations warm up: {@value #BATCH} events are four hours of the accounts' work. */
    static final int WARM_BATCHES = 30;

    private static final int BATCH = 10_000;
    private static final int ACCOUNTS = 50;
    private static final int EVENTS_PER_HOUR = 50;
    private static final Origin ORIGIN = new Origin("", 0, 0);

    private AccessEvent[] events;
    private int next;
    private Detector detector;
    private MemoryProfiles profiles;
    private long counted;
    private long alertCount;
    private Consumer<Alert> alerts;
    private Consumer<Contribution> ignored;

    @NullUnmarked // The rest comes with the parameters.
    public DetectorBenchmark() {}

    /** Makes the events of all invocations. */
    @Setup
    public void make(BenchmarkParams run) throws RuleException {
        Crowd crowd = new Crowd(ACCOUNTS, EVENTS_PER_HOUR);
        int batches = run.getWarmup().getCount() + run.getMeasurement().getCount();
        events = Stream.generate(crowd::next).limit((long) batches * BATCH).toArray(AccessEvent[]::new);
        alerts = alert -> alertCount++;
        ignored = contribution -> {};
        Plan plan = new Plan(SigmaLoader.builtIn());
        detector = new Detector(plan, Detections.settings());
        profiles = new MemoryProfiles(plan);
    }

    /** All groups, as when everything is in one place. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long allGroups() {
        for (int i = 0; i < BATCH; i++) {
            count(detector.process(events[next++], ORIGIN, profiles, alerts));
        }
        return counted;
    }

    /** Up to the contributions, which the stream adds up and hands on to the detector of the groups above accounts. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long accountGroups() {
        for (int i = 0; i < BATCH; i++) {
            count(detector.process(events[next++], ORIGIN, profiles, alerts, ignored));
        }
        return counted;
    }

    private void count(Verdict verdict) {
        counted += verdict.fate() == Verdict.Fate.COUNTED ? 1 : 0;
    }

    @TearDown
    public void check() {
        MicroBench.require(counted == next, "of " + next + " events " + counted + " were counted");
        MicroBench.require(alertCount == 0, "ordinary work has raised " + alertCount + " alerts");
    }
}
