package dev.vigie.backtest;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.Counts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A backtest for programs. A function of the logs, the rules and the keys: it holds no time of its own making.
 *
 * <pre>
 *   {"type": "vigie-backtest", "period": {"from", "to", "days", "activeDays", "accountDays"}, "firstEvent",
 *    "eventsOutside",
 *    "counts": {"received", "counted", "rejected", "late", "duplicate", "filtered"},
 *    "logs": [{"name", "bytes", "sha256", "received", "rejected"}],
 *    "before": set, "after": set, "comes", "goes", "changes", "stays",
 *    "exposedWhereBoth": {"before", "after"}, "incidents": [{"incident", "taken", "before": seen, "after": seen}],
 *    "rules": [{"id", "name", "title", "presence", "before", "after", "aloneBefore", "aloneAfter", "comes", "goes",
 *               "changes"}],
 *    "days": [{"day", "before", "after", "comes", "goes", "changes"}],
 *    "cases": [{"fate", "differences": [], "before": [alert], "after": [alert]}],
 *    "proposal": {"budget", "keeps", "allowed", "chosenOn": part, "heldOut": part or null, "fixed",
 *                 "changes": [{"rule", "name", "setting", "was", "becomes"}], "before": set, "measured": set,
 *                 "incidents": [{"incident", "taken", "before": seen, "measured": seen}]},
 *    "expectations": [{"name", "line", "met", "failure"}]}
 *   set:   {"hash", "alerts", "cost": {"alerts", "perWeek", "per10000AccountDays"}}
 *   part:  {"from", "to", "alertsBefore", "alertsMeasured"}
 *   seen:  {"told", "exposedBefore", "alert", "toldAt", "rules": []}
 *   alert: {"id", "groupKind", "group": {}, "level", "sentence", "openedAt", "closedAt", "rules": [],
 *           "exposedBefore", "exposed"}
 * </pre>
 *
 * {@code proposal} and {@code expectations} are there where they were asked for.
 */
