package dev.vigie.backtest;

import dev.vigie.rule.RuleSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one rule set raised.
 *
 * @param raised by the time of their opening
 * @param underWay alerts that were open when the period began, and may have told of an incident since
 * @param costs those of them that no known incident opened
 * @param detected how it saw each known incident
 */
public record Outcome(
        RuleSet rules,
        Period period,
        List<Raised> raised,
        List<Raised> underWay,
        List<Raised> costs,
        List<Detected> detected) {

    public Outcome {
        raised = List.copyOf(raised);
        underWay = List.copyOf(underWay);
        costs = List.copyOf(costs);
        detected = List.copyOf(detected);
    }

    static Outcome of(RuleSet rules, Period period, List<Raised> raised, List<Raised> underWay, Incidents incidents) {
        List<Raised> telling = telling(raised, underWay);
        return new Outcome(
                rules,
                period,
                raised,
                underWay,
                incidents.others(raised),
                incidents.all().stream()
                        .map(incident -> Detected.of(incident, telling))
                        .toList());
    }

    /** All that may tell of an incident. */
    List<Raised> telling() {
        return telling(raised, underWay);
    }

    private static List<Raised> telling(List<Raised> raised, List<Raised> underWay) {
        return Stream.concat(raised.stream(), underWay.stream()).toList();
    }

    /** How many of {@link #costs} opened within a part of the period. */
    public long costsWithin(Period part) {
        return costs.stream()
                .filter(alert -> part.contains(alert.openedAtMillis()))
                .count();
    }
}
