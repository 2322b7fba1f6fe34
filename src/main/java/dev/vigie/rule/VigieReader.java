package dev.vigie.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a rule's {@code vigie} block: the measures and conditions that Sigma has no words for, and the budget. */
final class VigieReader {

    private static final Set<String> KEYS = Set.of("measure", "condition", "peers", "budget");
    private static final String BUDGET = "budget";
    private static final Set<String> PEERS = Set.of("operator", "role");

    private static final String AT_LEAST = "at_least";

    /** For each condition the key that says how rare a false alert must be; {@link #AT_LEAST} beside it. */
    private static final Map<String, String> CONDITIONS =
            Map.of("unusual", "once_in", "drift", "run_length", "joint", "once_in");

    /** Fewer people than these are one case's work, not a theft. */
    private static final long UNUSUAL_AT_LEAST = 20;

    private static final long DRIFT_AT_LEAST = 30;

    private final Source source;

    VigieReader(Source source) {
        this.source = source;
    }

    /** What a detection rule's block asks for: a budget and nothing else. */
    VigieDraft readOfDetection(Source.Entry vigie) {
        Map<String, Source.Entry> entries = entries(vigie);
        entries.forEach((key, entry) -> {
            if (KEYS.contains(key) && !key.equals(BUDGET)) {
                source.refuse(
                        entry.key(),
                        "a detection rule measures nothing over time and has only a 'budget' in its 'vigie' block:"
                                + " put '" + key + "' into a correlation rule that refers to this one");
            }
        });
        Source.Entry budget = entries.get(BUDGET);
        return new VigieDraft(null, null, null, null, budget(budget), key(budget));
    }

    /**
     * What a correlation rule's block asks for.
     *
     * @param type of the correlation, or null where it is not looked at
     */
    VigieDraft read(Source.Entry vigie, CorrelationRule.@Nullable Type type) {
        Map<String, Source.Entry> entries = entries(vigie);
        Source.Entry measureEntry = entries.get("measure");
        Source.Entry condition = entries.get("condition");
        Source.Entry peersEntry = entries.get("peers");
        Source.Entry budget = entries.get(BUDGET);
        VigieMeasure measure = measureEntry == null ? null : new VigieMeasureReader(source).read(measureEntry.value());
        if (measureEntry != null && type != null && CorrelationCondition.isTemporal(type)) {
            source.refuse(
                    measureEntry.key(),
                    "a temporal correlation counts rules and has no 'measure': use event_count or value_count");
        }
        Rarity.Peers peers = peersEntry == null ? Rarity.Peers.OPERATOR_AND_ROLE : peers(peersEntry.value());
        if (peersEntry != null && condition == null) {
            source.refuse(
                    peersEntry.key(), "'peers' say whose past a 'condition' looks at, and there is none: remove it");
        }
        Source.Entry named = condition == null ? null : condition(condition.value());
        Rarity rarity = named == null ? null : rarity(named, peers);
        if (rarity != null && named != null && type != null) {
            checkType(rarity.condition(), named.key(), type, measureEntry != null);
        }
        long days = budget != null ? budget(budget) : rarity != null ? rarity.activeDays() : 0;
        return new VigieDraft(measure, key(measureEntry), rarity, key(named), days, key(budget));
    }

    private static @Nullable ScalarNode key(Source.@Nullable Entry entry) {
        return entry == null ? null : entry.key();
    }

    private Map<String, Source.Entry> entries(Source.Entry vigie) {
        Map<String, Source.Entry> entries = source.entries(vigie.value(), "'vigie'");
        source.refuseUnknown(entries, KEYS, "'vigie'");
        if (entries.isEmpty() && vigie.value() instanceof MappingNode) {
            source.refuse(vigie.value(), "'vigie' needs one of measure, condition, peers, budget");
        }
        return entries;
    }

    private long budget(Source.@Nullable Entry budget) {
        return budget == null ? 0 : periodDays(budget.value(), "'budget'").orElse(0);
    }

