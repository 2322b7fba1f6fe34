/**
 * Operators at ordinary work, and thefts hidden among them, from a seed: events to watch, and the truth to judge the
 * watcher by.
 */
@NullMarked
package dev.vigie.simulate;

import org.jspecify.annotations.NullMarked;
