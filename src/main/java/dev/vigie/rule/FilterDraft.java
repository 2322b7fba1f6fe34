package dev.vigie.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a filter rule asks for; the rules that it filters are still names.
 *
 * @param references ids and names of rules; empty for every rule of the filter's logsource
 * @param selection what a filtered rule must match as well, its expiry included
 * @param outline the selection as it was written, without the expiry
 * @param expiresAtMillis {@link Long#MAX_VALUE} where it never ends
 */
record FilterDraft(
        List<ScalarNode> references,
        Selection selection,
        Outline outline,
        @Nullable String owner,
        @Nullable String reason,
        long expiresAtMillis) {}
