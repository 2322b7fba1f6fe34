package dev.vigie.bench.quality;

import dev.vigie.bench.quality.SeedResult.FalseAlert;
import dev.vigie.bench.quality.SeedResult.PartResult;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** For whoever writes rules: what each of them did. */
final class RuleReport {

    private final RuleSet rules;
    private final Evaluation evaluation;
    private final StringBuilder out = new StringBuilder();

    RuleReport(RuleSet rules, Evaluation evaluation) {
        this.rules = rules;
        this.evaluation = evaluation;
    }

    String text(int examples) {
        List<FalseAlert> alerts = evaluation.seeds().stream()
                .flatMap(seed -> seed.falseAlerts().stream())
                .toList();
        TreeMap<String, List<FalseAlert>> byRule = new TreeMap<>();
        alerts.forEach(alert -> byRule.computeIfAbsent(alert.rules().get(0), unseen -> new ArrayList<>())
                .add(alert));
        TreeMap<String, Long> caught = new TreeMap<>();
        evaluation.seeds().stream()
                .flatMap(seed -> seed.parts().stream())
                .map(PartResult::rule)
                .filter(Objects::nonNull)
                .forEach(rule -> caught.merge(rule, 1L, Long::sum));
        line("");
        line("| rule that opened | budget per 10,000 | false per 10,000 | false alerts | in warm-up |"
                + " thefts caught first |");
        line("| --- | ---: | ---: | ---: | ---: | ---: |");
        Set<String> ids = new LinkedHashSet<>(byRule.keySet());
        ids.addAll(caught.keySet());
        for (String id : ids) {
            List<FalseAlert> own = byRule.getOrDefault(id, List.of());
            long warmUp = own.stream().filter(FalseAlert::warmUp).count();
            line(
                    "| %s | %s | %.3f | %,d | %,d | %,d |",
                    name(id),
                    budget(id),
                    evaluation.rate(own.size() - warmUp),
                    own.size() - warmUp,
                    warmUp,
                    caught.getOrDefault(id, 0L));
        }
        byRule.forEach((id, own) -> own.stream().limit(examples).forEach(alert -> example(id, alert)));
        caughtBy();
        return out.toString();
    }

    private void example(String id, FalseAlert alert) {
        line("");
        line(
                "- %s, %s%s at %s: %s",
                name(id), alert.kind(), alert.warmUp() ? ", in warm-up," : "", alert.opened(), alert.sentence());
    }

    private void caughtBy() {
        line("");
        line("| scenario | rules that caught it first |");
        line("| --- | --- |");
        evaluation.extractsByScenario().forEach((scenario, extracts) -> {
            TreeMap<String, Long> counts = new TreeMap<>();
            extracts.forEach(extract -> {
                String rule = extract.part().rule();
                counts.merge(rule == null ? "nobody" : name(rule), 1L, Long::sum);
            });
            line("| %s | %s |", scenario, counts);
        });
    }

    private String name(String id) {
        for (Rule rule : rules.alerting()) {
            RuleMeta meta = rule.meta();
            if (meta.id().equals(id)) {
                String name = meta.name();
                return name == null ? meta.title() : name;
            }
        }
        return id;
    }

    private String budget(String id) {
        for (Rule rule : rules.alerting()) {
            if (rule.meta().id().equals(id) && rule.budgetDays() > 0) {
                return String.format(Locale.ROOT, "%.3f", Evaluation.DAYS_PER_RATE / rule.budgetDays());
            }
        }
        return "";
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
