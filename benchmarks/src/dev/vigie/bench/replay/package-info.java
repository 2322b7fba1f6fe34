/** What a replay costs beside reading its logs. {@link dev.vigie.bench.replay.ReplayBench} is where to begin. */
@NullMarked
package dev.vigie.bench.replay;

import org.jspecify.annotations.NullMarked;
