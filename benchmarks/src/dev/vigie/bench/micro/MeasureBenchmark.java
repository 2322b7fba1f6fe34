package dev.vigie.bench.micro;

import dev.vigie.bench.Crowd;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One event taken in by one measure over an hour that has an event in each second, and its value read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeasureBenchmark {

    private static final long STEP_MILLIS = 1_000;
    /** Several times the window. */
    private static final int FILL = 20_000;

    @Param
    private MeasureKind kind = MeasureKind.EVENT_COUNT;

    private MeasureKind.Filled measure = MeasureKind.EVENT_COUNT.newMeasure();
    private long timeMillis = Crowd.BEGIN_MILLIS;
    private long number;

    @Setup
    public void fill() {
        measure = kind.newMeasure();
        for (int i = 0; i < FILL; i++) {
            addAndRead();
        }
    }

    @Benchmark
    public double addAndRead() {
        timeMillis += STEP_MILLIS;
        number++;
        measure.sliding().advance(timeMillis);
        measure.adder().add(timeMillis, number);
        return measure.sliding().value();
    }

    @TearDown
    public void check() {
        double value = addAndRead();
        MicroBench.require(kind.expects(value), kind + " has come to " + value);
    }
}
