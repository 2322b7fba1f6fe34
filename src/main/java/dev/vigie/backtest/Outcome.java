package dev.vigie.backtest;

import dev.vigie.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rule set raised.
 *
 * @param raised by the time of their opening
 * @param costs those of them that no known incident opened
 * @param detected how it saw each known incident
 */
public record Outcome(RuleSet rules, Period period, List<Raised> raised, List<Raised> costs, List<Detected> detected) {

    public Outcome {
        raised = List.copyOf(raised);
        costs = List.copyOf(costs);
        detected = List.copyOf(detected);
    }

    /** @param underWay alerts that were open when the period began, and may have told of an incident since */
    static Outcome of(RuleSet rules, Period period, List<Raised> raised, List<Raised> underWay, Incidents incidents) {
        List<Raised> telling = new ArrayList<>(raised);
        telling.addAll(underWay);
        return new Outcome(
                rules,
                period,
                raised,
                incidents.others(raised),
                incidents.all().stream()
                        .map(incident -> Detected.of(incident, telling))
                        .toList());
    }

    /** How many of {@link #costs} opened within a part of the period. */
    public long costsWithin(Period part) {
        return costs.stream()
                .filter(alert -> part.contains(alert.openedAtMillis()))
                .count();
    }
}
