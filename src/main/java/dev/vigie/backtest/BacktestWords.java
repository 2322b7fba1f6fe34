package dev.vigie.backtest;

import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case.Difference;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.Counts;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A backtest's figures in words, the same ones at a terminal and on a page. */
public final class BacktestWords {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double ACCOUNT_DAYS = 10_000;
    private static final int HASH_CHARS = 12;
    /** So long does an account take to know what is usual for it. */
    private static final double LEARNING_DAYS = 14;

    private static final String BOTH = "where both tell";

    private BacktestWords() {}

    /** A moment in UTC. */
    public static String moment(long millis) {
        return MOMENT.format(Instant.ofEpochMilli(millis));
    }

    /** What was run over what: a line each. */
    public static List<String> facts(Result result) {
        Counts counts = result.counts();
        List<String> facts = new ArrayList<>();
        facts.add(String.format(
                Locale.ROOT,
                "%,d logs: received %,d = counted %,d + rejected %,d + late %,d + duplicate %,d",
                result.logs().size(),
                counts.received(),
                counts.counted(),
                counts.rejected(),
                counts.late(),
                counts.duplicate()));
        Period period = result.period();
        facts.add(String.format(
                Locale.ROOT,
                "Alerts count from %s to %s UTC: %.1f days%s",
                moment(period.fromMillis()),
                moment(period.toMillis()),
                period.days(),
                result.accountDays() == AccessEvent.UNKNOWN
                        ? ""
                        : String.format(Locale.ROOT, ", %,d account-days", result.accountDays())));
        double learntDays = (period.fromMillis() - result.firstMillis()) / (double) Period.DAY_MILLIS;
        if (learntDays < LEARNING_DAYS) {
            facts.add(String.format(
                    Locale.ROOT,
                    "The detector had seen %.1f days before them: what is usual is not known in less than %.0f;"
                            + " --warm-up leaves such days out of the cost",
                    learntDays,
                    LEARNING_DAYS));
        }
        if (result.outside() > 0) {
            facts.add(String.format(
                    Locale.ROOT,
                    "%,d events lie a week or more from all others, at dates that may be wrong: alerts then do not"
                            + " count",
                    result.outside()));
        }
        if (result.activeDays() * 2 < Math.floor(period.days())) {
            facts.add(String.format(
                    Locale.ROOT,
                    "There are events on only %,d of these days: if an event's date is wrong, so are all rates; --from"
                            + " and --to choose the days",
                    result.activeDays()));
        }
        Comparison comparison = result.comparison();
        facts.add(
                comparison.isOfOneSet()
                        ? "Old and new rules are the same, " + hash(comparison.after())
                        : "Old rules " + hash(comparison.before()) + ", new rules " + hash(comparison.after()));
        return facts;
    }

    private static String hash(Outcome outcome) {
        RuleSet rules = outcome.rules();
        int alerting = rules.alerting().size();
        return rules.hash().substring(0, HASH_CHARS) + " (" + alerting + " that raise alerts)";
    }

    /** Rows of a name, the old set's figure and the new one's; of a name and one figure, where the sets are one. */
    public static List<String[]> totals(Result result) {
        List<String[]> rows = bothTotals(result);
        return result.comparison().isOfOneSet()
                ? rows.stream()
                        .filter(row -> !row[0].endsWith(BOTH))
                        .map(row -> new String[] {row[0], row[2]})
                        .toList()
                : rows;
    }

