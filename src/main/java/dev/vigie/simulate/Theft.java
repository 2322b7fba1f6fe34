package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.Comparator;
import java.util.List;

/**
 * What a plot's accounts do beside their ordinary work; a plot with several extracts makes several of these.
 *
 * @param number the plot's index in its scenario
 * @param part which extract; empty where there is but one
 * @param events in order of arrival, 1 to {@value #EVENTS_MAX}
 */
record Theft(Plot plot, int number, String part, List<AccessEvent> events) {

    static final int EVENTS_MAX = 100_000;

    Theft {
        events = events.stream()
                .sorted(Comparator.comparingLong(Merge::arrivesMillis))
                .toList();
        if (events.isEmpty() || events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("a theft has 1 to " + EVENTS_MAX + " events");
        }
    }
}
