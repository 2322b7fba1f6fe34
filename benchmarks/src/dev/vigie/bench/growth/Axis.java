package dev.vigie.bench.growth;

import dev.vigie.bench.Goal;
import dev.vigie.bench.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What grows. */
enum Axis {
    ACCOUNTS(
            "accounts",
            "CPU per event",
            List.of(20_000, 200_000, 2_000_000),
            "CPU per event at 2 million accounts, against 20,000",
            2.5),
    RULES("rules", "CPU per event", List.of(1, 10, 100), "CPU per event with 100 rules, against 1", 2),
    PEOPLE("people per account", "CPU per event", List.of(10, 100, 1_000, 10_000, 100_000, 1_000_000), null, 0),
    THREADS("threads", "events/s", List.of(1, 2), "events/s with 2 threads, against 1", 1.8);

    final String title;
    /** What is compared with the first point's. */
    final String figure;

    private final List<Integer> sizes;
    private final @Nullable String goal;
    private final double aim;

    Axis(String title, String figure, List<Integer> sizes, @Nullable String goal, double aim) {
        this.title = title;
        this.figure = figure;
        this.sizes = sizes;
        this.goal = goal;
        this.aim = aim;
    }

    List<Integer> sizes() {
        return sizes;
    }

    /** The figure of one point by that of the first. */
    double ratio(Sample point, Sample first) {
        return this == THREADS
                ? point.eventsPerSecond() / first.eventsPerSecond()
                : point.cpuSecondsPerMillion() / first.cpuSecondsPerMillion();
    }

    /** What was to be reached at the last point; null if nothing was. */
    @Nullable
    Goal goal(double reached) {
        return goal == null ? null : new Goal(goal, this != THREADS, aim, reached);
    }
}
