package dev.vigie.report;

/** An entry in the controller's own register: GDPR article 33(5), article 30(5) of Directive (EU) 2016/680. */
final class RegisterEntry {

    private RegisterEntry() {}

    static void write(Draft to, DossierWords words) {
        to.title(words.text("register.title"));
        to.paragraph(line -> line.text(words.law("register.law") + " " + words.text("draft")));
        words.blank(to, "register.number");
        to.heading(words.text("register.facts"));
        words.alerts(to);
        words.dates(to);
        words.clock(to);
        words.accounts(to);
        words.categories(to);
        words.people(to);
        words.records(to);
        to.heading(words.text("register.effects"));
        words.blank(to, "consequences");
        words.blank(to, "severity");
        to.heading(words.text("register.action"));
        words.blank(to, "measures.taken");
        words.blank(to, "measures.planned");
        to.heading(words.text("register.decisions"));
        words.blank(to, "register.notified");
        words.blank(to, "communication.risk");
        words.blank(to, "register.informed");
        words.blank(to, "register.closed");
    }
}
