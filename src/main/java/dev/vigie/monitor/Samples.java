package dev.vigie.monitor;

/** Where a metric's values go when somebody looks. */
@FunctionalInterface
public interface Samples {

    /**
     * Adds a value.
     *
     * @param labelValues in the order of the metric's labels; no two calls with the same ones
     */
    void add(double value, String... labelValues);

    /** Adds a count; beyond 2^53, which no process reaches, its last digits go. */
    default void add(long count, String... labelValues) {
        add((double) count, labelValues);
    }
}
