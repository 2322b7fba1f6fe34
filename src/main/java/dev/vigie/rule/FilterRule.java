package dev.vigie.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma filter rule: an exception that is already part of the selections of the rules that it filters.
 *
 * @param owner who answers for the exception, or null where the filter names nobody
 * @param reason why it is there, or null
 * @param expiresAtMillis event time from which on it no longer applies, epoch milliseconds; {@link Long#MAX_VALUE}
 *     where it never ends
 * @param rules ids of the rules that it filters
 */
public record FilterRule(
        RuleMeta meta, @Nullable String owner, @Nullable String reason, long expiresAtMillis, List<String> rules) {
    public FilterRule {
        rules = List.copyOf(rules);
    }
}
