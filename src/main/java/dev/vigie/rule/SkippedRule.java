package dev.vigie.rule;

/**
 * A rule that is well written and cannot run here: it needs what Vigie's events can never have.
 *
 * @param reason what it needs, one line of text
 */
public record SkippedRule(RuleMeta meta, String reason) {}
