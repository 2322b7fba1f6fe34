package dev.vigie.rule;

import dev.vigie.model.Field;
import dev.vigie.model.Sensitivity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Puts rules together: correlations and filters find the rules that they refer to, and what refers only to rules that
 * cannot run here cannot run either.
 */
final class RuleLinker {

    static final int RULES_MAX = 50_000;

    private final Problems problems;
    private final List<RuleReader.Draft> drafts = new ArrayList<>();
    private final RuleIndex index = new RuleIndex();

    /** Why a rule is skipped, by its id. */
    private final Map<String, String> skipped = new HashMap<>();

    private final CorrelationLinker correlations = new CorrelationLinker(index, skipped);
    private final FilterLinker filters = new FilterLinker(index, skipped);
    private final Map<String, Rule> rules = new HashMap<>();

    RuleLinker(Problems problems) {
        this.problems = problems;
    }

    void add(RuleReader.Draft draft) {
        if (drafts.size() == RULES_MAX) {
            draft.source().refuse(draft.document(), "more than " + RULES_MAX + " rules in one set");
            return;
        }
        drafts.add(draft);
        index.add(draft);
        if (draft.skipped() != null) {
            skipped.put(draft.meta().id(), draft.skipped());
        }
    }

    /** The set. A rule that correlations refer to raises alerts of its own only if one of them generates it. */
    RuleSet link(Sensitivity sensitivity, String hash) throws RuleException {
        List<CorrelationLink> links = correlations.link(drafts);
        JointCheck.check(links);
        links.forEach(RuleLinker::checkMeasure);
        drafts.forEach(this::checkBudget);
        filters.link(drafts);
        problems.throwIfAny();
        List<DetectionRule> detections = new ArrayList<>();
        for (RuleReader.Draft draft : drafts) {
            if (draft.selection() != null && draft.outline() != null && draft.skipped() == null) {
                String id = draft.meta().id();
                DetectionRule rule = new DetectionRule(
                        draft.meta(),
                        filters.apply(id, draft.selection()),
                        draft.vigie().budgetDays(),
                        correlations.alerts(id),
                        draft.outline());
                rules.put(id, rule);
                detections.add(rule);
            }
        }
        List<CorrelationRule> linked = links.stream().map(this::correlation).toList();
        return new RuleSet(detections, linked, filters.rules(), skipped(), problems.warnings(), sensitivity, hash);
    }

    /** What only an account's own memory of events can tell, no group above it is told. */
    private static void checkMeasure(CorrelationLink link) {
        VigieMeasure measure = link.draft().vigie().measure();
        ScalarNode key = link.draft().vigie().measureKey();
        if (measure != null
                && key != null
                && measure.kind().isOfAccount()
                && !link.grouping().hasAccount()) {
            String name = measure.kind().name().toLowerCase(Locale.ROOT);
            link.draft()
                    .source()
                    .refuse(
                            key,
                            name + " is known of accounts alone: add account to 'group-by', not only "
                                    + link.grouping().shown());
        }
        if (measure != null
                && key != null
                && measure.kind().isOfFeed()
                && !link.grouping().names().equals(List.of(Field.OPERATOR.fieldName()))) {
            String name = measure.kind().name().toLowerCase(Locale.ROOT);
            link.draft()
                    .source()
                    .refuse(
                            key,
                            name + " is of an operator's whole log: write 'group-by: [operator]', not "
                                    + link.grouping().shown());
        }
    }

    private void checkBudget(RuleReader.Draft draft) {
        ScalarNode key = draft.vigie().budgetKey();
        if (key != null && !correlations.alerts(draft.meta().id())) {
            draft.source()
                    .warn(
                            key,
                            "this rule raises no alerts, since a correlation refers to it: its 'budget' counts for"
                                    + " nothing");
        }
    }

    private CorrelationRule correlation(CorrelationLink link) {
        RuleMeta meta = link.draft().meta();
        List<CorrelationRule.Input> inputs = new ArrayList<>();
        for (int i = 0; i < link.targets().size(); i++) {
            Rule rule = rules.get(link.targets().get(i).meta().id());
            if (rule == null) {
                throw new IllegalStateException("a rule stands after those that it refers to");
            }
            Selection all = rule instanceof DetectionRule detection ? detection.selection() : Junction.EVERYTHING;
            inputs.add(new CorrelationRule.Input(rule, link.grouping().fields().get(i), filters.apply(meta.id(), all)));
        }
        CorrelationRule correlation = new CorrelationRule(
                meta,
                link.correlation().type(),
                inputs,
                link.grouping().names(),
                link.correlation().timespanMillis(),
                link.values(),
                link.correlation().percentile(),
                link.correlation().limits(),
                link.draft().vigie().measure(),
                link.draft().vigie().rarity(),
                link.draft().vigie().budgetDays(),
                correlations.alerts(meta.id()));
        rules.put(meta.id(), correlation);
        return correlation;
    }

    private List<SkippedRule> skipped() {
        List<SkippedRule> all = new ArrayList<>();
        for (RuleReader.Draft draft : drafts) {
            String reason = skipped.get(draft.meta().id());
            if (reason != null) {
                all.add(new SkippedRule(draft.meta(), reason));
            }
        }
        return all;
    }
}
