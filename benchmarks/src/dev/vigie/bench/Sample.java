package dev.vigie.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of a job took.
 *
 * @param eventsPerSecond from the moment at which the job may read
 * @param cpuSecondsPerMillion of the process that does the work, the job's start included, per million events
 * @param brokerCpuSecondsPerMillion of the broker's process meanwhile, per million events
 * @param allocatedBytesPerEvent by the threads that the job left running; NaN where it leaves none
 * @param compiling what part of the CPU time went into compiling: near 0 once warm
 */
public record Sample(
        double eventsPerSecond,
        double cpuSecondsPerMillion,
        double brokerCpuSecondsPerMillion,
        double allocatedBytesPerEvent,
        double compiling) {

    /** The median of each figure by itself. */
    public static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::eventsPerSecond),
                median(samples, Sample::cpuSecondsPerMillion),
                median(samples, Sample::brokerCpuSecondsPerMillion),
                median(samples, Sample::allocatedBytesPerEvent),
                median(samples, Sample::compiling));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
