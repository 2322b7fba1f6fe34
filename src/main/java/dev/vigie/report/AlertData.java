package dev.vigie.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.Alert;
import dev.vigie.model.Sign;
import dev.vigie.siem.AlertFacts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one alert as {@link ReportData} has it.
 *
 * @param accountIndexes where an account stands in the report's list, by {@link AccountKey}
 * @param affected the list of people, or null
 */
record AlertData(
        Texts texts,
        Map<String, Integer> accountIndexes,
        @Nullable AffectedPeople affected) {

    /** The rest is in {@code alerts.jsonl}. */
    private static final int EVIDENCE_MAX = 5;

    void write(JsonGenerator to, Episode episode) throws IOException {
        Alert last = episode.last();
        to.writeStartObject();
        to.writeStringField("id", PageJson.visible(last.id()));
        to.writeStringField("level", last.level().name());
        to.writeStringField("who", PageJson.visible(AlertFacts.groupName(last)));
        PageJson.text(to, "operator", AlertFacts.operator(last));
        to.writeBooleanField("group", AlertFacts.isAboveAccount(last));
        if (!AlertFacts.countsPeople(last)) {
            PageJson.text(to, "noun", texts.noun(AlertFacts.noun(last)));
        }
        to.writeStringField("fact", PageJson.visible(FactSentence.of(episode, affected, texts)));
        to.writeStringField("sentence", PageJson.visible(AlertSentence.of(last, texts)));
        writeFigures(to, last);
        to.writeArrayFieldStart("reasons");
        for (Alert.Reason reason : last.reasons()) {
            writeReason(to, reason);
        }
        to.writeEndArray();
        writeLists(to, last);
        writeEvidence(to, last);
        writeAccounts(to, episode);
        writeCurve(to, episode.exposure());
        to.writeEndObject();
    }

    private void writeFigures(JsonGenerator to, Alert last) throws IOException {
        to.writeNumberField("opened", last.openedAtMillis());
        to.writeNumberField("first", last.firstEventAtMillis());
        to.writeNumberField("last", last.lastEventAtMillis());
        to.writeNumberField("people", AlertFacts.people(last));
        to.writeNumberField("before", last.peopleExposedBefore());
        PageJson.figure(to, "error", last.peopleError());
        Long exact = affected == null ? null : affected.of(last);
        if (exact != null) {
            to.writeNumberField("exact", exact);
        }
        to.writeNumberField("unnamed", last.recordsUnnamed());
        to.writeNumberField("uncounted", last.accessesUncounted());
    }

    private void writeReason(JsonGenerator to, Alert.Reason reason) throws IOException {
        to.writeStartObject();
        to.writeStringField("rule", PageJson.visible(reason.rule()));
        to.writeStringField("title", PageJson.visible(texts.ruleTitle(reason.rule(), reason.title())));
        if (texts.saysRule(reason.rule(), reason.title())) {
            to.writeBooleanField("said", true);
        }
        to.writeStringField("measure", PageJson.visible(reason.measure()));
        if (reason.timespanMillis() > 0) {
            to.writeStringField("timespan", texts.length(reason.timespanMillis()));
        }
        PageJson.figure(to, "value", reason.value());
        PageJson.figure(to, "error", reason.error());
        to.writeStringField("limit", PageJson.visible(new FigureWords(texts).limit(reason.limit())));
        PageJson.figure(to, "usual", reason.usual());
        PageJson.figure(to, "rarity", reason.rarity());
        PageJson.figure(to, "share", reason.share());
        PageJson.figure(to, "usualShare", reason.usualShare());
        to.writeEndObject();
    }

    private void writeLists(JsonGenerator to, Alert last) throws IOException {
        writeNames(to, "fields", last.fields().names(), last.fields().total());
        List<String> categories = last.dataCategories().names().stream()
                .map(each -> texts.textOr("category." + each, each))
                .toList();
        writeNames(to, "categories", categories, last.dataCategories().total());
        writeNames(to, "registers", last.registers().names(), last.registers().total());
        writeNames(to, "sources", last.sources().names(), last.sources().total());
        if (!last.speaksForTakeover().isEmpty()) {
            PageJson.texts(
                    to,
                    "takeover",
                    last.speaksForTakeover().stream().map(Sign::id).toList());
        }
        if (!last.speaksForHolder().isEmpty()) {
            PageJson.texts(
                    to, "holder", last.speaksForHolder().stream().map(Sign::id).toList());
        }
    }

    private static void writeNames(JsonGenerator to, String name, List<String> names, long total) throws IOException {
        if (!names.isEmpty()) {
            to.writeObjectFieldStart(name);
            PageJson.texts(to, "names", names);
            to.writeNumberField("total", total);
            to.writeEndObject();
        }
    }

    private static void writeEvidence(JsonGenerator to, Alert last) throws IOException {
        to.writeArrayFieldStart("evidence");
        for (Alert.Evidence event : last.evidence()
                .subList(0, Math.min(EVIDENCE_MAX, last.evidence().size()))) {
            to.writeStartObject();
            to.writeStringField("id", PageJson.visible(event.eventId()));
            to.writeNumberField("time", event.timeMillis());
            to.writeStringField("action", event.action().name());
            to.writeStringField("outcome", event.outcome().name());
            PageJson.text(to, "resource", event.resource());
            PageJson.text(to, "source", event.sourceIp());
            to.writeNumberField("subjects", event.subjectCount());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private void writeAccounts(JsonGenerator to, Episode episode) throws IOException {
        Integer own = accountIndexes.get(episode.accountKey());
        if (own != null) {
            to.writeNumberField("account", own);
        }
        if (!AlertFacts.isAboveAccount(episode.last())) {
            return;
        }
        to.writeArrayFieldStart("shares");
        for (Alert.AccountShare share : episode.last().accounts()) {
            to.writeStartObject();
            to.writeStringField("who", PageJson.visible(share.operator() + "/" + share.account()));
            to.writeNumberField(
                    "index", accountIndexes.getOrDefault(AccountKey.of(share.operator(), share.account()), -1));
            to.writeNumberField("reads", share.reads());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeCurve(JsonGenerator to, List<Curve.Point> points) throws IOException {
        if (points.isEmpty()) {
            return;
        }
        to.writeArrayFieldStart("curve");
        long[] times = points.stream().mapToLong(Curve.Point::timeMillis).toArray();
        long[] values = points.stream().mapToLong(Curve.Point::value).toArray();
        to.writeArray(times, 0, times.length);
        to.writeArray(values, 0, values.length);
        to.writeEndArray();
    }
}
