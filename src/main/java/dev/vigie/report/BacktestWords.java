package dev.vigie.report;

import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case;
import dev.vigie.backtest.Case.Difference;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Comparison;
import dev.vigie.backtest.Detected;
import dev.vigie.backtest.Miss;
import dev.vigie.backtest.Outcome;
import dev.vigie.backtest.Period;
import dev.vigie.backtest.Proposal;
import dev.vigie.backtest.Raised;
import dev.vigie.backtest.RuleCount;
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
    private static final double DAY_MILLIS = 86_400_000;
    private static final int HASH_CHARS = 12;
    /** So long does an account take to know what is usual for it. */
    private static final int LEARNING_DAYS = 14;

    private static final String PREFIX = "backtest.";

    private final Texts texts;

    /** Says it in this language; what rules say of themselves is said as they say it. */
    public BacktestWords(Language language) {
        this(Texts.of(language));
    }

    BacktestWords(Texts texts) {
        this.texts = texts;
    }

    /** A text of those that backtests are told in. */
    String text(String name, Object... values) {
        return texts.text(PREFIX + name, values);
    }

    String joint() {
        return texts.joint();
    }

    String count(long count) {
        return texts.number(count);
    }

    /** A moment in UTC. */
    public static String moment(long millis) {
        return MOMENT.format(Instant.ofEpochMilli(millis));
    }

    /** What was run over what: a line each. */
    public List<String> facts(Result result) {
        Counts counts = result.counts();
        List<String> facts = new ArrayList<>();
        facts.add(text(
                "logs",
                result.logs().size(),
                text(
                        "counts",
                        counts.received(),
                        counts.counted(),
                        counts.rejected(),
                        counts.late(),
                        counts.duplicate())));
        Period period = result.period();
        String span =
                text("period", moment(period.fromMillis()), moment(period.toMillis()), texts.decimal(period.days(), 1));
        facts.add(
                result.accountDays() == AccessEvent.UNKNOWN
                        ? span
                        : text("period.accountDays", span, result.accountDays()));
        double learntDays = (period.fromMillis() - result.firstMillis()) / DAY_MILLIS;
        if (learntDays < LEARNING_DAYS) {
            facts.add(text("learning", texts.decimal(learntDays, 1), LEARNING_DAYS));
        }
        if (result.outside() > 0) {
            facts.add(text("outside", result.outside()));
        }
        if (result.activeDays() * 2 < Math.floor(period.days())) {
            facts.add(text("gaps", result.activeDays()));
        }
        Comparison comparison = result.comparison();
        facts.add(
                comparison.isOfOneSet()
                        ? text("sets.one", hash(comparison.after()))
                        : text("sets.two", hash(comparison.before()), hash(comparison.after())));
        return facts;
    }

    private String hash(Outcome outcome) {
        RuleSet rules = outcome.rules();
        return text(
                "set", rules.hash().substring(0, HASH_CHARS), rules.alerting().size());
    }

    /** Rows of a name, the old set's figure and the new one's; of a name and one figure, where the sets are one. */
    public List<String[]> totals(Result result) {
        Comparison comparison = result.comparison();
        List<String[]> rows = new ArrayList<>();
        Outcome old = comparison.before();
        Outcome fresh = comparison.after();
        rows.add(row("alerts", count(old.raised().size()), count(fresh.raised().size())));
        if (!old.detected().isEmpty()) {
            rows.add(row(
                    "alerts.cost",
                    count(old.costs().size()),
                    count(fresh.costs().size())));
        }
        rows.add(row("cost", perWeek(old), perWeek(fresh)));
        if (result.accountDays() > 0) {
            rows.add(row("cost.accountDays", perAccountDays(old, result), perAccountDays(fresh, result)));
        }
        if (comparison.isOfOneSet()) {
            return rows.stream().map(row -> new String[] {row[0], row[2]}).toList();
        }
        rows.add(row("exposed", count(comparison.exposedWhereBoth(false)), count(comparison.exposedWhereBoth(true))));
        return rows;
    }

    /** What is a part of the row above is set in. */
    private String[] row(String name, String old, String fresh) {
        return new String[] {(name.indexOf('.') < 0 ? "" : "  ") + text("total." + name), old, fresh};
    }

    private String perWeek(Outcome outcome) {
        return texts.decimal(outcome.period().perWeek(outcome.costs().size()), 1);
    }

    private String perAccountDays(Outcome outcome, Result result) {
        return texts.decimal(outcome.costs().size() * ACCOUNT_DAYS / result.accountDays(), 2);
    }

    /** How many cases come, go, change and stay. */
    public String fates(Comparison comparison) {
        return text(
                "fates",
                comparison.count(Fate.COMES),
                comparison.count(Fate.GOES),
                comparison.count(Fate.CHANGES),
                comparison.count(Fate.STAYS));
    }

    /** When an incident was first told of, and by which rules that alert began. */
    public String told(Detected detected, RuleSet rules) {
        Raised alert = detected.alert();
        return alert == null
                ? text("never")
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

    /** A rule's title, its name, and which set alone has it. */
    String titled(RuleCount rule) {
        return texts.ruleTitle(rule.id(), rule.title()) + " (" + rule.name() + ")" + presence(rule);
    }

    /** The same of a rule whose limits are changed. */
    String titled(Proposal.Change change) {
        return texts.ruleTitle(change.rule(), change.title()) + " (" + change.name() + ")";
    }

    /** Such as {@code , only new} for a rule that one set alone has. */
    public String presence(RuleCount rule) {
        return switch (rule.presence()) {
            case BOTH -> "";
            case ONLY_OLD -> " (" + text("only.old") + ")";
            case ONLY_NEW -> " (" + text("only.new") + ")";
        };
    }

    /** In what a case differs, with the figures of both sets. */
    public String differences(Case each, Comparison comparison) {
        Raised old = each.before().get(0);
        Raised fresh = each.after().get(0);
        return each.differences().stream()
                .sorted()
                .map(difference -> difference(difference, each, old, fresh, comparison))
                .collect(Collectors.joining(texts.joint()));
    }

    private String difference(Difference difference, Case each, Raised old, Raised fresh, Comparison comparison) {
        return switch (difference) {
            case ALERTS ->
                text("changed.alerts", each.before().size(), each.after().size());
            case RULES -> ruleDifference(each, comparison);
            case OPENING -> opening(old, fresh);
            case PEOPLE -> text("changed.people", old.exposedBefore(), fresh.exposedBefore());
            case LEVEL -> text("changed.level", highest(each.before()), highest(each.after()));
        };
    }

    private String highest(List<Raised> alerts) {
        return alerts.stream()
                .map(Raised::level)
                .max(Enum::compareTo)
                .map(level -> texts.level(level).toLowerCase(texts.language().locale()))
                .orElse("");
    }

    private String opening(Raised old, Raised fresh) {
        long seconds = Math.round((fresh.openedAtMillis() - old.openedAtMillis()) / 1_000.0);
        if (seconds == 0) {
            return text("changed.opening");
        }
        long size = Math.abs(seconds);
        String span = size < 120 ? size + " s" : size < 7_200 ? size / 60 + " min" : size / 3_600 + " h";
        return text(seconds < 0 ? "changed.earlier" : "changed.later", span);
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
    public String what(Raised alert) {
        String sentence = AlertSentence.of(alert.last(), texts);
        return sentence.startsWith(alert.who() + " ")
                ? sentence.substring(alert.who().length() + 1)
                : sentence;
    }

    /** Why an expectation is not met. */
    String why(Miss miss) {
        if (texts.language() == Language.ENGLISH) {
            return miss.text();
        }
        Object[] figures = miss.figures().stream()
                .map(figure -> figure instanceof Double value ? texts.decimal(value, 1) : figure)
                .toArray();
        String text = texts.text("alert.miss." + miss.kind().name(), figures);
        return miss.first() == null
                ? text
                : text + " " + AlertSentence.of(miss.first().last(), texts);
    }
}
