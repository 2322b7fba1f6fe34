package dev.vigie.report;

import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.BacktestWords;
import dev.vigie.backtest.Case;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Comparison;
import dev.vigie.backtest.Detected;
import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.backtest.Outcome;
import dev.vigie.backtest.Proposal;
import dev.vigie.backtest.ProposalWords;
import dev.vigie.backtest.RuleCount;
import dev.vigie.backtest.RuleCount.Presence;
import java.util.List;
import java.util.Locale;

/**
 * A backtest as one page of HTML, which opens in any browser, without a network and without a script; in English. What
 * logs and rules say stands in it as text and can be nothing else. The same backtest gives the same bytes.
 */
public final class BacktestPage {

    private static final int CASES_MAX = 1_000;

    private final Result result;
    private final Comparison comparison;
    private final List<Verdict> verdicts;
    private final Html html;

    private BacktestPage(Result result, List<Verdict> verdicts, Html html) {
        this.result = result;
        this.comparison = result.comparison();
        this.verdicts = verdicts;
        this.html = html;
    }

    /** The page's text. */
    public static String html(Result result, List<Verdict> verdicts) {
        return Page.plain(
                Texts.of(Language.ENGLISH), "Backtest", html -> new BacktestPage(result, verdicts, html).write());
    }

    private void write() {
        html.open("header", "class", "top")
                .element("p", "Vigie: backtest")
                .close()
                .line();
        html.open("main", "class", "backtest").line();
        html.open("div", "id", "overview").line();
        writeSummary();
        writeVerdicts();
        writeIncidents();
        writeProposal();
        writeDays();
        writeRules();
        writeCases(Fate.COMES, "Alerts that come", "By which rules");
        writeCases(Fate.GOES, "Alerts that go", "By which rules");
        writeCases(Fate.CHANGES, "Alerts that change", "In what");
        html.close().line();
        html.close().line();
    }

    private void open(String title) {
        html.open("section").element("h2", title).line();
    }

    private void writeSummary() {
        html.open("section").line();
        html.element("h1", headline()).line();
        html.open("dl", "class", "figures");
        for (String[] row : BacktestWords.totals(result)) {
            html.open("div").element("dt", row[0].strip());
            html.element("dd", comparison.isOfOneSet() ? row[1] : row[1] + " \u2192 " + row[2])
                    .close();
        }
        html.close().line();
        BacktestWords.facts(result)
                .forEach(fact -> html.element("p", fact, "class", "note").line());
        html.close().line();
    }

    private String headline() {
        if (comparison.isOfOneSet()) {
            return String.format(
                    Locale.ROOT, "%,d alerts", comparison.after().raised().size());
        }
        return String.format(
                Locale.ROOT,
                "%,d come, %,d go, %,d change, %,d stay",
                comparison.count(Fate.COMES),
                comparison.count(Fate.GOES),
                comparison.count(Fate.CHANGES),
                comparison.count(Fate.STAYS));
    }

    private void writeVerdicts() {
        if (verdicts.isEmpty()) {
            return;
        }
        open("Expectations");
        HtmlTable table = new HtmlTable(html, "What the new rules are expected to raise");
        table.head("Expectation", "", "Why not");
        for (Verdict each : verdicts) {
            String failure = each.failure();
            table.row(each.name(), failure == null ? "met" : "not met", failure == null ? "" : failure);
        }
        table.end();
        html.close().line();
    }

    private void writeIncidents() {
        if (comparison.after().detected().isEmpty()) {
            return;
        }
        open("Known incidents");
        String caption = "People exposed before the first alert";
        if (comparison.isOfOneSet()) {
            incidents(caption, comparison.after());
        } else {
            incidents(caption, comparison.before(), comparison.after(), "old", "new");
        }
        html.close().line();
    }

    private void incidents(String caption, Outcome outcome) {
        HtmlTable table = new HtmlTable(html, caption, 1, 2);
        table.head("Incident", "Taken in all", "Exposed", "Told of");
        for (Detected is : outcome.detected()) {
            table.row(
                    is.incident().name(),
                    count(is.incident().taken()),
                    count(is.exposedBefore()),
                    BacktestWords.told(is, outcome.rules()));
        }
        table.end();
    }

