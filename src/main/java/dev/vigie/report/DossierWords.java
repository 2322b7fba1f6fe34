package dev.vigie.report;

import dev.vigie.model.Alert;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What several documents of a dossier say in the same words.
 *
 * @param breach what the folder tells
 * @param regime the law that applies
 * @param links where the evidence is
 * @param files the evidence's files, by their hashes
 */
record DossierWords(Breach breach, Regime regime, Texts texts, EvidenceLinks links, List<FileHash> files) {

    private static final String PREFIX = "dossier.";
    private static final long NOTIFY_WITHIN_MILLIS = 72L * 3_600_000;

    String text(String name, Object... values) {
        return texts.text(PREFIX + name, values);
    }

    /** A text that says which law it is. */
    String law(String name, Object... values) {
        return text(name + "." + regime.name().toLowerCase(Locale.ROOT), values);
    }

    /** A named value that only people know. */
    void blank(Draft to, String name) {
        to.entry(text(name), words -> words.blank(text(name + ".blank")));
    }

    void people(Draft to) {
        PeopleCount people = breach.people();
        AffectedPeople affected = breach.affected();
        to.entry(text("people"), words -> {
            if (people.exact()) {
                words.figure(texts.number(people.high()), links.file(FolderFile.AFFECTED));
                words.text(" " + text("people.exact"));
            } else {
                words.figure(range(people), everyAlert());
                words.text(uncertainty(people));
            }
            if (breach.hasGroups()) {
                words.text(" " + text("people.groups"));
            }
        });
        if (affected != null && affected.people() > 0) {
            to.entry(
                    text("reads"),
                    words -> words.figure(texts.number(affected.reads()), links.file(FolderFile.AFFECTED))
                            .text(" "
                                    + text(
                                            "reads.note",
                                            texts.span(affected.firstReadMillis(), affected.lastReadMillis()))
                                    + elsewhere(affected)));
        }
    }

    /** What is added up by person holds other alerts' readings of the same person. */
    private String elsewhere(AffectedPeople affected) {
        return affected.alsoElsewhere() == 0
                ? ""
                : " " + texts.counted(PREFIX + "reads.elsewhere", affected.alsoElsewhere(), listCommand());
    }

    /** The command that lists whom these alerts are about, and no other. */
    String listCommand() {
        return breach.episodes().stream()
                .map(episode -> " --alert " + episode.last().id())
                .collect(Collectors.joining("", "vigie affected DIR", " -o FILE"));
    }

    private String uncertainty(PeopleCount people) {
        StringBuilder said = new StringBuilder();
        if (people.relativeError() > 0) {
            said.append(' ').append(text("people.error", texts.percent(2 * people.relativeError())));
        }
        said.append(' ').append(text(breach.episodes().size() > 1 ? "people.range" : "people.alert"));
        if (breach.folder().sealed() && !breach.folder().partial()) {
            said.append(' ').append(text("people.sealed"));
        }
        return said.toString();
    }

    /** At least one record for each person, and those that the log counted without naming anybody. */
    void records(Draft to) {
        PeopleCount people = breach.people();
        to.entry(text("records"), words -> {
            words.text(text("records.least") + " ");
            words.figure(range(people), people.exact() ? links.file(FolderFile.AFFECTED) : everyAlert());
            if (!breach.recordsUnnamed().isNone()) {
                words.text(texts.joint() + text("records.unnamed") + " ");
                words.figure(breach.recordsUnnamed().said(texts), everyAlert());
            }
            if (!breach.accessesUncounted().isNone()) {
                words.text(texts.joint() + text("records.uncounted") + " ");
                words.figure(breach.accessesUncounted().said(texts), everyAlert());
            }
        });
    }

    String range(PeopleCount people) {
        return people.isRange() ? texts.text("range", people.low(), people.high()) : texts.number(people.high());
    }

    /** Where a sum over the alerts came from: the one alert, or the file that holds them all. */
    private Draft.Source everyAlert() {
        return breach.episodes().size() == 1
                ? links.alert(breach.episodes().get(0).last())
                : links.file(FolderFile.ALERTS);
    }

