/**
 * The evaluation: people exposed before the first alert, against false alerts, over simulated houses, for Vigie and for
 * three plain detectors. {@link dev.vigie.bench.quality.QualityBench} is where to begin.
 */
@NullMarked
package dev.vigie.bench.quality;

import org.jspecify.annotations.NullMarked;
