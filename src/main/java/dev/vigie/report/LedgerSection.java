package dev.vigie.report;

import java.util.List;
import java.util.Map;

/** What became of every line that was received, and which files they came from. */
final class LedgerSection {

    /** As many operators as somebody may read of; the rest is in {@code ledger.json}. */
    private static final int OPERATORS_MAX = 500;

    private final ReplayFolder folder;
    private final Texts texts;

    LedgerSection(ReplayFolder folder, Texts texts) {
        this.folder = folder;
        this.texts = texts;
    }

    void write(Html html) {
        LedgerFigures ledger = folder.ledger();
        html.open("section", "id", "ledger", "aria-labelledby", "ledger-title").line();
        html.element("h2", texts.text("ledger.title"), "id", "ledger-title").line();
        html.element(
                        "p",
                        texts.text(
                                ledger.addsUp() ? "ledger.identity" : "ledger.broken",
                                ledger.received(),
                                ledger.counted(),
                                ledger.rejected(),
                                ledger.late(),
                                ledger.duplicate()),
                        "class",
                        "lead")
                .line();
        html.element("p", texts.text("ledger.meaning"), "class", "note").line();
        writeReasons(html, ledger.byReason());
        writeOperators(html, ledger.byOperator());
        if (!ledger.byHour().isEmpty()) {
            html.element("h3", texts.text("ledger.hours")).line();
            html.open("div", "id", "hours", "class", "plot").close().line();
        }
        writeInputs(html);
        html.close().line();
    }

    private void writeReasons(Html html, Map<String, Long> byReason) {
        if (byReason.isEmpty()) {
            return;
        }
        HtmlTable table = new HtmlTable(html, texts.text("ledger.reasons"), 1);
        table.head(texts.text("ledger.reason"), texts.text("ledger.lines"));
        byReason.forEach((reason, count) -> table.row(said(reason), texts.number(count)));
        table.end();
        html.open("p", "class", "note").text(texts.text("ledger.raw") + " ");
        html.element("a", FolderFile.REJECTED.fileName(), "href", FolderFile.REJECTED.fileName());
        html.close().line();
    }

    /** In words, and as the files have it. */
    private String said(String reason) {
        String words = texts.rejection(reason);
        return words.equals(reason) ? reason : words + " (" + reason + ")";
    }

    private void writeOperators(Html html, List<LedgerFigures.Row> operators) {
        if (operators.isEmpty()) {
            return;
        }
        HtmlTable table = new HtmlTable(html, texts.text("ledger.operators"), 1, 2, 3, 4, 5);
        table.head(
                texts.text("js.column.operator"),
                texts.text("js.column.received"),
                texts.text("ledger.counted"),
                texts.text("ledger.rejected"),
                texts.text("ledger.late"),
                texts.text("ledger.duplicate"));
        for (LedgerFigures.Row row : operators.subList(0, Math.min(OPERATORS_MAX, operators.size()))) {
            table.row(
                    row.name().isEmpty() ? texts.text("ledger.others") : row.name(),
                    told(row.received()),
                    told(row.counted()),
                    told(row.rejected()),
                    told(row.late()),
                    told(row.duplicate()));
        }
        table.end();
    }

    private String told(long count) {
        return count < 0 ? "" : texts.number(count);
    }

    private void writeInputs(Html html) {
        List<RunFacts.Input> inputs = folder.run().inputs();
        if (inputs.isEmpty()) {
            return;
        }
        html.element("h3", texts.text("inputs.title")).line();
        HtmlTable table =
                new HtmlTable(html, texts.counted("inputs.caption", folder.run().inputsTotal()), 2, 3, 4);
        table.head(
                texts.text("inputs.name"),
                texts.text("inputs.format"),
                texts.text("inputs.bytes"),
                texts.text("js.column.received"),
                texts.text("ledger.rejected"),
                texts.text("inputs.hash"));
        for (RunFacts.Input input : inputs) {
            String broken =
                    input.brokenOff().isEmpty() ? "" : " (" + texts.text("inputs.broken", input.brokenOff()) + ")";
            table.row(
                    input.name() + broken,
                    input.format(),
                    texts.number(input.bytes()),
                    texts.number(input.received()),
                    texts.number(input.rejected()),
                    input.sha256());
        }
        table.end();
    }
}
