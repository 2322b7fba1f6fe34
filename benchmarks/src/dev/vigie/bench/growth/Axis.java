package dev.vigie.bench.growth;

import dev.vigie.bench.Goal;
import dev.vigie.bench.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What grows. */
enum Axis {
    ACCOUNTS("accounts", "CPU per event", "CPU per event at 2 million accounts, against 20,000", 2.5),
    RULES("rules", "CPU per event", "CPU per event with 100 rules, against 1", 2),
    PEOPLE("people per account", "CPU per event", null, 0),
    THREADS("threads", "events/s", "events/s with 2 threads, against 1", 1.8);

    final String title;
    /** What is compared with the first point's. */
    final String figure;

    private final @Nullable String goal;
    private final double aim;

    Axis(String title, String figure, @Nullable String goal, double aim) {
        this.title = title;
        this.figure = figure;
        this.goal = goal;
        this.aim = aim;
    }

    List<Integer> sizes() {
        return switch (this) {
            case ACCOUNTS -> List.of(20_000, 200_000, 2_000_000);
            case RULES -> List.of(1, 10, 100);
            case PEOPLE -> List.of(10, 100, 1_000, 10_000, 100_000, 1_000_000);
            case THREADS -> List.of(1, 2);
        };
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
