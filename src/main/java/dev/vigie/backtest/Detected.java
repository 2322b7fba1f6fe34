package dev.vigie.backtest;

import dev.vigie.backtest.Incidents.Incident;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule set saw an incident.
 *
 * @param alert the alert that first told of it, or null if none did
 * @param toldAtMillis when it did
 * @param exposedBefore how many people the incident had exposed before that; all of them if none did
 */
public record Detected(Incident incident, @Nullable Raised alert, long toldAtMillis, long exposedBefore) {

    static Detected of(Incident incident, List<Raised> alerts) {
        Raised first = alerts.stream()
                .filter(incident::isToldBy)
                .min(Comparator.comparingLong(incident::toldAtMillis))
                .orElse(null);
        if (first == null) {
            return new Detected(incident, null, Long.MAX_VALUE, incident.taken());
        }
        long toldAtMillis = incident.toldAtMillis(first);
        return new Detected(incident, first, toldAtMillis, incident.exposedBefore(toldAtMillis));
    }
}
