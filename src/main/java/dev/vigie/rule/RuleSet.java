package dev.vigie.rule;

import dev.vigie.model.Sensitivity;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rules that run together, and what was found beside them.
 *
 * @param correlations each after those that it refers to
 * @param skipped rules that cannot run here, each with its reason
 * @param warnings what loads but may not mean what its author thinks
 * @param sensitivity how much each data field tells of a person
 * @param hash SHA-256 over the rule files' contents in the order of their names, hexadecimal
 */
public record RuleSet(
        List<DetectionRule> detections,
        List<CorrelationRule> correlations,
        List<FilterRule> filters,
        List<SkippedRule> skipped,
        List<Problem> warnings,
        Sensitivity sensitivity,
        String hash) {

    private static final double BUDGET_ACCOUNT_DAYS = 10_000;

    public RuleSet {
        detections = List.copyOf(detections);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        skipped = List.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }

    /** The rules that raise alerts of their own: correlations, then detections. */
    public List<Rule> alerting() {
        return Stream.<Rule>concat(correlations.stream(), detections.stream())
                .filter(Rule::alerts)
                .toList();
    }

    /**
     * The false alerts in 10,000 account-days that the alerting rules' budgets add up to; 0 or more. Rules that state
     * no budget are left out.
     */
    public double budgetPer10000Days() {
        return alerting().stream()
                .mapToLong(Rule::budgetDays)
                .filter(days -> days > 0)
                .mapToDouble(days -> BUDGET_ACCOUNT_DAYS / days)
                .sum();
    }

    /** The alerting rules that do not say how rare a false alert of theirs is meant to be. */
    public List<Rule> withoutBudget() {
        return alerting().stream().filter(rule -> rule.budgetDays() == 0).toList();
    }
}
