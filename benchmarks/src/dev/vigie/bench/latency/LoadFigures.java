package dev.vigie.bench.latency;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What was measured at one load.
 *
 * @param share of the maximum rate
 * @param eventsPerSecond that were scheduled
 * @param latencyNanos of every alert that came
 */
record LoadFigures(double share, double eventsPerSecond, OpenLoop.Sent sent, Histogram latencyNanos) {

    static final String HEADER = """
            | load | events/s | sent/s | sender late by at most, ms | alerts | p50 ms | p99 ms | p99.9 ms | max ms |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    String row() {
        return String.format(
                Locale.ROOT,
                "| %.0f %% | %,.0f | %,.0f | %.1f | %,d | %.1f | %.1f | %.1f | %.1f |%n",
                100 * share,
                eventsPerSecond,
                sent.sentPerSecond(),
                sent.lagNanosMax() / NANOS_PER_MILLI,
                latencyNanos.getTotalCount(),
                millis(MEDIAN),
                p99Millis(),
                millis(P999),
                latencyNanos.getMaxValue() / NANOS_PER_MILLI);
    }

    double p99Millis() {
        return millis(P99);
    }

    private double millis(double percentile) {
        return latencyNanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
