package dev.vigie.rule;

/**
 * A Sigma detection rule: every event that it selects is an alert of its account, unless a correlation only refers to
 * it.
 *
 * @param alerts false if a correlation refers to this rule and does not say {@code generate: true}
 */
public record DetectionRule(RuleMeta meta, Selection selection, boolean alerts) {}
