/**
 * Vigie in a JVM of its own, as users run it, and accounts that make it speak: what the benchmarks of latency and of
 * state have in common.
 */
@NullMarked
package dev.vigie.bench.live;

import org.jspecify.annotations.NullMarked;
