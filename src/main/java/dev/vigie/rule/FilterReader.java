package dev.vigie.rule;

import dev.vigie.model.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a filter rule: what the rules that it names must match as well. So an exception says {@code condition: not
 * selection}, and ends on its {@code expires}, by the time of the event: from then on it lets every event through.
 */
final class FilterReader {

    static final int REFERENCES_MAX = 1_000;

    private static final Set<String> VIGIE_KEYS = Set.of("owner", "reason", "expires");
    private static final Set<String> EVERY_RULE = Set.of("any", "all");
    private static final Set<String> NO_SEARCH_IDENTIFIERS = Set.of("rules");

    private final Source source;
    private final Map<String, Source.Entry> rule;
    private final boolean foreign;

    FilterReader(Source source, Map<String, Source.Entry> rule, boolean foreign) {
        this.source = source;
        this.rule = rule;
        this.foreign = foreign;
    }

    @Nullable
    FilterDraft read(RuleMeta meta) {
        Source.Entry filter = rule.get("filter");
        if (filter == null) {
            return null;
        }
        Outline outline = new DetectionReader(source, foreign)
                .read(filter.key(), filter.value(), "a filter", NO_SEARCH_IDENTIFIERS);
        List<ScalarNode> references = references(filter);
        Source.Entry vigie = rule.get("vigie");
        Map<String, Source.Entry> block =
                vigie == null ? Map.of() : source.entries(vigie.value(), "the 'vigie' block of a filter");
        source.refuseUnknown(block, VIGIE_KEYS, "the 'vigie' block of a filter");
        String owner = text(block.get("owner"), "'owner'");
        String reason = text(block.get("reason"), "'reason'");
        owner = owner != null ? owner : text(rule.get("author"), "'author'");
        reason = reason != null ? reason : meta.description().isEmpty() ? null : meta.description();
        long expiresAtMillis = expiry(block.get("expires"));
        if (foreign) {
            return null;
        }
        warn(filter, outline.selection(), owner, reason, expiresAtMillis);
        Selection selection = expiresAtMillis == Long.MAX_VALUE
                ? outline.selection()
                : Junction.anyOf(List.of(outline.selection(), from(expiresAtMillis)));
        return new FilterDraft(references, selection, outline, owner, reason, expiresAtMillis);
    }

    private static Selection from(long timeMillis) {
        return new FieldMatch.Numeric(Field.TIME, new Limit(Limit.Operator.GTE, timeMillis));
    }

    private @Nullable String text(Source.@Nullable Entry entry, String what) {
        return entry == null ? null : source.text(entry.value(), what, Source.TEXT_CHARS_MAX);
    }

    /** The rules' ids and names; none for every rule of the logsource. */
    private List<ScalarNode> references(Source.Entry filter) {
        Source.Entry rules = Source.entriesQuietly(filter.value()).get("rules");
        if (rules == null) {
            source.refuse(filter.key(), "a filter needs 'rules': a list of ids and names, or 'any'");
            return List.of();
        }
        Node value = rules.value();
        if (value instanceof SequenceNode list && list.getValue().isEmpty()) {
            return List.of();
        }
        if (value instanceof ScalarNode scalar
                && EVERY_RULE.contains(scalar.getValue().toLowerCase(Locale.ROOT))) {
            return List.of();
        }
        List<ScalarNode> references = source.scalars(value, "'rules'");
        if (references.size() > REFERENCES_MAX) {
            source.refuse(value, "a filter must not name more than " + REFERENCES_MAX + " rules: use several");
            return List.of();
        }
        references.forEach(reference -> source.text(reference, "a rule's id or name", MetaReader.NAME_CHARS_MAX));
        return references;
    }

    /** The end of the day that {@code expires} names, in UTC. */
    private long expiry(Source.@Nullable Entry entry) {
        String written = text(entry, "'expires'");
        if (entry == null || written == null) {
            return Long.MAX_VALUE;
        }
        try {
            LocalDate last = LocalDate.parse(written);
            if (last.getYear() >= 1990 && last.getYear() <= 2099) {
                return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            }
        } catch (DateTimeException e) {
            // said below, as for a year that cannot be meant
        }
        source.refuse(entry.value(), "'expires' must be the last day on which it applies, such as 2027-01-31");
        return Long.MAX_VALUE;
    }

    private void warn(
            Source.Entry filter,
            Selection selection,
            @Nullable String owner,
            @Nullable String reason,
            long expiresAtMillis) {
        List<String> missing = new ArrayList<>();
        if (owner == null) {
            missing.add("owner");
        }
        if (reason == null) {
            missing.add("reason");
        }
        if (expiresAtMillis == Long.MAX_VALUE) {
            missing.add("expires");
        }
        if (!missing.isEmpty()) {
            source.warn(
                    filter.key(),
                    "an exception should say who answers for it, why it is there and when it ends: 'vigie:' lacks "
                            + String.join(", ", missing));
        }
        if (!isNegated(selection)) {
            Source.Entry condition = Source.entriesQuietly(filter.value()).get("condition");
            source.warn(
                    condition == null ? filter.key() : condition.value(),
                    "this filter keeps only what it selects: to leave that out write 'not selection'");
        }
    }

    private static boolean isNegated(Selection selection) {
        return selection instanceof Not
                || (selection instanceof Junction junction
                        && junction.parts().stream().anyMatch(FilterReader::isNegated));
    }
}
