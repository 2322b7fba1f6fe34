/**
 * Compiles rules into a plan and runs it: one event and one profile in, alerts out ({@link dev.vigie.detect.Detector}).
 * Knows no Kafka, no clock of its own and no randomness, so that live and replayed detection agree to the byte.
 */
@NullMarked
package dev.vigie.detect;

import org.jspecify.annotations.NullMarked;