    void dates(Draft to) {
        to.entry(
                text("start"),
                words -> words.figure(
                                texts.moment(breach.startMillis()),
                                links.alert(breach.first(Alert::firstEventAtMillis)))
                        .text(" " + text("start.note")));
        to.entry(
                text("end"),
                words -> words.figure(
                                texts.moment(breach.endMillis()),
                                links.alert(breach.first(alert -> -alert.lastEventAtMillis())))
                        .text(" " + text("end.note") + " ")
                        .blank(text("end.blank")));
        to.entry(
                text("raised"),
                words -> words.figure(
                                texts.moment(breach.raisedMillis()), links.alert(breach.first(Alert::openedAtMillis)))
                        .text(" " + text("raised.note")));
    }

    /** The clock runs from a moment that only people know. */
    void clock(Draft to) {
        blank(to, "aware");
        to.entry(
                text("deadline"),
                words -> words.blank(text("deadline.blank"))
                        .text(" " + text("deadline.note", texts.moment(breach.raisedMillis() + NOTIFY_WITHIN_MILLIS))));
        blank(to, "delay");
        blank(to, "discovery");
    }

    /** Each alert in a sentence, linked to its page, and the rules that noticed it. */
    void alerts(Draft to) {
        for (Episode episode : breach.episodes()) {
            to.item(words -> {
                words.figure(FactSentence.of(episode, breach.affected(), texts), links.alert(episode.last()));
                List<Alert.Reason> reasons = episode.last().reasons();
                if (!reasons.isEmpty()) {
                    words.text(" "
                            + text(
                                    "alert.reasons",
                                    reasons.stream()
                                            .map(each -> texts.ruleTitle(each.rule(), each.title()))
                                            .collect(Collectors.joining(texts.joint()))));
                }
            });
        }
    }

    void categories(Draft to) {
        Breach.Listed categories = breach.listed(Alert::dataCategories);
        AffectedPeople affected = breach.affected();
        to.entry(text("categories"), words -> {
            if (categories.names().isEmpty()) {
                words.blank(text("categories.blank"));
                return;
            }
            words.figure(
                    categories.names().stream()
                            .map(each -> category(each, affected))
                            .collect(Collectors.joining(", ")),
                    affected == null ? everyAlert() : links.file(FolderFile.AFFECTED));
        });
        to.entry(law("sensitive"), words -> {
            Collection<String> sensitive = breach.sensitiveCategories(regime);
            if (!sensitive.isEmpty()) {
                words.figure(sensitive.stream().map(this::sensitive).collect(Collectors.joining(", ")), everyAlert())
                        .text(" ");
            }
            words.blank(text("sensitive.blank"));
        });
        names(to, "fields", breach.listed(Alert::fields));
        names(to, "registers", breach.listed(Alert::registers));
    }

    private String sensitive(String name) {
        String said = category(name, null);
        return name.equals(Breach.ORIGIN) ? said + " " + text("sensitive.origin") : said;
    }

    String category(String name, @Nullable AffectedPeople affected) {
        String said = texts.textOr("category." + name, name);
        Long people = affected == null ? null : affected.byCategory().get(name);
        return people == null ? said : said + " (" + texts.number(people) + ")";
    }

    /** Names that the alerts kept; of many they kept but the first. */
    void names(Draft to, String name, Breach.Listed listed) {
        to.entry(text(name), words -> {
            if (listed.names().isEmpty()) {
                words.blank(text(name + ".blank"));
                return;
            }
            words.figure(String.join(", ", listed.names()), everyAlert());
            if (listed.isCut()) {
                words.text(" " + text("cut"));
            }
        });
    }

    void accounts(Draft to) {
        to.entry(text("accounts"), words -> {
            if (breach.accounts().isEmpty()) {
                words.blank(text("accounts.blank"));
            } else {
                words.figure(String.join(", ", breach.accounts()), everyAlert());
            }
        });
        to.entry(text("operators"), words -> {
            if (breach.operators().isEmpty()) {
                words.blank(text("operators.blank"));
            } else {
                words.figure(String.join(", ", breach.operators()), everyAlert());
            }
        });
    }

    void signs(Draft to) {
        if (!breach.signs().isEmpty()) {
            String signs =
                    breach.signs().stream().map(each -> texts.text(each)).collect(Collectors.joining(texts.joint()));
            to.entry(text("signs"), words -> words.figure(signs, everyAlert()).text(" " + text("signs.note")));
        }
    }

    /** What the logs do not tell, in the report's own words. */
    void gaps(Draft to) {
        new LogGaps(breach.folder(), texts).sentences().forEach(gap -> to.item(words -> words.text(gap)));
    }
}
