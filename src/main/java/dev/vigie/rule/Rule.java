package dev.vigie.rule;

/** What a correlation can refer to: a rule that matches at some events and not at others. */
public sealed interface Rule permits DetectionRule, CorrelationRule {

    RuleMeta meta();

    /** How rare a false alert of this rule is meant to be, in account-days; 0 where nobody says. */
    long budgetDays();

    /** False if a correlation refers to this rule and does not say {@code generate: true}. */
    boolean alerts();
}
