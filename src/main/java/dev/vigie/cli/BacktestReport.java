package dev.vigie.cli;

import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Comparison;
import dev.vigie.backtest.DayCount;
import dev.vigie.backtest.Detected;
import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.backtest.Outcome;
import dev.vigie.backtest.Proposal;
import dev.vigie.backtest.RuleCount;
import dev.vigie.backtest.RuleCount.Presence;
import dev.vigie.report.BacktestWords;
import dev.vigie.report.Language;
import dev.vigie.report.ProposalWords;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;

/** A backtest for a reader at a terminal. */
final class BacktestReport {

    private static final int CASES_MAX = 20;
    private static final int DAYS_MAX = 31;

    private final Result result;
    private final Comparison comparison;
    private final List<Verdict> verdicts;
    private final PrintWriter out;
    private final BacktestWords words = new BacktestWords(Language.ENGLISH);

    BacktestReport(Result result, List<Verdict> verdicts, PrintWriter out) {
        this.result = result;
        this.comparison = result.comparison();
        this.verdicts = verdicts;
        this.out = out;
    }

    void print() {
        words.facts(result).forEach(fact -> out.println(Console.printableLine(fact)));
        out.println();
        printTotals();
        printIncidents();
        printRules();
        printDays();
        if (!comparison.isOfOneSet()) {
            printCases(Fate.COMES, "Come");
            printCases(Fate.GOES, "Go");
            printCases(Fate.CHANGES, "Change");
        }
        if (result.proposal() != null) {
            printProposal(result.proposal());
        }
        printVerdicts();
    }

    private void printTotals() {
        Table table = new Table();
        Object[] heading = comparison.isOfOneSet() ? new Object[] {"", "In all"} : new Object[] {"", "Old", "New"};
        table.row(heading);
        for (String[] row : words.totals(result)) {
            table.row((Object[]) row);
        }
        table.print(out);
        if (!comparison.isOfOneSet()) {
            out.println();
            out.println(words.fates(comparison));
        }
    }

    private void printIncidents() {
        if (!comparison.isOfOneSet()) {
            printIncidents(comparison.before(), comparison.after(), "old", "new");
        } else if (!comparison.after().detected().isEmpty()) {
            Table table = new Table();
            table.row("Incident", "Taken", "Exposed before", "Told of");
            for (Detected is : comparison.after().detected()) {
                table.row(
                        is.incident().name(),
                        is.incident().taken(),
                        is.exposedBefore(),
                        words.told(is, comparison.after().rules()));
            }
            out.println();
            table.print(out);
        }
    }

    private void printIncidents(Outcome before, Outcome after, String old, String fresh) {
        if (before.detected().isEmpty()) {
            return;
        }
        Table table = new Table();
        table.row(
                "Incident", "Taken", "Exposed before, " + old, "... " + fresh, "Told of, " + old, "Told of, " + fresh);
        for (int i = 0; i < before.detected().size(); i++) {
            Detected was = before.detected().get(i);
            Detected is = after.detected().get(i);
            table.row(
                    was.incident().name(),
                    was.incident().taken(),
                    was.exposedBefore(),
                    is.exposedBefore(),
                    words.told(was, before.rules()),
                    words.told(is, after.rules()));
        }
        out.println();
        table.print(out);
    }

    private void printRules() {
        List<RuleCount> rules = comparison.rules();
        Table table = new Table();
        Object[] heading = comparison.isOfOneSet()
                ? new Object[] {"Rule", "Alerts", "Alone", "Title"}
                : new Object[] {"Rule", "Old", "New", "Come", "Go", "Change", "Alone old", "Alone new", "Title"};
        table.row(heading);
        rules.stream()
                .filter(rule -> !rule.isSilent() || rule.presence() != Presence.BOTH)
                .forEach(rule -> table.row(cells(rule)));
        out.println();
        table.print(out);
        long silent = rules.stream()
                .filter(rule -> rule.isSilent() && rule.presence() == Presence.BOTH)
                .count();
        if (silent > 0) {
            out.println("and " + silent + (silent == 1 ? " rule that never crossed" : " rules that never crossed"));
        }
    }