public final class BacktestJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final double ACCOUNT_DAYS = 10_000;
    private static final double ROUNDING = 1_000;

    private BacktestJson() {}

    public static String text(Result result, List<Verdict> verdicts) {
        ObjectNode root = JSON.createObjectNode();
        root.put("type", "vigie-backtest");
        Period period = result.period();
        root.set(
                "period",
                times(JSON.createObjectNode(), period)
                        .put("days", rounded(period.days()))
                        .put("activeDays", result.activeDays())
                        .put("accountDays", known(result.accountDays())));
        root.put("firstEvent", time(result.firstMillis())).put("eventsOutside", result.outside());
        counts(root.putObject("counts"), result.counts());
        logs(root.putArray("logs"), result);
        Comparison comparison = result.comparison();
        root.set("before", set(comparison.before(), result.accountDays()));
        root.set("after", set(comparison.after(), result.accountDays()));
        for (Fate fate : Fate.values()) {
            root.put(lower(fate), comparison.count(fate));
        }
        root.putObject("exposedWhereBoth")
                .put("before", comparison.exposedWhereBoth(false))
                .put("after", comparison.exposedWhereBoth(true));
        incidents(root.putArray("incidents"), comparison.before(), comparison.after(), "after");
        ArrayNode rules = root.putArray("rules");
        comparison.rules().forEach(rule -> rule(rules.addObject(), rule));
        ArrayNode days = root.putArray("days");
        comparison.days().forEach(day -> day(days.addObject(), day));
        ArrayNode cases = root.putArray("cases");
        comparison.cases().forEach(each -> one(cases.addObject(), each));
        if (result.proposal() != null) {
            proposal(root.putObject("proposal"), result.proposal(), result.accountDays());
        }
        if (!verdicts.isEmpty()) {
            ArrayNode expectations = root.putArray("expectations");
            verdicts.forEach(each -> expectations
                    .addObject()
                    .put("name", each.name())
                    .put("line", each.line())
                    .put("met", each.failure() == null)
                    .put("failure", each.failure()));
        }
        return written(root);
    }

    private static String written(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
    }

    private static ObjectNode times(ObjectNode to, Period period) {
        return to.put("from", time(period.fromMillis())).put("to", time(period.toMillis()));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static @Nullable Long known(long number) {
        return number == AccessEvent.UNKNOWN ? null : Long.valueOf(number);
    }

    private static double rounded(double number) {
        return Math.rint(number * ROUNDING) / ROUNDING;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void counts(ObjectNode to, Counts counts) {
        to.put("received", counts.received())
                .put("counted", counts.counted())
                .put("rejected", counts.rejected())
                .put("late", counts.late())
                .put("duplicate", counts.duplicate())
                .put("filtered", counts.filtered());
    }

    private static void logs(ArrayNode to, Result result) {
        result.logs()
                .forEach(log -> to.addObject()
                        .put("name", log.name())
                        .put("bytes", log.bytes())
                        .put("sha256", log.sha256())
                        .put("received", log.received())
                        .put("rejected", log.rejected()));
    }

    private static ObjectNode set(Outcome outcome, long accountDays) {
        ObjectNode to = JSON.createObjectNode()
                .put("hash", outcome.rules().hash())
                .put("alerts", outcome.raised().size());
        long costs = outcome.costs().size();
        to.putObject("cost")
                .put("alerts", costs)
                .put("perWeek", rounded(outcome.period().perWeek(costs)))
                .put(
                        "per10000AccountDays",
                        accountDays > 0 ? Double.valueOf(rounded(costs * ACCOUNT_DAYS / accountDays)) : null);
        return to;
    }

    private static void incidents(ArrayNode to, Outcome before, Outcome after, String name) {
        for (int i = 0; i < before.detected().size(); i++) {
            Detected old = before.detected().get(i);
            ObjectNode one = to.addObject()
                    .put("incident", old.incident().name())
                    .put("taken", old.incident().taken());
            one.set("before", seen(old));
            one.set(name, seen(after.detected().get(i)));
        }
    }

    private static ObjectNode seen(Detected detected) {
        Raised alert = detected.alert();
        ObjectNode to = JSON.createObjectNode()
                .put("told", alert != null)
                .put("exposedBefore", detected.exposedBefore())
                .put("alert", alert == null ? null : alert.id())
                .put("toldAt", alert == null ? null : time(detected.toldAtMillis()));
        ArrayNode rules = to.putArray("rules");
        if (alert != null) {
            alert.openingRules().forEach(rules::add);
        }
        return to;
    }

    private static void rule(ObjectNode to, RuleCount rule) {
        to.put("id", rule.id())
                .put("name", rule.name())
                .put("title", rule.title())
                .put("presence", lower(rule.presence()))
                .put("before", rule.before())
                .put("after", rule.after())
                .put("aloneBefore", rule.aloneBefore())
                .put("aloneAfter", rule.aloneAfter())
                .put("comes", rule.comes())
                .put("goes", rule.goes())
                .put("changes", rule.changes());
    }

    private static void day(ObjectNode to, DayCount day) {
        to.put("day", LocalDate.ofEpochDay(day.day()).toString())
                .put("before", day.before())
                .put("after", day.after())
                .put("comes", day.comes())
                .put("goes", day.goes())
                .put("changes", day.changes());
    }

    private static void one(ObjectNode to, Case each) {
        to.put("fate", lower(each.fate()));
        ArrayNode differences = to.putArray("differences");
        each.differences().stream().sorted().map(BacktestJson::lower).forEach(differences::add);
        ArrayNode before = to.putArray("before");
        each.before().forEach(alert -> alert(before.addObject(), alert));
        ArrayNode after = to.putArray("after");
        each.after().forEach(alert -> alert(after.addObject(), alert));
    }

    private static void alert(ObjectNode to, Raised alert) {
        to.put("id", alert.id()).put("groupKind", alert.groupKind());
        ObjectNode group = to.putObject("group");
        alert.group().keySet().stream()
                .sorted()
                .forEach(name -> group.put(name, alert.group().get(name)));
        to.put("level", alert.level().name())
                .put("sentence", alert.sentence())
                .put("openedAt", time(alert.openedAtMillis()))
                .put("closedAt", time(alert.closedAtMillis()));
        ArrayNode rules = to.putArray("rules");
        alert.causes().forEach(cause -> rules.add(cause.rule()));
        to.put("exposedBefore", alert.exposedBefore()).put("exposed", alert.exposed());
    }

    private static void proposal(ObjectNode to, Proposal proposal, long accountDays) {
        to.put("budget", proposal.budget().text())
                .put("keeps", proposal.keeps())
                .put("allowed", proposal.allowed());
        part(to.putObject("chosenOn"), proposal.chosenOn(), proposal);
        Period heldOut = proposal.heldOut();
        if (heldOut == null) {
            to.putNull("heldOut");
        } else {
            part(to.putObject("heldOut"), heldOut, proposal);
        }
        to.put("fixed", proposal.fixed());
        ArrayNode changes = to.putArray("changes");
        proposal.changes()
                .forEach(change -> changes.addObject()
                        .put("rule", change.rule())
                        .put("name", change.name())
                        .put("setting", change.setting().key())
                        .put("was", change.was())
                        .put("becomes", change.becomes()));
        to.set("before", set(proposal.before(), accountDays));
        to.set("measured", set(proposal.measured(), accountDays));
        incidents(to.putArray("incidents"), proposal.before(), proposal.measured(), "measured");
    }

    private static void part(ObjectNode to, Period part, Proposal proposal) {
        times(to, part)
                .put("alertsBefore", proposal.before().costsWithin(part))
                .put("alertsMeasured", proposal.measured().costsWithin(part));
    }
}
