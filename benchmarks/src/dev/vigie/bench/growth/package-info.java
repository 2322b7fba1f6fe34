/**
 * How the cost of an event grows with accounts, rules, people per account and threads. {@code benchmarks/run growth};
 * {@link dev.vigie.bench.growth.GrowthBench} is where to begin.
 */
@NullMarked
package dev.vigie.bench.growth;

import org.jspecify.annotations.NullMarked;
