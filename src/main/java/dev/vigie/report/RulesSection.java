package dev.vigie.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.model.Alert;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** By what this was found: rules, versions, and the hashes that let somebody repeat it. */
final class RulesSection {

    private final ReplayFolder folder;
    private final Texts texts;

    RulesSection(ReplayFolder folder, Texts texts) {
        this.folder = folder;
        this.texts = texts;
    }

    /** A rule that was among an alert's reasons. */
    private record Fired(String title, int alerts) {}

    void write(Html html) {
        html.open("section", "id", "rules", "aria-labelledby", "rules-title").line();
        html.element("h2", texts.text("rules.title"), "id", "rules-title").line();
        html.open("dl", "class", "facts").line();
        fact(html, "rules.version", folder.run().version());
        fact(html, "rules.hash", folder.run().rulesHash());
        folder.run().schemas().forEach((name, hash) -> fact(html, texts.text("rules.schema", name), hash, true));
        manifest(html);
        html.close().line();
        html.element("p", texts.text("rules.repeat"), "class", "note").line();
        writeRules(html);
        html.close().line();
    }

    private void manifest(Html html) {
        JsonNode zone = folder.manifest().path("timeZone");
        if (zone.isTextual()) {
            fact(html, "rules.zone", zone.textValue());
        }
    }

    private void fact(Html html, String name, String value) {
        fact(html, texts.text(name), value, false);
    }

    private static void fact(Html html, String label, String value, boolean isHash) {
        html.open("div").element("dt", label).open("dd");
        if (isHash || value.length() > 32) {
            html.element("code", value);
        } else {
            html.text(value);
        }
        html.close().close().line();
    }

    private void writeRules(Html html) {
        Map<String, Fired> fired = new TreeMap<>();
        for (Episode episode : folder.episodes().gravest()) {
            Set<String> counted = new HashSet<>();
            for (Alert.Reason reason : episode.last().reasons()) {
                if (counted.add(reason.rule())) {
                    fired.merge(
                            reason.rule(),
                            new Fired(texts.ruleTitle(reason.rule(), reason.title()), 1),
                            (before, one) -> new Fired(before.title(), before.alerts() + 1));
                }
            }
        }
        folder.run().ruleIds().forEach(id -> fired.putIfAbsent(id, new Fired("", 0)));
        HtmlTable table = new HtmlTable(
                html, texts.counted("rules.caption", folder.run().ruleIds().size()), 2);
        table.head(texts.text("js.column.rule"), texts.text("rules.name"), texts.text("js.column.alerts"));
        fired.entrySet().stream()
                .sorted(Comparator.comparing(rule -> -rule.getValue().alerts()))
                .forEach(rule -> table.row(
                        rule.getKey(),
                        rule.getValue().title(),
                        texts.number(rule.getValue().alerts())));
        table.end();
    }
}
