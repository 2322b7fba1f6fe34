package dev.vigie.backtest;

import dev.vigie.backtest.Incidents.Incident;
import dev.vigie.model.Level;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a rule set expects it to raise. The first parts choose alerts, all of them together; the last ones
 * say what must hold for those.
 *
 * @param name what reports call it
 * @param line where it stands in its file
 * @param incident only alerts that tell of this known incident
 * @param operator only of groups within this operator
 * @param account only of groups with this account, as OPERATOR/ACCOUNT
 * @param rule only where this rule crossed, by its id or name
 * @param level only of this level and above
 * @param fromMillis only opened then or later
 * @param toMillis only opened before
 * @param wants that there is one, that there is none, or neither
 * @param exposedMax how many people may be exposed before the first of them, of the incident where one is named; or
 *     null
 * @param perWeekMax how many there may be in a week that no known incident opened, unless one is named; or null
 */
record Expectation(
        String name,
        int line,
        @Nullable String incident,
        @Nullable String operator,
        @Nullable String account,
        @Nullable String rule,
        @Nullable Level level,
        long fromMillis,
        long toMillis,
        Wants wants,
        @Nullable Long exposedMax,
        @Nullable Double perWeekMax) {

    /** Whether there should be an alert. */
    enum Wants {
        SOME,
        NONE,
        ANY
    }

    /** What an expectation came to; {@code miss} is null where it is met. */
    record Verdict(Expectation expectation, @Nullable Miss miss) {}

    /** Holds it against what the rules raised. */
    Verdict judge(Outcome outcome, Incidents incidents) {
        Incident known = incidents.all().stream()
                .filter(each -> each.name().equals(incident))
                .findFirst()
                .orElse(null);
        Set<String> ruleIds = ruleIds(outcome.rules());
        List<Raised> chosen = (known == null ? outcome.raised() : outcome.telling())
                .stream().filter(alert -> isChosen(alert, known, ruleIds)).toList();
        List<Raised> costs = known != null
                ? chosen.stream().filter(outcome.raised()::contains).toList()
                : incidents.others(chosen);
        return new Verdict(this, miss(chosen, costs.size(), known, outcome.period()));
    }

    private Set<String> ruleIds(RuleSet rules) {
        return rules.alerting().stream()
                .map(Rule::meta)
                .filter(meta -> meta.id().equals(rule) || Objects.equals(meta.name(), rule))
                .map(meta -> meta.id())
                .collect(Collectors.toSet());
    }

    private boolean isChosen(Raised alert, @Nullable Incident known, Set<String> ruleIds) {
        return (known == null || known.isToldBy(alert))
                && (operator == null || operator.equals(alert.group().get("operator")))
                && (account == null || alert.accounts().contains(account))
                && (rule == null || alert.rules().stream().anyMatch(ruleIds::contains))
                && (level == null || alert.level().compareTo(level) >= 0)
                && alert.openedAtMillis() >= fromMillis
                && alert.openedAtMillis() < toMillis;
    }

    private @Nullable Miss miss(List<Raised> chosen, int costs, @Nullable Incident known, Period period) {
        if (wants == Wants.SOME && chosen.isEmpty()) {
            return Miss.noneCame();
        }
        if (wants == Wants.NONE && !chosen.isEmpty()) {
            return Miss.someCame(chosen);
        }
        if (exposedMax != null && !chosen.isEmpty()) {
            long exposed = known == null
                    ? chosen.get(0).exposedBefore()
                    : Detected.of(known, chosen).exposedBefore();
            if (exposed > exposedMax) {
                return Miss.tooManyExposed(exposed, exposedMax, chosen.get(0));
            }
        }
        double perWeek = period.perWeek(costs);
        return perWeekMax != null && perWeek > perWeekMax ? Miss.tooOften(perWeek, costs, period, perWeekMax) : null;
    }
}
