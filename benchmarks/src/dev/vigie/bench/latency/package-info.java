/**
 * How long an alert takes, from the moment at which the event that raises it was due until a {@code read_committed}
 * consumer has it. {@link dev.vigie.bench.latency.LatencyBench} is where to begin.
 */
@NullMarked
package dev.vigie.bench.latency;

import org.jspecify.annotations.NullMarked;
