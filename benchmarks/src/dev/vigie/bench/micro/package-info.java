/**
 * What single steps cost: nanoseconds and allocated bytes per operation, by JMH.
 * {@link dev.vigie.bench.micro.MicroBench} is where to begin.
 */
@NullMarked
package dev.vigie.bench.micro;

import org.jspecify.annotations.NullMarked;
