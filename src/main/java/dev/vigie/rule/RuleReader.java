package dev.vigie.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one YAML document into one rule, of whichever kind it is. */
final class RuleReader {

    private static final Set<String> DETECTION_KEYS = with("logsource", "detection");
    private static final Set<String> CORRELATION_KEYS = with("correlation", "generate");
    private static final Set<String> LOGSOURCE_KEYS = Set.of("category", "product", "service", "definition");

    /** What Vigie's events are, in Sigma's words. */
    private static final Map<String, String> LOGSOURCE = Map.of("category", "data_access", "product", "vigie");

    private final Source source;

    RuleReader(Source source) {
        this.source = source;
    }

    /**
     * A rule as its own document has it.
     *
     * @param selection of a detection rule, or null
     * @param correlation of a correlation rule, or null
     */
    record Draft(
            Source source,
            Node document,
            RuleMeta meta,
            @Nullable Selection selection,
            CorrelationReader.@Nullable Draft correlation) {}

    private static Set<String> with(String... keys) {
        Set<String> all = new HashSet<>(MetaReader.KEYS);
        all.addAll(Set.of(keys));
        return Set.copyOf(all);
    }

    /** The rule; null where the document is of no kind that Vigie reads. */
    @Nullable
    Draft read(Node document) {
        if (!(document instanceof MappingNode)) {
            source.refuse(document, "a rule must be a map of keys and values");
            return null;
        }
        Map<String, Source.Entry> rule = new HashMap<>(source.entries(document, "a rule"));
        Source.Entry vigie = rule.remove("vigie");
        if (vigie != null) {
            source.notSupported(vigie.key(), "the 'vigie' block is");
        }
        Source.Entry detection = rule.get("detection");
        Source.Entry correlation = rule.get("correlation");
        if (rule.containsKey("filter")) {
            source.notSupported(document, "filter rules are");
            return null;
        }
        if ((detection == null) == (correlation == null)) {
            source.refuse(document, "a rule has either a 'detection' or a 'correlation'");
            return null;
        }
        RuleMeta meta = new MetaReader(source, rule).read(document);
        if (detection != null) {
            source.refuseUnknown(rule, DETECTION_KEYS, "a detection rule");
            logsource(document, rule.get("logsource"));
            Selection selection = new DetectionReader(source).read(detection.key(), detection.value());
            return new Draft(source, document, meta, selection, null);
        }
        source.refuseUnknown(rule, CORRELATION_KEYS, "a correlation rule");
        return new Draft(source, document, meta, null, correlation(correlation, rule.get("generate")));
    }

    private CorrelationReader.Draft correlation(Source.Entry correlation, Source.@Nullable Entry generate) {
        CorrelationReader.Draft draft = new CorrelationReader(source).read(correlation.key(), correlation.value());
        if (generate == null || !source.flag(generate.value(), "'generate'") || draft.generate()) {
            return draft;
        }
        return new CorrelationReader.Draft(
                draft.type(),
                draft.references(),
                draft.groupBy(),
                draft.timespanMillis(),
                draft.valueField(),
                draft.limits(),
                true);
    }

    /**
     * A rule for other events than Vigie's would never fire: {@code product} or {@code category} must be Vigie's,
     * {@code service} is free.
     */
    private void logsource(Node document, Source.@Nullable Entry logsource) {
        if (logsource == null) {
            source.refuse(document, "a detection rule needs a 'logsource', such as 'product: vigie'");
            return;
        }
        Map<String, Source.Entry> entries = source.entries(logsource.value(), "logsource");
        source.refuseUnknown(entries, LOGSOURCE_KEYS, "logsource");
        boolean named = false;
        for (Map.Entry<String, Source.Entry> entry : entries.entrySet()) {
            String key = entry.getKey();
            Node value = entry.getValue().value();
            String text = source.text(value, "'" + key + "'", Source.TEXT_CHARS_MAX);
            String expected = LOGSOURCE.get(key);
            named |= expected != null;
            if (text != null && expected != null && !text.equals(expected)) {
                source.refuse(
                        value,
                        "Vigie has no events of the " + key + " " + Quote.quoted(text) + ": it reads " + key + ": "
                                + expected);
            }
        }
        if (!named) {
            source.refuse(logsource.key(), "a logsource names 'product: vigie' or 'category: data_access', or both");
        }
    }
}
