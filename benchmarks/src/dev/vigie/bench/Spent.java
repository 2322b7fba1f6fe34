package dev.vigie.bench;

/**
 * What a process took for one run of a job.
 *
 * @param nanos from the moment at which the job may read to its end
 * @param cpuNanos the job's start included
 * @param allocatedBytes by the threads that the job left running; NaN where it leaves none
 */
public record Spent(long nanos, long cpuNanos, double allocatedBytes, long compilingMillis) {}
