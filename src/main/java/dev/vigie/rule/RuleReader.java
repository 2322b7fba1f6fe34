package dev.vigie.rule;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one YAML document into one rule, of whichever kind it is. */
final class RuleReader {

    private static final Set<String> KINDS = Set.of("detection", "correlation", "filter");
    private static final Set<String> DETECTION_KEYS = with("logsource", "detection", "vigie");
    private static final Set<String> CORRELATION_KEYS = with("correlation", "generate", "vigie");
    private static final Set<String> FILTER_KEYS = with("logsource", "filter", "vigie");

    private final Source source;

    RuleReader(Source source) {
        this.source = source;
    }

    /**
     * A rule as its own document has it.
     *
     * @param service of the logsource, or null where it names none; a filter that names one is for rules of that one
     * @param selection of a detection rule, or null
     * @param outline of a detection rule, or null
     * @param correlation of a correlation rule, or null
     * @param filter of a filter rule, or null
     * @param vigie what the {@code vigie} block of a detection or correlation rule asks for
     * @param skipped why the rule cannot run here, or null if it can
     */
    record Draft(
            Source source,
            Node document,
            RuleMeta meta,
            @Nullable String service,
            @Nullable Selection selection,
            @Nullable Outline outline,
            CorrelationReader.@Nullable Draft correlation,
            @Nullable FilterDraft filter,
            VigieDraft vigie,
            @Nullable String skipped) {}

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
        Map<String, Source.Entry> rule = source.entries(document, "a rule");
        if (KINDS.stream().filter(rule::containsKey).count() != 1) {
            source.refuse(document, "a rule has either a 'detection', a 'correlation' or a 'filter'");
            return null;
        }
        MetaReader metaReader = new MetaReader(source, rule);
        RuleMeta meta = metaReader.read(document);
        String taxonomy = metaReader.foreignTaxonomy();
        Source.Entry vigie = rule.get("vigie");
        Source.Entry correlation = rule.get("correlation");
        if (correlation != null) {
            source.refuseMisspelt(rule, CORRELATION_KEYS, "a correlation rule");
            CorrelationReader.Draft draft = taxonomy == null ? correlation(correlation, rule.get("generate")) : null;
            VigieDraft asked = vigie == null
                    ? VigieDraft.NONE
                    : new VigieReader(source).read(vigie, draft == null ? null : draft.type());
            return new Draft(source, document, meta, null, null, null, draft, null, asked, taxonomy);
        }
        Source.Entry detection = rule.get("detection");
        boolean filters = detection == null;
        source.refuseMisspelt(
                rule, filters ? FILTER_KEYS : DETECTION_KEYS, filters ? "a filter rule" : "a detection rule");
        Logsource logsource =
                Logsource.read(source, document, rule.get("logsource"), filters ? "a filter rule" : "a detection rule");
        String foreign = logsource.foreign() != null ? logsource.foreign() : taxonomy;
        if (detection == null) {
            FilterDraft draft = new FilterReader(source, rule, foreign != null).read(meta);
            return new Draft(
                    source, document, meta, logsource.service(), null, null, null, draft, VigieDraft.NONE, foreign);
        }
        Outline outline = new DetectionReader(source, foreign != null)
                .read(detection.key(), detection.value(), "a detection", Set.of());
        VigieDraft asked = vigie == null ? VigieDraft.NONE : new VigieReader(source).readOfDetection(vigie);
        return new Draft(
                source, document, meta, logsource.service(), outline.selection(), outline, null, null, asked, foreign);
    }

    private CorrelationReader.Draft correlation(Source.Entry correlation, Source.@Nullable Entry generate) {
        CorrelationReader.Draft draft = new CorrelationReader(source).read(correlation.key(), correlation.value());
        if (generate == null || !source.flag(generate.value(), "'generate'") || draft.generate()) {
            return draft;
        }
        return draft.generating();
    }
}
