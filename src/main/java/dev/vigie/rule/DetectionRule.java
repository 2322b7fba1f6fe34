package dev.vigie.rule;

/**
 * A Sigma detection rule: every event that it selects is an alert of its account, unless a correlation only refers to
 * it.
 *
 * @param selection with the exceptions of all filters on this rule in it
 * @param outline the selection as it was written, part by part, without filters
 */
public record DetectionRule(RuleMeta meta, Selection selection, long budgetDays, boolean alerts, Outline outline)
        implements Rule {}