    private void incidents(String caption, Outcome before, Outcome after, String old, String fresh) {
        HtmlTable table = new HtmlTable(html, caption, 1, 2, 3);
        table.head(
                "Incident",
                "Taken in all",
                "Exposed, " + old,
                "Exposed, " + fresh,
                "Told of, " + old,
                "Told of, " + fresh);
        for (int i = 0; i < before.detected().size(); i++) {
            Detected was = before.detected().get(i);
            Detected is = after.detected().get(i);
            table.row(
                    was.incident().name(),
                    count(was.incident().taken()),
                    count(was.exposedBefore()),
                    count(is.exposedBefore()),
                    BacktestWords.told(was, before.rules()),
                    BacktestWords.told(is, after.rules()));
        }
        table.end();
    }

    private void writeProposal() {
        Proposal proposal = result.proposal();
        if (proposal == null) {
            return;
        }
        open("Budget");
        ProposalWords.sentences(proposal)
                .forEach(sentence -> html.element("p", sentence).line());
        if (!proposal.changes().isEmpty()) {
            HtmlTable changes = new HtmlTable(html, "Proposed limits", 2, 3);
            changes.head("Rule", "Setting", "Is", "Becomes");
            for (Proposal.Change change : proposal.changes()) {
                changes.row(
                        change.title() + " (" + change.name() + ")",
                        ProposalWords.setting(change),
                        ProposalWords.figure(change, change.was()),
                        ProposalWords.figure(change, change.becomes()));
            }
            changes.end();
            HtmlTable measured = new HtmlTable(html, "Measured by running the proposed rules");
            measured.head("", "Is", "Becomes");
            ProposalWords.measured(proposal).forEach(measured::row);
            measured.end();
            if (!proposal.before().detected().isEmpty()) {
                incidents(
                        "What the proposed limits cost in detection: people exposed before the first alert",
                        proposal.before(),
                        proposal.measured(),
                        "is",
                        "becomes");
            }
        }
        html.close().line();
    }

    private void writeDays() {
        if (comparison.days().isEmpty()) {
            return;
        }
        open("Day by day");
        new DayBars(html, comparison.days(), result.period()).write(comparison.isOfOneSet());
        html.close().line();
    }

    private void writeRules() {
        open("Rule by rule");
        html.element(
                        "p",
                        "An alert in which several rules crossed counts for each. Alone: no other rule crossed.",
                        "class",
                        "note")
                .line();
        HtmlTable table = comparison.isOfOneSet()
                ? new HtmlTable(html, "Alerts by rule", 1, 2)
                : new HtmlTable(html, "Alerts by rule", 1, 2, 3, 4, 5, 6, 7);
        table.head(
                comparison.isOfOneSet()
                        ? new String[] {"Rule", "Alerts", "Alone"}
                        : new String[] {"Rule", "Old", "New", "Come", "Go", "Change", "Alone, old", "Alone, new"});
        long silent = 0;
        for (RuleCount rule : comparison.rules()) {
            if (rule.isSilent() && rule.presence() == Presence.BOTH) {
                silent++;
            } else {
                table.row(cells(rule));
            }
        }
        table.end();
        html.element("p", "Rules that never crossed: " + count(silent), "class", "note")
                .line();
        html.close().line();
    }

    private String[] cells(RuleCount rule) {
        String name = rule.title() + " (" + rule.name() + ")" + BacktestWords.presence(rule);
        return comparison.isOfOneSet()
                ? new String[] {name, count(rule.after()), count(rule.aloneAfter())}
                : new String[] {
                    name,
                    count(rule.before()),
                    count(rule.after()),
                    count(rule.comes()),
                    count(rule.goes()),
                    count(rule.changes()),
                    count(rule.aloneBefore()),
                    count(rule.aloneAfter())
                };
    }

    private void writeCases(Fate fate, String title, String column) {
        List<Case> cases =
                comparison.cases().stream().filter(each -> each.fate() == fate).toList();
        if (cases.isEmpty() || comparison.isOfOneSet()) {
            return;
        }
        html.open("section", "class", "cases").element("h2", title).line();
        HtmlTable table = new HtmlTable(html, count(cases.size()) + (cases.size() == 1 ? " case" : " cases"));
        table.head("Opened, UTC", "Level", "Who", column, "What");
        for (Case each : cases.subList(0, Math.min(CASES_MAX, cases.size()))) {
            table.row(
                    BacktestWords.moment(each.first().openedAtMillis()),
                    each.first().level().name(),
                    each.first().who(),
                    fate == Fate.CHANGES
                            ? BacktestWords.differences(each, comparison)
                            : BacktestWords.rules(each.first(), comparison),
                    BacktestWords.what(each.first()));
        }
        table.end();
        if (cases.size() > CASES_MAX) {
            html.element("p", "And " + count(cases.size() - CASES_MAX) + " more, which --json has.", "class", "note")
                    .line();
        }
        html.close().line();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
