/**
 * Bounded summaries of a group's recent events: sums, distinct counts and known ids over a sliding stretch of event
 * time. Knows nothing but {@code java}; the only clock is the one that the caller moves.
 */
@NullMarked
package dev.vigie.measure;

import org.jspecify.annotations.NullMarked;