    /** The one condition, or null. */
    private Source.@Nullable Entry condition(Node node) {
        Map<String, Source.Entry> entries = source.entries(node, "the condition of 'vigie'");
        source.refuseUnknown(entries, CONDITIONS.keySet(), "the condition of 'vigie'");
        if (node instanceof MappingNode && entries.size() != 1) {
            source.refuse(node, "a condition of 'vigie' is one of unusual, drift, joint, not " + entries.size());
            return null;
        }
        return entries.values().stream()
                .filter(entry -> CONDITIONS.containsKey(entry.key().getValue()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Rarity rarity(Source.Entry condition, Rarity.Peers peers) {
        String name = condition.key().getValue();
        String period = CONDITIONS.getOrDefault(name, "");
        Set<String> known = Set.of(period, AT_LEAST);
        Node node = condition.value();
        Map<String, Source.Entry> entries = source.entries(node, "'" + name + "'");
        source.refuseUnknown(entries, known, "'" + name + "'");
        Source.Entry rare = entries.get(period);
        if (rare == null) {
            if (node instanceof MappingNode) {
                source.refuse(node, "'" + name + "' needs '" + period + "', such as '" + period + ": 10000d'");
            }
            return null;
        }
        OptionalLong days = periodDays(rare.value(), "'" + period + "'");
        Source.Entry least = entries.get(AT_LEAST);
        Rarity.Condition kind = Rarity.Condition.valueOf(name.toUpperCase(Locale.ROOT));
        long atLeast = least == null ? usualAtLeast(kind) : atLeast(least.value());
        return days.isEmpty() ? null : new Rarity(kind, days.getAsLong(), atLeast, peers);
    }

    private static long usualAtLeast(Rarity.Condition condition) {
        return switch (condition) {
            case UNUSUAL -> UNUSUAL_AT_LEAST;
            case DRIFT -> DRIFT_AT_LEAST;
            case JOINT -> 0;
        };
    }

    private long atLeast(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,9}")) {
            return Long.parseLong(scalar.getValue());
        }
        source.refuse(node, "'at_least' is a whole number such as 20");
        return 0;
    }

    private void checkType(Rarity.Condition condition, ScalarNode key, CorrelationRule.Type type, boolean measured) {
        String name = key.getValue();
        boolean temporal = CorrelationCondition.isTemporal(type);
        switch (condition) {
            case UNUSUAL -> {
                if (temporal) {
                    source.refuse(
                            key,
                            "'unusual' is of one measure, and a temporal correlation counts rules: use 'joint'"
                                    + " on type temporal, or 'unusual' on the rules that it refers to");
                } else if (type == CorrelationRule.Type.VALUE_PERCENTILE && !measured) {
                    source.refuse(key, "what is unusual for a percentile is not known: use value_avg or value_sum");
                }
            }
            case DRIFT -> {
                boolean daily = type == CorrelationRule.Type.EVENT_COUNT
                        || type == CorrelationRule.Type.VALUE_COUNT
                        || type == CorrelationRule.Type.VALUE_SUM;
                if (!daily || measured) {
                    source.refuse(
                            key,
                            "'" + name + "' follows what a day adds up, so it is for event_count, value_count and"
                                    + " value_sum without a 'measure'"
                                    + (measured ? "" : ", not for " + written(type)));
                }
            }
            case JOINT -> {
                if (type != CorrelationRule.Type.TEMPORAL) {
                    source.refuse(
                            key,
                            "'joint' joins the measures of several rules: it is for type temporal, not for "
                                    + written(type));
                }
            }
        }
    }

    private static String written(CorrelationRule.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private Rarity.Peers peers(Node node) {
        List<ScalarNode> items = source.scalars(node, "'peers'");
        Set<String> seen = new HashSet<>();
        for (ScalarNode item : items) {
            String peer = source.oneOf(item, "kind of peers", PEERS);
            if (peer != null && !seen.add(peer)) {
                source.refuse(item, Quote.quoted(peer) + " stands here twice: remove one");
            }
        }
        return seen.size() != 1
                ? Rarity.Peers.OPERATOR_AND_ROLE
                : seen.contains("role") ? Rarity.Peers.ROLE : Rarity.Peers.OPERATOR;
    }

    /** A stretch of active days; refused and empty where it is none. */
    private OptionalLong periodDays(Node node, String what) {
        String written = source.text(node, what, MetaReader.NAME_CHARS_MAX);
        if (written == null) {
            return OptionalLong.empty();
        }
        OptionalLong days = Timespan.periodDays(written);
        if (days.isEmpty()) {
            source.refuse(
                    node,
                    what + " is a whole number and one of d, w, M, y, such as 10000d, not " + Quote.quoted(written));
        }
        return days;
    }
}
