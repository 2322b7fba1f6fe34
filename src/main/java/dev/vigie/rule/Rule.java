package dev.vigie.rule;

/** What a correlation can refer to: a rule that matches at some events and not at others. */
public sealed interface Rule permits DetectionRule, CorrelationRule {

    RuleMeta meta();

    /** False if a correlation refers to this rule and does not say {@code generate: true}. */
    boolean alerts();
}
