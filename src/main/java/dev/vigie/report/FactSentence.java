package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.siem.AlertFacts;
import org.jspecify.annotations.Nullable;

/**
 * An episode in one sentence of the reader's language; the detector's own sentence is in English, and knows people only
 * as it counted them at the time. Of a log that was stopped or has holes it is what the alert says: whoever was read
 * since is not what it is about.
 */
final class FactSentence {

    private FactSentence() {}

    /** @param affected the list of people, whose exact figure is told where there is one */
    static String of(Episode episode, @Nullable AffectedPeople affected, Texts texts) {
        Alert last = episode.last();
        if (AlertSentence.isOfFeed(last)) {
            return AlertSentence.of(last, texts);
        }
        String who = AlertFacts.groupName(last);
        String span = texts.span(last.firstEventAtMillis(), last.lastEventAtMillis());
        Long exact = affected == null ? null : affected.of(last);
        long people = exact == null ? AlertFacts.people(last) : exact;
        if (people == 0) {
            return last.recordsUnnamed() > 0
                    ? texts.counted("fact.unnamed", last.recordsUnnamed(), who, span)
                    : texts.text("fact.nobody", who, span);
        }
        if (AlertFacts.isAboveAccount(last)) {
            return AlertFacts.countsPeople(last)
                    ? texts.counted("fact.group", people, who, span)
                    : texts.text("fact.groupThings", people, who, span, texts.noun(AlertFacts.noun(last)));
        }
        return AlertFacts.countsPeople(last)
                ? texts.counted("fact.account", people, who, span, last.peopleExposedBefore())
                : texts.text(
                        "fact.things",
                        people,
                        who,
                        span,
                        last.peopleExposedBefore(),
                        texts.noun(AlertFacts.noun(last)));
    }
}