    private Object[] cells(RuleCount rule) {
        if (comparison.isOfOneSet()) {
            return new Object[] {rule.name(), rule.after(), rule.aloneAfter(), rule.title()};
        }
        return new Object[] {
            rule.name() + words.presence(rule),
            rule.before(),
            rule.after(),
            rule.comes(),
            rule.goes(),
            rule.changes(),
            rule.aloneBefore(),
            rule.aloneAfter(),
            rule.title()
        };
    }

    private void printDays() {
        List<DayCount> days = comparison.days();
        if (days.isEmpty()) {
            return;
        }
        Table table = new Table();
        Object[] heading = comparison.isOfOneSet()
                ? new Object[] {"Day", "Alerts"}
                : new Object[] {"Day", "Old", "New", "Come", "Go", "Change"};
        table.row(heading);
        for (DayCount day : days.subList(0, Math.min(DAYS_MAX, days.size()))) {
            table.row(cells(day));
        }
        out.println();
        table.print(out);
        if (days.size() > DAYS_MAX) {
            out.println("and " + (days.size() - DAYS_MAX) + " more days, which --json and --html show");
        }
    }

    private Object[] cells(DayCount day) {
        LocalDate date = LocalDate.ofEpochDay(day.day());
        return comparison.isOfOneSet()
                ? new Object[] {date, day.after()}
                : new Object[] {date, day.before(), day.after(), day.comes(), day.goes(), day.changes()};
    }

    private void printCases(Fate fate, String heading) {
        List<Case> cases =
                comparison.cases().stream().filter(each -> each.fate() == fate).toList();
        if (cases.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table();
        table.row(heading, "Level", "Who", fate == Fate.CHANGES ? "In what" : "By which rules", "What");
        for (Case each : cases.subList(0, Math.min(CASES_MAX, cases.size()))) {
            table.row(
                    BacktestWords.moment(each.first().openedAtMillis()),
                    each.first().level(),
                    each.first().who(),
                    fate == Fate.CHANGES
                            ? words.differences(each, comparison)
                            : BacktestWords.rules(each.first(), comparison),
                    words.what(each.first()));
        }
        table.print(out);
        if (cases.size() > CASES_MAX) {
            out.println("and " + (cases.size() - CASES_MAX) + " more, which --json and --html show");
        }
    }

    private void printProposal(Proposal proposal) {
        out.println();
        ProposalWords said = new ProposalWords(Language.ENGLISH);
        said.sentences(proposal).forEach(out::println);
        if (proposal.changes().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table();
        table.row("Rule", "Setting", "Is", "Becomes", "Title");
        for (Proposal.Change change : proposal.changes()) {
            table.row(
                    change.name(),
                    said.setting(change),
                    ProposalWords.figure(change, change.was()),
                    ProposalWords.figure(change, change.becomes()),
                    change.title());
        }
        table.print(out);
        out.println();
        table = new Table();
        table.row("Measured", "Is", "Becomes");
        for (String[] row : said.measured(proposal)) {
            table.row((Object[]) row);
        }
        table.print(out);
        printIncidents(proposal.before(), proposal.measured(), "is", "becomes");
    }

    private void printVerdicts() {
        if (verdicts.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table();
        table.row("Expected", "", "Why not");
        for (Verdict each : verdicts) {
            String failure = each.failure();
            table.row(each.name(), failure == null ? "met" : "NOT MET", failure == null ? "" : failure);
        }
        table.print(out);
        long failures = verdicts.stream().filter(each -> each.failure() != null).count();
        out.println(
                failures == 0
                        ? "All " + verdicts.size() + " expectations are met"
                        : failures + " of " + verdicts.size() + " expectations are not met");
    }
}
