package dev.vigie.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code report.html} and {@code report.fr.html} into a replay's folder: one file each, which opens in any
 * browser, without a network. The same folder gives the same bytes.
 */
public final class Report {

    private static final List<String> PARTS = List.of("summary", "timeline", "alerts", "accounts", "ledger", "rules");

    private Report() {}

    /**
     * Writes the report in every language.
     *
     * @return the files
     * @throws ReportException if the folder is no replay's, or one of its files is damaged
     */
    public static List<Path> write(Path directory) throws IOException, ReportException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> page : pages(directory).entrySet()) {
            Path file = directory.resolve(page.getKey());
            replace(file, page.getValue());
            written.add(file);
        }
        return written;
    }

    /**
     * The report in every language, by the names of its files.
     *
     * @throws ReportException if the folder is no replay's, or one of its files is damaged
     */
    public static Map<String, String> pages(Path directory) throws IOException, ReportException {
        ReplayFolder folder = ReplayFolder.read(directory);
        Map<String, String> pages = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            pages.put(language.reportName(), html(folder, language));
        }
        return pages;
    }

    /** Puts a text in a file's place at once, so that nobody reads half of it. */
    static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static String html(ReplayFolder folder, Language language) {
        Texts texts = Texts.of(language);
        SummarySection summary = new SummarySection(folder, texts);
        return Page.withData(
                texts, texts.text("report.title", summary.headline()), ReportData.json(folder, texts), html -> {
                    writeTop(html, texts);
                    html.open("main", "id", "main", "tabindex", "-1").line();
                    html.open("div", "id", "overview").line();
                    summary.write(html);
                    writeLists(html, folder, texts);
                    new LedgerSection(folder, texts).write(html);
                    new RulesSection(folder, texts).write(html);
                    html.close().line();
                    html.open("div", "id", "detail", "hidden", "hidden").close().line();
                    html.open("noscript")
                            .element("p", texts.text("report.noscript"))
                            .close();
                    html.close().line();
                    html.open("footer")
                            .element("p", texts.text("report.footer"))
                            .close()
                            .line();
                });
    }

    private static void writeTop(Html html, Texts texts) {
        Language other = texts.language().other();
        html.element("a", texts.text("report.skip"), "class", "skip", "href", "#main")
                .line();
        html.open("header", "class", "top");
        html.element("p", texts.text("report.kind"));
        html.open("p", "class", "languages");
        html.element(
                "a",
                Texts.of(other).text("language.name"),
                "href",
                other.reportName(),
                "lang",
                other.code(),
                "hreflang",
                other.code());
        html.close().close().line();
        html.open("nav", "aria-label", texts.text("report.parts")).open("ul");
        for (String part : PARTS) {
            html.open("li")
                    .element("a", texts.text("part." + part), "href", "#" + part)
                    .close();
        }
        html.close().close().line();
    }

    /** The parts that the page's script fills. */
    private static void writeLists(Html html, ReplayFolder folder, Texts texts) {
        boolean noCurve = folder.episodes().gravest().stream()
                .allMatch(each -> each.exposure().isEmpty());
        part(html, texts, "timeline", "exposure", noCurve ? texts.text("timeline.none") : texts.text("timeline.intro"));
        long omitted = folder.episodes().omitted();
        part(html, texts, "alerts", "alerts-table", omitted == 0 ? "" : texts.counted("alerts.omitted", omitted));
        boolean noAccounts = folder.missing().contains(FolderFile.ACCOUNTS);
        long unlisted = folder.accountsTotal() - folder.accounts().size();
        part(
                html,
                texts,
                "accounts",
                "accounts-table",
                noAccounts
                        ? texts.text("missing.file", FolderFile.ACCOUNTS.fileName())
                        : unlisted == 0 ? "" : texts.counted("accounts.omitted", unlisted));
    }

    private static void part(Html html, Texts texts, String name, String place, String note) {
        html.open("section", "id", name, "aria-labelledby", name + "-title").line();
        html.element("h2", texts.text("part." + name), "id", name + "-title").line();
        if (!note.isEmpty()) {
            html.element("p", note, "class", "note").line();
        }
        html.open("div", "id", place).close().line();
        html.close().line();
    }
}
