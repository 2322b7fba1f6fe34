package dev.vigie.bench.micro;

import dev.vigie.bench.ChildJvm;
import dev.vigie.bench.Flags;
import dev.vigie.bench.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of this package by JMH, each in JVMs of its own, and prints one row for each. Every benchmark
 * checks its answer; exit code 1 if one is wrong, 2 for wrong use.
 */
public final class MicroBench {

    static final long SEED = 7;

    private static final String USAGE = "usage: benchmarks/run micro [--quick] [--forks N]";
    private static final int FORKS = 2;
    private static final double BYTES_PER_EVENT_MAX = 64;
    private static final String DETECTOR = ".*\\.DetectorBenchmark\\..*";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final boolean quick;
    private final int forks;

    private MicroBench(Flags flags) {
        quick = flags.has("--quick");
        forks = quick ? 1 : (int) flags.number("--forks");
    }

    public static void main(String[] arguments) {
        Flags flags = Flags.orExit(arguments, USAGE, Map.of("--forks", (long) FORKS), Set.of("--quick"));
        List<String> faults = new ArrayList<>();
        try {
            List<RunResult> results = new MicroBench(flags).run();
            System.out.println(Report.heading("micro", arguments));
            System.out.print(table(results));
            System.out.println();
            System.out.println(Report.aim(
                    "allocated by the whole detector per event",
                    " bytes",
                    BYTES_PER_EVENT_MAX,
                    allocated(results.stream()
                            .filter(result -> title(result).equals("Detector.allGroups"))
                            .findFirst()
                            .orElseThrow())));
        } catch (RunnerException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        Report.exit(faults);
    }

    private List<RunResult> run() throws RunnerException {
        OutputFormat talk = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
        ChainedOptionsBuilder timed = common().include(MicroBench.class.getPackageName() + "\\..*")
                .exclude(DETECTOR)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(quick ? 100 : 500))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 100 : 500));
        ChainedOptionsBuilder counted = common().include(DETECTOR)
                .warmupIterations(DetectorBenchmark.WARM_BATCHES)
                .measurementIterations(quick ? 3 : 10);
        List<RunResult> results = new ArrayList<>();
        for (ChainedOptionsBuilder options : List.of(timed, counted)) {
            Collection<RunResult> some = new Runner(options.build(), talk).run();
            results.addAll(some);
        }
        return results;
    }

    private ChainedOptionsBuilder common() {
        return new OptionsBuilder()
                .forks(forks)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgsAppend(ChildJvm.memoryFlags().toArray(String[]::new));
    }

    private static String table(List<RunResult> results) {
        StringBuilder out = new StringBuilder("""
                | operation | ns | ± (99.9 %) | bytes allocated |
                | --- | ---: | ---: | ---: |
                """);
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f |%n",
                    title(result),
                    time.getScore(),
                    time.getScoreError(),
                    allocated(result)));
        }
        return out.toString();
    }

    /** The class and the method, without what all have in common, and the parameter where there is one. */
    private static String title(RunResult result) {
        String title = result.getParams()
                .getBenchmark()
                .substring(MicroBench.class.getPackageName().length() + 1)
                .replace("Benchmark.", ".");
        for (String name : result.getParams().getParamsKeys()) {
            title += ", " + name + ' ' + result.getParams().getParam(name);
        }
        return title;
    }

    private static double allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
        if (bytes == null) {
            throw new IllegalStateException("the profiler says nothing of " + ALLOCATED);
        }
        return bytes.getScore();
    }

    /** Ends the benchmark with {@code fault} unless its answer is right. */
    static void require(boolean right, String fault) {
        if (!right) {
            throw new IllegalStateException(fault);
        }
    }
}
