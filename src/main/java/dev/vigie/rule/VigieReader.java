package dev.vigie.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a correlation rule's {@code vigie} block: the measures and conditions that Sigma has no words for. Nothing of
 * it runs yet, so what is well-formed is refused too, each part at its own place; a rule is never loaded by halves.
 */
final class VigieReader {

    private static final Set<String> KEYS = Set.of("measure", "condition", "peers", "budget");
    private static final Set<String> MEASURE_KEYS = Set.of("type", "field");
    private static final Set<String> MEASURES = Set.of("sequential_run", "share", "new_value", "inactivity");
    private static final Set<String> PEERS = Set.of("operator", "role");

    private static final String AT_LEAST = "at_least";

    /** For each condition the key that says how rare a false alert must be; {@link #AT_LEAST} beside it. */
    private static final Map<String, String> CONDITIONS =
            Map.of("unusual", "once_in", "drift", "run_length", "joint", "once_in");

    private final Source source;

    VigieReader(Source source) {
        this.source = source;
    }

    /** @param correlation true if it is a correlation rule's */
    void read(Source.Entry vigie, boolean correlation) {
        if (!correlation) {
            source.refuse(
                    vigie.key(),
                    "a detection rule has no 'vigie' block, since nothing is measured over time: put it into a"
                            + " correlation rule that refers to this one");
            return;
        }
        Map<String, Source.Entry> entries = source.entries(vigie.value(), "'vigie'");
        source.refuseUnknown(entries, KEYS, "'vigie'");
        if (entries.isEmpty() && vigie.value() instanceof MappingNode) {
            source.refuse(vigie.value(), "'vigie' needs one of measure, condition, peers, budget");
        }
        entries.forEach((key, entry) -> {
            switch (key) {
                case "measure" -> measure(entry.value());
                case "condition" -> condition(entry.value());
                case "peers" -> peers(entry);
                case "budget" -> {
                    if (isPeriod(entry.value(), "'budget'")) {
                        source.notSupported(entry.key(), "'budget' is");
                    }
                }
                default -> {} // told already
            }
        });
    }

    private void measure(Node node) {
        Map<String, Source.Entry> entries = source.entries(node, "'measure'");
        source.refuseUnknown(entries, MEASURE_KEYS, "'measure'");
        Source.Entry type = entries.get("type");
        if (type == null) {
            source.refuse(node, "a measure needs a 'type', such as 'type: sequential_run'");
            return;
        }
        String name = source.oneOf(type.value(), "measure", MEASURES);
        if (name == null || !MEASURE_KEYS.containsAll(entries.keySet())) {
            return;
        }
        if (isField(node, name, entries.get("field"))) {
            source.notSupported(type.value(), "the measure " + Quote.quoted(name) + " is");
        }
    }

    private boolean isField(Node measure, String type, Source.@Nullable Entry field) {
        if (type.equals("inactivity")) {
            if (field != null) {
                source.refuse(field.key(), "inactivity takes no 'field': remove it");
            }
            return field == null;
        }
        if (field == null) {
            source.refuse(measure, type + " needs a 'field'");
            return false;
        }
        String name = source.text(field.value(), "'field'", MetaReader.NAME_CHARS_MAX);
        return name != null
                && field.value() instanceof ScalarNode scalar
                && FieldItemReader.field(source, scalar, name) != null;
    }

    private void condition(Node node) {
        Map<String, Source.Entry> entries = source.entries(node, "the condition of 'vigie'");
        source.refuseUnknown(entries, CONDITIONS.keySet(), "the condition of 'vigie'");
        if (node instanceof MappingNode && entries.size() != 1) {
            source.refuse(node, "a condition of 'vigie' is one of unusual, drift, joint, not " + entries.size());
            return;
        }
        entries.forEach((name, entry) -> {
            String period = CONDITIONS.get(name);
            if (period != null && isCondition(name, period, entry.value())) {
                source.notSupported(entry.key(), "the condition " + Quote.quoted(name) + " is");
            }
        });
    }

    private boolean isCondition(String name, String period, Node node) {
        Set<String> known = name.equals("joint") ? Set.of(period) : Set.of(period, AT_LEAST);
        Map<String, Source.Entry> entries = source.entries(node, "'" + name + "'");
        source.refuseUnknown(entries, known, "'" + name + "'");
        Source.Entry rare = entries.get(period);
        if (rare == null) {
            if (node instanceof MappingNode) {
                source.refuse(node, "'" + name + "' needs '" + period + "', such as '" + period + ": 10000d'");
            }
            return false;
        }
        boolean right = isPeriod(rare.value(), "'" + period + "'") && known.containsAll(entries.keySet());
        Source.Entry atLeast = entries.get(AT_LEAST);
        if (atLeast != null && !isCount(atLeast.value())) {
            source.refuse(atLeast.value(), "'at_least' is a whole number such as 20");
            return false;
        }
        return right;
    }

    private static boolean isCount(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,9}");
    }

    private void peers(Source.Entry entry) {
        List<ScalarNode> items = source.scalars(entry.value(), "'peers'");
        Set<String> seen = new HashSet<>();
        boolean right = !items.isEmpty();
        for (ScalarNode item : items) {
            String peer = source.oneOf(item, "kind of peers", PEERS);
            if (peer != null && !seen.add(peer)) {
                source.refuse(item, Quote.quoted(peer) + " stands here twice: remove one");
                right = false;
            }
            right &= peer != null;
        }
        if (right) {
            source.notSupported(entry.key(), "'peers' is");
        }
    }

    /** True if it is a stretch of active days; refused if not. */
    private boolean isPeriod(Node node, String what) {
        String written = source.text(node, what, MetaReader.NAME_CHARS_MAX);
        if (written == null || Timespan.isPeriod(written)) {
            return written != null;
        }
        source.refuse(
                node, what + " is a whole number and one of d, w, M, y, such as 10000d, not " + Quote.quoted(written));
        return false;
    }
}
