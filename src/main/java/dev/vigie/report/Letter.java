package dev.vigie.report;

import dev.vigie.model.Alert;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The letter to each person concerned: GDPR article 34(2), article 31(2) of Directive (EU) 2016/680. A template: its
 * fields in double braces are columns of the list of people, which is the merge file.
 */
final class Letter {

    private Letter() {}

    static void write(Draft to, DossierWords words) {
        to.title(words.text("letter.title"));
        before(to, words);
        to.heading(words.text("letter.subject"));
        to.paragraph(line -> line.blank(words.text("letter.sender")).text(" ").blank(words.text("letter.date")));
        to.paragraph(line -> line.text(words.text("letter.greeting", field("name"))));
        to.paragraph(line -> line.text(words.text("letter.what", field("firstRead"), field("lastRead"))));
        Set<String> registers = words.breach().listed(Alert::registers).names();
        to.paragraph(line -> {
            line.text(words.text("letter.where") + " ");
            if (!registers.isEmpty()) {
                line.text(String.join(", ", registers) + " ");
            }
            line.blank(words.text("letter.where.blank"));
        });
        to.paragraph(line -> line.text(words.text("letter.data", field("categories"))));
        to.paragraph(
                line -> line.text(words.text("letter.consequences") + " ").blank(words.text("consequences.blank")));
        to.paragraph(line -> line.text(words.text("letter.measures") + " ").blank(words.text("letter.measures.blank")));
        to.paragraph(line -> line.text(words.text("letter.you") + " ").blank(words.text("letter.you.blank")));
        to.paragraph(line -> line.text(words.text("letter.contact") + " ").blank(words.text("controller.dpo.blank")));
        to.paragraph(
                line -> line.text(words.text("letter.complaint") + " ").blank(words.text("letter.complaint.blank")));
        to.paragraph(line -> line.blank(words.text("letter.signature")));
    }

    /** What is for whoever sends it, and not for the person concerned. */
    private static void before(Draft to, DossierWords words) {
        String list = words.breach().folder().sealed() ? FolderFile.AFFECTED_SEALED : FolderFile.AFFECTED.fileName();
        to.paragraph(line -> line.text(words.law("letter.law")));
        to.paragraph(line -> {
            if (words.breach().folder().partial()) {
                line.blank(words.text("letter.partial"));
                return;
            }
            if (words.breach().affected() == null && !words.breach().folder().sealed()) {
                line.blank(words.text("letter.nolist"));
                return;
            }
            line.text(words.text("letter.merge") + " ")
                    .figure(rows(words), words.links().file(list));
            line.text(" " + words.text(words.breach().folder().sealed() ? "letter.sealed" : "letter.clear"));
        });
        if (!words.breach().folder().partial()) {
            to.paragraph(line -> line.text(words.text("letter.chosen", field("alerts"), alerts(words))));
        }
        AffectedPeople affected = words.breach().affected();
        if (affected != null && affected.alsoElsewhere() > 0) {
            to.paragraph(line -> line.text(words.text("letter.elsewhere", words.listCommand())));
        }
        to.paragraph(line -> line.text(words.text("letter.join", field("subject"), field("name"))));
        plainWords(to, words);
    }

    /** The list is made for programs; a letter has to be in clear and plain language. */
    private static void plainWords(Draft to, DossierWords words) {
        long example = words.breach().startMillis();
        to.paragraph(line -> line.text(words.text(
                "letter.words",
                field("firstRead"),
                field("lastRead"),
                Instant.ofEpochMilli(example).toString(),
                words.texts().moment(example),
                field("categories"))));
        for (String category : words.breach().listed(Alert::dataCategories).names()) {
            to.item(line -> line.text(category + " \u2192 " + words.category(category, null)));
        }
    }

    /** How many rows of the list the letter is for; of a sealed one only its keeper knows. */
    private static String rows(DossierWords words) {
        AffectedPeople affected = words.breach().affected();
        return affected == null ? words.text("letter.list") : words.text("letter.rows", affected.people());
    }

    private static String alerts(DossierWords words) {
        return words.breach().episodes().stream()
                .map(episode -> episode.last().id())
                .collect(Collectors.joining(", "));
    }

    private static String field(String column) {
        return "{{" + column + "}}";
    }
}
