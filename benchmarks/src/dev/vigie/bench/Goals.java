package dev.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was to be reached between the jobs, as far as both sides were measured in this run. */
final class Goals {

    private static final double TIMES_POLLING_MAX = 4;
    private static final double TIMES_POLLING_LOGS_MAX = 8;
    private static final double TIMES_LESS_THAN_DSL = 40;
    private static final double TIMES_FLINK = 2;

    private final Map<Integer, Sample> medians;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Map<Integer, Sample> medians) {
        this.medians = medians;
    }

    /** @param medians by the jobs' numbers */
    static List<Goal> of(Map<Integer, Sample> medians) {
        Goals goals = new Goals(medians);
        goals.cost(
                "CPU per event, built-in rules, exactly once, against polling",
                Jobs.VIGIE_PACK,
                Jobs.POLL,
                TIMES_POLLING_MAX);
        goals.gain(
                "CPU per event of the DSL job, default settings, against the same",
                Jobs.DSL,
                Jobs.VIGIE_PACK,
                TIMES_LESS_THAN_DSL,
                Sample::cpuSecondsPerMillion);
        goals.gain(
                "CPU per event of the DSL job, tuned, against the same",
                Jobs.DSL_CACHED,
                Jobs.VIGIE_PACK,
                TIMES_LESS_THAN_DSL,
                Sample::cpuSecondsPerMillion);
        goals.gain(
                "events/s, 1 rule, exactly once, against Flink with heap state",
                Jobs.VIGIE_ONE,
                Jobs.FLINK_HEAP,
                TIMES_FLINK,
                Sample::eventsPerSecond);
        goals.gain(
                "events/s, 1 rule, exactly once, against Flink with RocksDB state",
                Jobs.VIGIE_ONE,
                Jobs.FLINK_ROCKS,
                TIMES_FLINK,
                Sample::eventsPerSecond);
        goals.cost(
                "CPU per event from the raw logs, against polling them",
                Jobs.VIGIE_LOGS,
                Jobs.POLL_LOGS,
                TIMES_POLLING_LOGS_MAX);
        return goals.goals;
    }

    private void cost(String text, int dividend, int divisor, double atMost) {
        add(text, true, atMost, dividend, divisor, Sample::cpuSecondsPerMillion);
    }

    private void gain(String text, int dividend, int divisor, double atLeast, ToDoubleFunction<Sample> figure) {
        add(text, false, atLeast, dividend, divisor, figure);
    }

    private void add(
            String text, boolean atMost, double aim, int dividend, int divisor, ToDoubleFunction<Sample> figure) {
        @Nullable Sample above = medians.get(dividend);
        @Nullable Sample below = medians.get(divisor);
        if (above != null && below != null) {
            goals.add(new Goal(text, atMost, aim, figure.applyAsDouble(above) / figure.applyAsDouble(below)));
        }
    }
}
