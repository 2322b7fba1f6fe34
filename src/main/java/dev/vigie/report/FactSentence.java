package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.siem.AlertFacts;

/** An episode in one sentence of the reader's language; the detector's own sentence is in English. */
final class FactSentence {

    private FactSentence() {}

    static String of(Episode episode, Texts texts) {
        Alert last = episode.last();
        String who = AlertFacts.groupName(last);
        String span = texts.span(last.firstEventAtMillis(), last.lastEventAtMillis());
        long people = AlertFacts.people(last);
        if (people == 0) {
            return last.recordsUnnamed() > 0
                    ? texts.counted("fact.unnamed", last.recordsUnnamed(), who, span)
                    : texts.text("fact.nobody", who, span);
        }
        if (AlertFacts.isAboveAccount(last)) {
            return texts.counted("fact.group", people, who, span, noun(last, texts));
        }
        return AlertFacts.countsPeople(last)
                ? texts.counted("fact.account", people, who, span, last.peopleExposedBefore())
                : texts.text("fact.things", people, who, span, last.peopleExposedBefore(), noun(last, texts));
    }

    /** What is counted; a rule may give it a name of its own. */
    static String noun(Alert alert, Texts texts) {
        return AlertFacts.countsPeople(alert) ? texts.text("js.noun.people") : AlertFacts.noun(alert);
    }
}
