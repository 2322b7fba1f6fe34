package dev.vigie.rule;

import java.util.List;

/**
 * All rules that run together, and what was found beside them.
 *
 * @param correlations each after those that it refers to
 * @param skipped rules that cannot run here, each with its reason
 * @param warnings what loads but may not mean what its author thinks
 * @param hash SHA-256 over the rule files' contents in the order of their names, hexadecimal
 */
public record RuleSet(
        List<DetectionRule> detections,
        List<CorrelationRule> correlations,
        List<FilterRule> filters,
        List<SkippedRule> skipped,
        List<Problem> warnings,
        String hash) {
    public RuleSet {
        detections = List.copyOf(detections);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        skipped = List.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }
}
