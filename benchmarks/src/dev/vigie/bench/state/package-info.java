/**
 * What profiles weigh, and how long it takes to have them again after a kill. {@link dev.vigie.bench.state.StateBench}
 * is where to begin.
 */
@NullMarked
package dev.vigie.bench.state;

import org.jspecify.annotations.NullMarked;