    private static List<String[]> bothTotals(Result result) {
        Comparison comparison = result.comparison();
        List<String[]> rows = new ArrayList<>();
        Outcome old = comparison.before();
        Outcome fresh = comparison.after();
        rows.add(new String[] {
            "Alerts", count(old.raised().size()), count(fresh.raised().size())
        });
        if (!old.detected().isEmpty()) {
            rows.add(new String[] {
                "  on no known incident",
                count(old.costs().size()),
                count(fresh.costs().size())
            });
        }
        rows.add(new String[] {"Cost, in alerts a week", perWeek(old), perWeek(fresh)});
        if (result.accountDays() > 0) {
            rows.add(
                    new String[] {"  in 10,000 account-days", perAccountDays(old, result), perAccountDays(fresh, result)
                    });
        }
        rows.add(new String[] {
            "People exposed before the alert, " + BOTH,
            count(comparison.exposedWhereBoth(false)),
            count(comparison.exposedWhereBoth(true))
        });
        return rows;
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String perWeek(Outcome outcome) {
        return String.format(
                Locale.ROOT, "%.1f", outcome.period().perWeek(outcome.costs().size()));
    }

    private static String perAccountDays(Outcome outcome, Result result) {
        return String.format(Locale.ROOT, "%.2f", outcome.costs().size() * ACCOUNT_DAYS / result.accountDays());
    }

    /** How many cases come, go, change and stay. */
    public static String fates(Comparison comparison) {
        return String.format(
                Locale.ROOT,
                "Cases: %,d come, %,d go, %,d change, %,d stay",
                comparison.count(Fate.COMES),
                comparison.count(Fate.GOES),
                comparison.count(Fate.CHANGES),
                comparison.count(Fate.STAYS));
    }

    /** When an incident was first told of, and by which rules that alert began. */
    public static String told(Detected detected, RuleSet rules) {
        Raised alert = detected.alert();
        return alert == null
                ? "never"
                : moment(detected.toldAtMillis()) + " "
                        + alert.openingRules().stream()
                                .map(rule -> name(rule, Stream.of(rules)))
                                .collect(Collectors.joining(", "));
    }

    /** The rules that crossed in an alert, by name. */
    public static String rules(Raised alert, Comparison comparison) {
        return alert.causes().stream().map(cause -> name(cause, comparison)).collect(Collectors.joining(", "));
    }

    private static String name(Raised.Cause cause, Comparison comparison) {
        return name(
                cause.rule(),
                Stream.of(comparison.after().rules(), comparison.before().rules()));
    }

    private static String name(String rule, Stream<RuleSet> sets) {
        return sets.flatMap(set -> set.alerting().stream())
                .map(Rule::meta)
                .filter(meta -> meta.id().equals(rule))
                .map(meta -> meta.name() == null ? meta.id() : meta.name())
                .findFirst()
                .orElse(rule);
    }

    /** Such as {@code , only new} for a rule that one set alone has. */
    public static String presence(RuleCount rule) {
        return switch (rule.presence()) {
            case BOTH -> "";
            case ONLY_OLD -> " (only old)";
            case ONLY_NEW -> " (only new)";
        };
    }

    /** In what a case differs, with the figures of both sets. */
    public static String differences(Case each, Comparison comparison) {
        Raised old = each.before().get(0);
        Raised fresh = each.after().get(0);
        return each.differences().stream()
                .sorted()
                .map(difference -> difference(difference, each, old, fresh, comparison))
                .collect(Collectors.joining("; "));
    }

    private static String difference(
            Difference difference, Case each, Raised old, Raised fresh, Comparison comparison) {
        return switch (difference) {
            case ALERTS -> each.before().size() + " alerts, now " + each.after().size();
            case RULES -> ruleDifference(each, comparison);
            case OPENING -> opening(old, fresh);
            case PEOPLE -> old.exposedBefore() + " people exposed before it, now " + fresh.exposedBefore();
            case LEVEL ->
                highest(each.before()).toLowerCase(Locale.ROOT) + ", now "
                        + highest(each.after()).toLowerCase(Locale.ROOT);
        };
    }

    private static String highest(List<Raised> alerts) {
        return alerts.stream()
                .map(Raised::level)
                .max(Enum::compareTo)
                .map(Enum::name)
                .orElse("");
    }

    private static String opening(Raised old, Raised fresh) {
        long seconds = Math.round((fresh.openedAtMillis() - old.openedAtMillis()) / 1_000.0);
        if (seconds == 0) {
            return "opened by another event";
        }
        long size = Math.abs(seconds);
        String span = size < 120 ? size + " s" : size < 7_200 ? size / 60 + " min" : size / 3_600 + " h";
        return span + (seconds < 0 ? " earlier" : " later");
    }

    private static String ruleDifference(Case each, Comparison comparison) {
        List<String> before = names(each.before(), comparison);
        List<String> after = names(each.after(), comparison);
        String gained = after.stream()
                .filter(name -> !before.contains(name))
                .map(name -> "+" + name)
                .collect(Collectors.joining(" "));
        String lost = before.stream()
                .filter(name -> !after.contains(name))
                .map(name -> "-" + name)
                .collect(Collectors.joining(" "));
        return (gained + " " + lost).strip();
    }

    private static List<String> names(List<Raised> alerts, Comparison comparison) {
        return alerts.stream()
                .flatMap(alert -> alert.causes().stream())
                .map(cause -> name(cause, comparison))
                .distinct()
                .sorted()
                .toList();
    }

    /** The alert's sentence without whom it is about. */
    public static String what(Raised alert) {
        String sentence = alert.sentence();
        return sentence.startsWith(alert.who() + " ")
                ? sentence.substring(alert.who().length() + 1)
                : sentence;
    }
}
