/**
 * The measuring bench: what watching costs beside reading, and beside what people would build instead. One command,
 * {@code benchmarks/run}; {@link dev.vigie.bench.Bench} is where to begin.
 */
@NullMarked
package dev.vigie.bench;

import org.jspecify.annotations.NullMarked;
