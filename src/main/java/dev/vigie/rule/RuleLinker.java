package dev.vigie.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Puts rules together: ids and names are unique among all of them, and correlations find the rules that they refer to.
 */
final class RuleLinker {

    static final int RULES_MAX = 50_000;

    private final Problems problems;
    private final List<RuleReader.Draft> drafts = new ArrayList<>();
    private final Map<String, RuleReader.Draft> byReference = new LinkedHashMap<>();

    RuleLinker(Problems problems) {
        this.problems = problems;
    }

    void add(RuleReader.Draft draft) {
        if (drafts.size() == RULES_MAX) {
            draft.source().refuse(draft.document(), "more than " + RULES_MAX + " rules in one set");
            return;
        }
        drafts.add(draft);
        register(draft, draft.meta().id());
        String name = draft.meta().name();
        if (name != null && !name.equals(draft.meta().id())) {
            register(draft, name);
        }
    }

    private void register(RuleReader.Draft draft, String reference) {
        RuleReader.Draft first = byReference.putIfAbsent(reference, draft);
        if (first != null) {
            draft.source()
                    .refuse(
                            draft.document(),
                            "the rule " + Quote.quoted(reference) + " is already in "
                                    + first.meta().file() + " line "
                                    + first.meta().line() + ": give this one an id and a name of its own");
        }
    }

    /**
     * The set. A detection rule that correlations refer to raises alerts of its own only if one of them generates it.
     */
    RuleSet link(String hash) throws RuleException {
        Set<String> referred = new HashSet<>();
        Set<String> generated = new HashSet<>();
        for (RuleReader.Draft draft : drafts) {
            CorrelationReader.Draft correlation = draft.correlation();
            if (correlation != null) {
                check(draft.source(), correlation.references());
                (correlation.generate() ? generated : referred).addAll(ids(correlation));
            }
        }
        problems.throwIfAny();
        Map<String, DetectionRule> detections = new LinkedHashMap<>();
        for (RuleReader.Draft draft : drafts) {
            if (draft.selection() != null) {
                String id = draft.meta().id();
                boolean alerts = !referred.contains(id) || generated.contains(id);
                detections.put(id, new DetectionRule(draft.meta(), draft.selection(), alerts));
            }
        }
        List<CorrelationRule> correlations = new ArrayList<>();
        for (RuleReader.Draft draft : drafts) {
            if (draft.correlation() != null) {
                correlations.add(rule(draft.meta(), draft.correlation(), detections));
            }
        }
        return new RuleSet(List.copyOf(detections.values()), correlations, hash);
    }

    private void check(Source source, List<ScalarNode> references) {
        Set<String> ids = new HashSet<>();
        for (ScalarNode reference : references) {
            String written = reference.getValue();
            RuleReader.Draft target = byReference.get(written);
            if (target == null) {
                source.refuse(
                        reference,
                        "no rule has the id or name " + Quote.quoted(written) + ": the nearest known one is "
                                + Quote.nearest(written, byReference.keySet()));
            } else if (target.correlation() != null) {
                source.notSupported(reference, "correlations of correlations are");
            } else if (!ids.add(target.meta().id())) {
                source.refuse(reference, "the rule " + Quote.quoted(written) + " stands here twice: remove one");
            }
        }
    }

    /** The ids of the rules that a correlation refers to, in its order, as far as they exist. */
    private List<String> ids(CorrelationReader.Draft correlation) {
        List<String> ids = new ArrayList<>();
        for (ScalarNode reference : correlation.references()) {
            RuleReader.Draft target = byReference.get(reference.getValue());
            if (target != null) {
                ids.add(target.meta().id());
            }
        }
        return ids;
    }

    private CorrelationRule rule(RuleMeta meta, CorrelationReader.Draft draft, Map<String, DetectionRule> detections) {
        return new CorrelationRule(
                meta,
                draft.type(),
                ids(draft).stream().map(detections::get).toList(),
                draft.groupBy(),
                draft.timespanMillis(),
                draft.valueField(),
                draft.limits());
    }
}
