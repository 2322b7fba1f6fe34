package dev.vigie.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.FilterRule;
import dev.vigie.rule.Problem;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SkippedRule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rule set, or what is wrong with one, for programs.
 *
 * <pre>
 *   {"hash", "budget": {"falseAlertsPer10000AccountDays", "rulesWithout"}, "detections": [rule],
 *    "correlations": [rule], "filters": [...], "skipped": [...],
 *    "warnings": [{"file", "line", "column", "message"}], "problems": [the same]}
 *   rule: {"id", "name", "title", "level", "kind", "alerts", "budgetDays", "file", "line"}; a correlation also
 *         "measure": {"type", "field"} and "condition": {"type", "activeDays", "atLeast", "peers"}, where its vigie
 *         block has them
 * </pre>
 */
final class RulesJson {

    private static final JsonMapper JSON = new JsonMapper();

    private RulesJson() {}

    static String text(@Nullable RuleSet rules, List<Problem> problems) {
        ObjectNode root = JSON.createObjectNode();
        if (rules != null) {
            root.put("hash", rules.hash());
            root.putObject("budget")
                    .put("falseAlertsPer10000AccountDays", rules.budgetPer10000Days())
                    .put("rulesWithout", rules.withoutBudget().size());
            ArrayNode detections = root.putArray("detections");
            for (DetectionRule rule : rules.detections()) {
                rule(detections.addObject(), rule, "detection");
            }
            ArrayNode correlations = root.putArray("correlations");
            for (CorrelationRule rule : rules.correlations()) {
                ObjectNode to = correlations.addObject();
                rule(to, rule, RulesListCommand.kind(rule));
                vigie(to, rule);
            }
            ArrayNode filters = root.putArray("filters");
            rules.filters().forEach(filter -> filter(filters.addObject(), filter));
            ArrayNode skipped = root.putArray("skipped");
            for (SkippedRule rule : rules.skipped()) {
                meta(skipped.addObject(), rule.meta()).put("reason", rule.reason());
            }
            problems(root.putArray("warnings"), rules.warnings());
        }
        problems(root.putArray("problems"), problems);
        return root.toString();
    }

    private static void rule(ObjectNode to, Rule rule, String kind) {
        meta(to, rule.meta())
                .put("level", rule.meta().level().name().toLowerCase(Locale.ROOT))
                .put("kind", kind)
                .put("alerts", rule.alerts())
                .put("budgetDays", rule.budgetDays());
    }

    private static void vigie(ObjectNode to, CorrelationRule rule) {
        if (rule.measure() != null) {
            to.putObject("measure")
                    .put("type", RuleWords.type(rule.measure()))
                    .put("field", RuleWords.field(rule.measure()));
        }
        if (rule.rarity() != null) {
            to.putObject("condition")
                    .put("type", RuleWords.type(rule.rarity()))
                    .put("activeDays", rule.rarity().activeDays())
                    .put("atLeast", rule.rarity().atLeast())
                    .put("peers", rule.rarity().peers().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void filter(ObjectNode to, FilterRule filter) {
        meta(to, filter.meta()).put("owner", filter.owner()).put("reason", filter.reason());
        boolean ends = filter.expiresAtMillis() != Long.MAX_VALUE;
        to.put(
                "expiresAt",
                ends ? Instant.ofEpochMilli(filter.expiresAtMillis()).toString() : null);
        ArrayNode rules = to.putArray("rules");
        filter.rules().forEach(rules::add);
    }

    private static ObjectNode meta(ObjectNode to, RuleMeta meta) {
        return to.put("id", meta.id())
                .put("name", meta.name())
                .put("title", meta.title())
                .put("file", meta.file())
                .put("line", meta.line());
    }

    private static void problems(ArrayNode to, List<Problem> problems) {
        for (Problem problem : problems) {
            to.addObject()
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("message", problem.message());
        }
    }
}
