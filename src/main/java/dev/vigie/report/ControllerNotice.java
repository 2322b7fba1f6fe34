package dev.vigie.report;

/** A processor's notice to its controller: GDPR article 33(2), article 30(2) of Directive (EU) 2016/680. */
final class ControllerNotice {

    private ControllerNotice() {}

    static void write(Draft to, DossierWords words) {
        to.title(words.text("notice.title"));
        to.paragraph(line -> line.text(words.law("notice.law") + " " + words.text("draft")));
        to.heading(words.text("notice.parties"));
        words.blank(to, "notice.processor");
        words.blank(to, "notice.controller");
        words.blank(to, "notice.contact");
        words.accounts(to);
        to.heading(words.text("dates.title"));
        words.blank(to, "notice.aware");
        words.dates(to);
        to.heading(words.text("notice.facts"));
        words.alerts(to);
        words.people(to);
        words.records(to);
        words.categories(to);
        words.signs(to);
        to.heading(words.text("notice.measures"));
        words.blank(to, "measures.taken");
        words.blank(to, "notice.asks");
        to.heading(words.text("limits.title"));
        words.gaps(to);
    }
}
