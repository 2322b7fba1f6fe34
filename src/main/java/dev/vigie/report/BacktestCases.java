package dev.vigie.report;

import dev.vigie.backtest.Case;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Comparison;
import java.util.List;

/** The cases in which two rule sets differ, on a backtest's page: those that come, go and change. */
final class BacktestCases {

    private static final int CASES_MAX = 1_000;

    private final Html html;
    private final Texts texts;
    private final BacktestWords words;
    private final Comparison comparison;

    BacktestCases(Html html, Texts texts, Comparison comparison) {
        this.html = html;
        this.texts = texts;
        this.words = new BacktestWords(texts);
        this.comparison = comparison;
    }

    void write() {
        if (!comparison.isOfOneSet()) {
            write(Fate.COMES);
            write(Fate.GOES);
            write(Fate.CHANGES);
        }
    }

    private void write(Fate fate) {
        List<Case> cases =
                comparison.cases().stream().filter(each -> each.fate() == fate).toList();
        if (cases.isEmpty()) {
            return;
        }
        html.open("section", "class", "cases")
                .element("h2", words.text(fate.name()))
                .line();
        HtmlTable table = new HtmlTable(html, texts.counted("backtest.cases", cases.size()));
        table.head(
                words.text("case.opened"),
                words.text("case.level"),
                words.text("case.who"),
                words.text(fate == Fate.CHANGES ? "case.differences" : "case.rules"),
                words.text("case.what"));
        for (Case each : cases.subList(0, Math.min(CASES_MAX, cases.size()))) {
            table.row(
                    BacktestWords.moment(each.first().openedAtMillis()),
                    texts.level(each.first().level()),
                    each.first().who(),
                    fate == Fate.CHANGES
                            ? words.differences(each, comparison)
                            : BacktestWords.rules(each.first(), comparison),
                    words.what(each.first()));
        }
        table.end();
        if (cases.size() > CASES_MAX) {
            html.element("p", words.text("cases.more", cases.size() - CASES_MAX), "class", "note")
                    .line();
        }
        html.close().line();
    }
}
