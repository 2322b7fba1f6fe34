package dev.vigie.detect;

/**
 * Something about an event that groups above the account want to know.
 *
 * @param grouping index of their grouping
 * @param source what raises it while the event is at hand, and by which keying it finds its groups
 * @param id the same across starts, rule sets and releases: contributions on their way name signals by it
 */
record Signal(int grouping, Trigger source, long id) {}
