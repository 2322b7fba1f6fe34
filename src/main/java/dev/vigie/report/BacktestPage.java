package dev.vigie.report;

import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Comparison;
import dev.vigie.backtest.Detected;
import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.backtest.Miss;
import dev.vigie.backtest.Outcome;
import dev.vigie.backtest.Proposal;
import dev.vigie.backtest.RuleCount;
import dev.vigie.backtest.RuleCount.Presence;
import java.util.List;

/**
 * A backtest as one page of HTML, which opens in any browser, without a network and without a script. What logs and
 * rules say stands in it as text and can be nothing else. The same backtest gives the same bytes.
 */
public final class BacktestPage {

    private final Result result;
    private final Comparison comparison;
    private final List<Verdict> verdicts;
    private final Texts texts;
    private final BacktestWords words;
    private final Html html;

    private BacktestPage(Result result, List<Verdict> verdicts, Texts texts, Html html) {
        this.result = result;
        this.comparison = result.comparison();
        this.verdicts = verdicts;
        this.texts = texts;
        this.words = new BacktestWords(texts);
        this.html = html;
    }

    /** The page's text. */
    public static String html(Result result, List<Verdict> verdicts, Language language) {
        Texts texts = Texts.of(language);
        return Page.plain(
                texts, texts.text("backtest.title"), html -> new BacktestPage(result, verdicts, texts, html).write());
    }

    private void write() {
        html.open("header", "class", "top")
                .element("p", words.text("kind"))
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
        new BacktestCases(html, texts, comparison).write();
        html.close().line();
        html.close().line();
    }

    private void open(String name) {
        html.open("section").element("h2", words.text(name)).line();
    }

    private void writeSummary() {
        html.open("section").line();
        html.element("h1", headline()).line();
        html.open("dl", "class", "figures");
        for (String[] row : words.totals(result)) {
            html.open("div").element("dt", row[0].strip());
            html.element("dd", comparison.isOfOneSet() ? row[1] : row[1] + " \u2192 " + row[2])
                    .close();
        }
        html.close().line();
        words.facts(result)
                .forEach(fact -> html.element("p", fact, "class", "note").line());
        html.close().line();
    }

    private String headline() {
        return comparison.isOfOneSet()
                ? words.text("headline.set", comparison.after().raised().size())
                : words.text(
                        "headline.sets",
                        comparison.count(Fate.COMES),
                        comparison.count(Fate.GOES),
                        comparison.count(Fate.CHANGES),
                        comparison.count(Fate.STAYS));
    }

    private void writeVerdicts() {
        if (verdicts.isEmpty()) {
            return;
        }
        open("expectations");
        HtmlTable table = new HtmlTable(html, words.text("expectations.caption"));
        table.head(words.text("expectation"), words.text("expectation.result"), words.text("expectation.why"));
        for (Verdict each : verdicts) {
            Miss miss = each.miss();
            table.row(each.name(), words.text(miss == null ? "met" : "notMet"), miss == null ? "" : words.why(miss));
        }
        table.end();
        html.close().line();
    }

    private void writeIncidents() {
        if (comparison.after().detected().isEmpty()) {
            return;
        }
        open("incidents");
        String caption = words.text("incidents.caption");
        if (comparison.isOfOneSet()) {
            incidents(caption, comparison.after());
        } else {
            incidents(caption, comparison.before(), comparison.after(), "by.old", "by.new");
        }
        html.close().line();
    }

    private void incidents(String caption, Outcome outcome) {
        HtmlTable table = new HtmlTable(html, caption, 1, 2);
        table.head(words.text("incident"), words.text("taken"), words.text("exposed"), words.text("told"));
        for (Detected is : outcome.detected()) {
            table.row(
                    is.incident().name(),
                    count(is.incident().taken()),
                    count(is.exposedBefore()),
                    words.told(is, outcome.rules()));
        }
        table.end();
    }

    /**
     * @param old how the text is named that says whose figures the former are
     * @param fresh the same of the latter
     */
    private void incidents(String caption, Outcome before, Outcome after, String old, String fresh) {
        HtmlTable table = new HtmlTable(html, caption, 1, 2, 3);
        table.head(
                words.text("incident"),
                words.text("taken"),
                words.text("exposed.of", words.text(old)),
                words.text("exposed.of", words.text(fresh)),
                words.text("told.of", words.text(old)),
                words.text("told.of", words.text(fresh)));
        for (int i = 0; i < before.detected().size(); i++) {
            Detected was = before.detected().get(i);
            Detected is = after.detected().get(i);
            table.row(
                    was.incident().name(),
                    count(was.incident().taken()),
                    count(was.exposedBefore()),
                    count(is.exposedBefore()),
                    words.told(was, before.rules()),
                    words.told(is, after.rules()));
        }
        table.end();
    }

    private void writeProposal() {
        Proposal proposal = result.proposal();
        if (proposal == null) {
            return;
        }
        open("budget");
        ProposalWords said = new ProposalWords(texts);
        said.sentences(proposal).forEach(sentence -> html.element("p", sentence).line());
        if (!proposal.changes().isEmpty()) {
            HtmlTable changes = new HtmlTable(html, words.text("proposed"), 2, 3);
            changes.head(words.text("rule"), words.text("setting"), words.text("is"), words.text("becomes"));
            for (Proposal.Change change : proposal.changes()) {
                changes.row(
                        words.titled(change),
                        said.setting(change),
                        ProposalWords.figure(change, change.was()),
                        ProposalWords.figure(change, change.becomes()));
            }
            changes.end();
            HtmlTable measured = new HtmlTable(html, words.text("measured"));
            measured.head(words.text("measured.what"), words.text("is"), words.text("becomes"));
            said.measured(proposal).forEach(measured::row);
            measured.end();
            if (!proposal.before().detected().isEmpty()) {
                incidents(
                        words.text("proposed.incidents"),
                        proposal.before(),
                        proposal.measured(),
                        "by.is",
                        "by.becomes");
            }
        }
        html.close().line();
    }

    private void writeDays() {
        if (comparison.days().isEmpty()) {
            return;
        }
        open("days");
        new DayBars(html, words, comparison.days(), result.period()).write(comparison.isOfOneSet());
        html.close().line();
    }

    private void writeRules() {
        open("rules");
        html.element("p", words.text("rules.note"), "class", "note").line();
        String caption = words.text("rules.caption");
        HtmlTable table = comparison.isOfOneSet()
                ? new HtmlTable(html, caption, 1, 2)
                : new HtmlTable(html, caption, 1, 2, 3, 4, 5, 6, 7);
        table.head(ruleHead());
        long silent = 0;
        for (RuleCount rule : comparison.rules()) {
            if (rule.isSilent() && rule.presence() == Presence.BOTH) {
                silent++;
            } else {
                table.row(cells(rule));
            }
        }
        table.end();
        html.element("p", words.text("rules.silent", silent), "class", "note").line();
        html.close().line();
    }

    private String[] ruleHead() {
        return comparison.isOfOneSet()
                ? new String[] {words.text("rule"), words.text("alerts"), words.text("alone")}
                : new String[] {
                    words.text("rule"),
                    words.text("old"),
                    words.text("new"),
                    words.text("come"),
                    words.text("go"),
                    words.text("change"),
                    words.text("alone.of", words.text("by.old")),
                    words.text("alone.of", words.text("by.new"))
                };
    }

    private String[] cells(RuleCount rule) {
        String name = words.titled(rule);
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

    private String count(long count) {
        return words.count(count);
    }
}
