/** The vocabulary that every other package speaks: events, groups, alerts, levels. Knows nothing but {@code java}. */
@NullMarked
package dev.vigie.model;

import org.jspecify.annotations.NullMarked;
