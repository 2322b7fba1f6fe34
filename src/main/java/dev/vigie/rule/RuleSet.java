package dev.vigie.rule;

import java.util.List;

/**
 * All rules that run together.
 *
 * @param hash SHA-256 over the rule files' contents in the order of their names, hexadecimal
 */
public record RuleSet(List<DetectionRule> detections, List<CorrelationRule> correlations, String hash) {
    public RuleSet {
        detections = List.copyOf(detections);
        correlations = List.copyOf(correlations);
    }
}
