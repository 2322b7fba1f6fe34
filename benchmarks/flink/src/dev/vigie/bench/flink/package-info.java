/**
 * What the bench compares with: the sliding count of people per account, written for Flink as somebody would who knows
 * it well. Compiled by a POM of its own and run in a process of its own; {@link dev.vigie.bench.flink.FlinkMain} is
 * where to begin.
 */
@NullMarked
package dev.vigie.bench.flink;

import org.jspecify.annotations.NullMarked;
