/**
 * Events and alerts as they travel: Avro in both framings, JSON lines, and the schema registry that the framings refer
 * to.
 *
 * <p>Whatever arrives here was written by someone else: messages and registry answers are checked before anything is
 * allocated for them, and what is wrong with one is said in a {@link dev.vigie.wire.WireException} or
 * {@link dev.vigie.wire.RegistryException}.
 */
@NullMarked
package dev.vigie.wire;

import org.jspecify.annotations.NullMarked;
