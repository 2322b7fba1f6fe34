package dev.vigie.report;

import java.util.List;

/**
 * The notification to the supervisory authority: GDPR article 33(3), in phases by 33(4), or article 30 of Directive
 * (EU) 2016/680. One text for the initial notification and the complementary one, which the CNIL tells apart.
 */
final class Notification {

    private static final List<String> CONTROLLER = List.of(
            "controller.name", "controller.address", "controller.author", "controller.dpo", "controller.others");
    private static final List<String> MEASURES = List.of("measures.before", "measures.taken", "measures.planned");

    private Notification() {}

    static void write(Draft to, DossierWords words) {
        to.title(words.text("notification.title"));
        to.paragraph(line -> line.text(words.law("notification.law") + " " + words.text("draft")));
        to.heading(words.text("phase.title"));
        words.blank(to, "phase");
        words.blank(to, "phase.reference");
        to.paragraph(line -> line.text(words.law("phase.note")));
        to.heading(words.law("controller.title"));
        CONTROLLER.forEach(name -> words.blank(to, name));
        words.accounts(to);
        to.heading(words.text("dates.title"));
        words.dates(to);
        words.clock(to);
        to.heading(words.law("nature.title"));
        nature(to, words);
        to.heading(words.law("data.title"));
        words.categories(to);
        words.records(to);
        to.heading(words.law("people.title"));
        words.blank(to, "people.kinds");
        words.people(to);
        words.blank(to, "people.vulnerable");
        to.heading(words.law("consequences.title"));
        words.blank(to, "consequences");
        words.blank(to, "severity");
        to.heading(words.law("measures.title"));
        MEASURES.forEach(name -> words.blank(to, name));
        to.heading(words.law("communication.title"));
        communication(to, words);
        to.heading(words.text("others.title"));
        to.paragraph(line -> line.text(words.law("others.note")));
        words.blank(to, "others.border");
        words.blank(to, "others.authorities");
        to.heading(words.text("limits.title"));
        words.gaps(to);
        evidence(to, words);
    }

    /** Vigie counts what was read: it can speak of confidentiality alone. */
    private static void nature(Draft to, DossierWords words) {
        to.entry(
                words.text("confidentiality"),
                line -> line.text(words.text("confidentiality.note") + " ").blank(words.text("confidentiality.blank")));
        words.blank(to, "integrity");
        words.blank(to, "origin");
        words.signs(to);
        to.paragraph(line -> line.text(words.text("nature.facts")));
        words.alerts(to);
    }

    private static void communication(Draft to, DossierWords words) {
        words.blank(to, "communication.risk");
        words.blank(to, "communication.date");
        words.blank(to, "communication.how");
        to.paragraph(line -> line.text(words.law("communication.note")));
    }

    private static void evidence(Draft to, DossierWords words) {
        to.heading(words.text("evidence.title"));
        to.paragraph(line -> line.text(
                words.text("evidence.note", words.breach().folder().run().version())));
        for (FileHash file : words.files()) {
            to.entry(
                    file.name(),
                    line -> line.figure(file.sha256(), words.links().file(file.name())));
        }
    }
}
