package dev.vigie.report;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.siem.AlertFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The report's first screen: what happened, how many people, by whom, from when to when, how sure, what is missing. */
final class SummarySection {

    private static final int FIRST_ALERTS = 5;

    private final ReplayFolder folder;
    private final Texts texts;
    private final PeopleCount people;

    SummarySection(ReplayFolder folder, Texts texts) {
        this.folder = folder;
        this.texts = texts;
        this.people = PeopleCount.of(
                folder.episodes().gravest().stream()
                        .filter(Episode::exposesPeople)
                        .toList(),
                folder.affected());
    }

    /** The heading in one line, which is also the page's title. */
    String headline() {
        if (folder.episodes().total() == 0) {
            return texts.text("headline.none");
        }
        if (people.high() == 0) {
            return texts.counted("headline.alerts", folder.episodes().total());
        }
        return texts.counted(
                "headline.people",
                people.high(),
                range(),
                texts.counted("accounts", Episodes.accounts(folder.episodes().exposing())));
    }

    /** The number of people: one where it is known, else from the least to the most that it can be. */
    private String range() {
        return people.isRange() ? texts.text("range", people.low(), people.high()) : texts.number(people.high());
    }

    void write(Html html) {
        html.open("section", "id", "summary", "aria-labelledby", "headline").line();
        html.element("h1", headline(), "id", "headline").line();
        html.element("p", lead(), "class", "lead").line();
        writeFigures(html);
        writeGravest(html);
        html.open("div", "class", "answers");
        writeList(html, "sure.title", sure());
        writeList(html, "gaps.title", new LogGaps(folder, texts).sentences());
        html.close().close().line();
    }

    private String lead() {
        RunFacts run = folder.run();
        if (run.firstEventMillis() == AccessEvent.UNKNOWN) {
            return texts.text("lead.empty");
        }
        return texts.counted(
                "lead",
                folder.ledger().counted(),
                texts.span(run.firstEventMillis(), run.lastEventMillis()),
                texts.counted("logs", run.inputsTotal()));
    }

    private void writeFigures(Html html) {
        List<Episode> gravest = folder.episodes().gravest();
        if (gravest.isEmpty()) {
            return;
        }
        html.open("dl", "class", "figures").line();
        figure(html, "main", "figure.people", range(), peopleNote());
        figure(html, "", "figure.accounts", texts.number(folder.episodes().accounts()), accountsNote());
        List<Alert> exposing =
                folder.episodes().exposing().stream().map(Episode::last).toList();
        if (!exposing.isEmpty()) {
            moment(
                    html,
                    "figure.from",
                    exposing.stream().mapToLong(Alert::firstEventAtMillis).min());
            moment(
                    html,
                    "figure.to",
                    exposing.stream().mapToLong(Alert::lastEventAtMillis).max());
        }
        figure(html, "", "figure.alerts", texts.number(folder.episodes().total()), levels());
        html.close().line();
    }

    private void moment(Html html, String name, OptionalLong millis) {
        long at = millis.orElseThrow();
        figure(html, "", name, texts.shortDay(at), texts.text("figure.at", texts.clock(at)));
    }

    private String peopleNote() {
        if (people.exact()) {
            return texts.text("figure.people.exact");
        }
        return texts.text(people.isRange() ? "figure.people.range" : "figure.people.alert");
    }

    private String accountsNote() {
        return folder.accountsTotal() == 0 ? "" : texts.counted("figure.accounts.of", folder.accountsTotal());
    }

    /** Such as 1 critical, 3 high. */
    private String levels() {
        List<String> levels = new ArrayList<>();
        Locale locale = texts.language().locale();
        for (Level level : List.of(Level.CRITICAL, Level.HIGH, Level.MEDIUM, Level.LOW, Level.INFORMATIONAL)) {
            long count = folder.episodes().byLevel().getOrDefault(level, 0L);
            if (count > 0) {
                levels.add(texts.text("figure.level", count, texts.level(level).toLowerCase(locale)));
            }
        }
        return String.join(", ", levels);
    }

    private void figure(Html html, String style, String name, String value, String note) {
        html.open("div", "class", style);
        html.element("dt", texts.text(name));
        html.open("dd").text(value);
        if (!note.isEmpty()) {
            html.text(" ").element("small", note);
        }
        html.close().close().line();
    }

    private void writeGravest(Html html) {
        List<Episode> first =
                folder.episodes().gravest().stream().limit(FIRST_ALERTS).toList();
        if (first.isEmpty()) {
            return;
        }
        html.element("h2", texts.text("gravest.title")).line();
        html.open("ol", "class", "alerts").line();
        for (Episode episode : first) {
            Level level = episode.last().level();
            html.open("li");
            html.element("span", texts.level(level), "class", "level level-" + level.name());
            html.text(" ")
                    .element(
                            "a",
                            FactSentence.of(episode, folder.affected(), texts),
                            "href",
                            "#" + Anchors.ofAlert(episode.last().id()));
            html.close().line();
        }
        html.close().line();
        long more = folder.episodes().total() - first.size();
        if (more > 0) {
            html.open("p").element("a", texts.counted("gravest.more", more), "href", "#alerts");
            html.close().line();
        }
    }

    private List<String> sure() {
        List<String> sure = new ArrayList<>();
        if (folder.episodes().total() == 0) {
            sure.add(texts.text("sure.none"));
            return sure;
        }
        if (people.exact()) {
            sure.add(texts.text("sure.exact"));
        } else {
            sure.add(
                    people.relativeError() == 0
                            ? texts.text("sure.each")
                            : texts.text("sure.error", texts.percent(2 * people.relativeError())));
            if (people.isRange()) {
                sure.add(texts.text("sure.union"));
                if (!folder.partial()) {
                    sure.add(texts.text("sure.list"));
                }
            }
        }
        if (folder.episodes().gravest().stream().anyMatch(episode -> AlertFacts.isAboveAccount(episode.last()))) {
            sure.add(texts.text("sure.groups"));
        }
        Alert.Reason rarest = rarest();
        if (rarest != null && rarest.rarity() != null) {
            sure.add(texts.text("sure.rare", Math.round(rarest.rarity())));
        }
        if (folder.episodes().omitted() > 0) {
            sure.add(texts.counted("sure.omitted", folder.episodes().omitted()));
        }
        sure.add(texts.text("sure.alert"));
        return sure;
    }

    private Alert.@Nullable Reason rarest() {
        return folder.episodes().gravest().stream()
                .flatMap(episode -> episode.last().reasons().stream())
                .filter(reason -> reason.rarity() != null && Double.isFinite(reason.rarity()))
                .max(Comparator.comparingDouble(reason -> reason.rarity() == null ? 0 : reason.rarity()))
                .orElse(null);
    }

    private void writeList(Html html, String title, List<String> sentences) {
        html.open("div").element("h3", texts.text(title)).open("ul").line();
        for (String sentence : sentences) {
            html.element("li", sentence).line();
        }
        html.close().close().line();
    }
}
