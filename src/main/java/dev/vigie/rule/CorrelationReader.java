package dev.vigie.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a rule's {@code correlation}: what is added up, over which events, for whom, over which stretch of time, and
 * from when on it is an alert. What depends on the rules that it refers to is left to {@link CorrelationFields}.
 */
final class CorrelationReader {

    static final int REFERENCES_MAX = 1_000;

    /** A temporal rule remembers times for each of its rules. */
    static final int TEMPORAL_REFERENCES_MAX = 64;

    static final int ALIASES_MAX = 16;

    private static final Set<String> KEYS =
            Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");

    private static final String MEDIAN = "value_median";

    private static final Set<String> TYPES = Set.of(
            "event_count",
            "value_count",
            "value_sum",
            "value_avg",
            "value_percentile",
            MEDIAN,
            "temporal",
            "temporal_ordered");

    private final Source source;

    CorrelationReader(Source source) {
        this.source = source;
    }

    /**
     * What a correlation asks for; its rules and fields are still names.
     *
     * @param groupBy fields and aliases as written
     * @param conditionNode where the condition stands, or the correlation itself where it has none
     * @param percentile 0 where none is written
     * @param limits of a temporal type's default too
     */
    record Draft(
            CorrelationRule.Type type,
            List<ScalarNode> references,
            List<ScalarNode> groupBy,
            List<Alias> aliases,
            long timespanMillis,
            Node conditionNode,
            List<ScalarNode> valueFields,
            double percentile,
            List<Limit> limits,
            boolean generate) {

        String typeName() {
            return type.name().toLowerCase(Locale.ROOT);
        }

        Draft generating() {
            return new Draft(
                    type,
                    references,
                    groupBy,
                    aliases,
                    timespanMillis,
                    conditionNode,
                    valueFields,
                    percentile,
                    limits,
                    true);
        }
    }

    /** A name for fields that differ from rule to rule. */
    record Alias(ScalarNode name, List<Mapped> fields) {

        /** One rule's field, both as written. */
        record Mapped(ScalarNode rule, ScalarNode field) {}
    }

    Draft read(ScalarNode key, Node correlation) {
        Map<String, Source.Entry> entries = source.entries(correlation, "correlation");
        source.refuseUnknown(entries, KEYS, "correlation");
        Node typeNode = required(entries, key, "type");
        String written = typeNode == null ? null : source.oneOf(typeNode, "correlation type", TYPES);
        CorrelationRule.Type type = type(written);
        Node rules = required(entries, key, "rules");
        List<ScalarNode> references = rules == null ? List.of() : references(rules, type);
        Source.Entry groupBy = entries.get("group-by");
        Source.Entry aliases = entries.get("aliases");
        Node timespan = required(entries, key, "timespan");
        Source.Entry generate = entries.get("generate");
        CorrelationCondition condition = new CorrelationCondition(source, type, references.size());
        if (written != null) {
            condition.read(key, entries.get("condition"), written.equals(MEDIAN));
        }
        return new Draft(
                type,
                references,
                groupBy == null ? List.of() : groupBy(groupBy.value()),
                aliases == null ? List.of() : aliases(aliases.value()),
                timespan == null ? 0 : timespan(timespan),
                condition.node(key),
                condition.fields(),
                condition.percentile(),
                condition.limits(),
                generate != null && source.flag(generate.value(), "'generate'"));
    }

    private @Nullable Node required(Map<String, Source.Entry> entries, ScalarNode correlation, String key) {
        Source.Entry entry = entries.get(key);
        if (entry == null) {
            source.refuse(correlation, "a correlation needs '" + key + "'");
            return null;
        }
        return entry.value();
    }

    /** The type; that of {@code event_count} where it could not be read. */
    private static CorrelationRule.Type type(@Nullable String written) {
        if (written == null) {
            return CorrelationRule.Type.EVENT_COUNT;
        }
        return written.equals(MEDIAN)
                ? CorrelationRule.Type.VALUE_PERCENTILE
                : CorrelationRule.Type.valueOf(written.toUpperCase(Locale.ROOT));
    }

    private List<ScalarNode> references(Node node, CorrelationRule.Type type) {
        List<ScalarNode> references = source.scalars(node, "'rules'");
        if (references.size() > REFERENCES_MAX) {
            source.refuse(node, "a correlation must not refer to more than " + REFERENCES_MAX + " rules");
            return List.of();
        }
        boolean temporal = CorrelationCondition.isTemporal(type);
        if (temporal && references.size() > TEMPORAL_REFERENCES_MAX) {
            source.refuse(
                    node,
                    "a temporal correlation must not refer to more than " + TEMPORAL_REFERENCES_MAX
                            + " rules: put what belongs together into one detection rule");
            return List.of();
        } else if (temporal && references.size() == 1) {
            source.refuse(node, "a temporal correlation relates at least two rules: add one, or use event_count");
            return List.of();
        }
        return references;
    }

    /** What is grouped by, as written; an empty list is one group of all events. */
    private List<ScalarNode> groupBy(Node node) {
        if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
            return List.of();
        }
        if (node instanceof ScalarNode scalar && Source.isNull(scalar)) {
            source.refuse(node, "'group-by' must be a field, a list of fields, or [] for one group of all events");
            return List.of();
        }
        return source.scalars(node, "'group-by'");
    }

    private List<Alias> aliases(Node node) {
        Map<String, Source.Entry> entries = source.entries(node, "aliases");
        if (entries.size() > ALIASES_MAX) {
            source.refuse(node, "a correlation must not have more than " + ALIASES_MAX + " aliases");
            return List.of();
        }
        List<Alias> aliases = new ArrayList<>();
        entries.forEach((name, entry) -> {
            List<Alias.Mapped> fields = new ArrayList<>();
            String what = "the alias " + Quote.quoted(name);
            source.entries(entry.value(), what).forEach((rule, mapped) -> {
                String field = source.text(mapped.value(), "a field of " + what, MetaReader.NAME_CHARS_MAX);
                if (field != null && mapped.value() instanceof ScalarNode scalar) {
                    fields.add(new Alias.Mapped(mapped.key(), scalar));
                }
            });
            aliases.add(new Alias(entry.key(), List.copyOf(fields)));
        });
        return aliases;
    }

    private long timespan(Node node) {
        String written = source.text(node, "'timespan'", MetaReader.NAME_CHARS_MAX);
        OptionalLong millis = written == null ? OptionalLong.of(0) : Timespan.millis(written);
        if (millis.isEmpty()) {
            source.refuse(
                    node,
                    "not a timespan: " + Quote.quoted(String.valueOf(written))
                            + ", write a whole number and one of s, m, h, d, w, M, y, such as 90m; at most 10y");
        }
        return millis.orElse(0);
    }
}
