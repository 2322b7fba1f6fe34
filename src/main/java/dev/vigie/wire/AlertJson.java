package dev.vigie.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Sign;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts as JSON, one object on one line, named and ordered as in {@code schemas/alert.avsc}. Times are UTC with
 * milliseconds; what is absent (a closing time while the episode is open, a timespan, a baseline) is left out; a
 * group's values all stand beside its kind:
 *
 * <pre>
 *   {"id":"...","sequence":0,"state":"OPEN","group":{"kind":"account","operator":"atlas","account":"m.petit"},
 *    "level":"HIGH","sentence":"...","reasons":[{"rule":"...","title":"...","level":"HIGH","tags":[],
 *    "measure":"value_count(subject)","timespan":"1h","value":51,"limit":"&gt;= 50","error":0}],
 *    "openedAt":"2025-12-15T09:12:33.120Z", ... ,"provenance":{"detectedAt":"..."}}
 * </pre>
 *
 * The same alert always gives the same text.
 */
public final class AlertJson {

    private AlertJson() {}

    /** The alert on one line, without a line break. */
    public static String line(Alert alert) {
        return JsonText.object(to -> {
            writeAlert(to, alert);
            writeProvenance(to, alert.provenance());
        });
    }

    /** The same without {@code provenance}: what must not depend on when and where the detector ran. */
    public static String withoutProvenance(Alert alert) {
        return JsonText.object(to -> writeAlert(to, alert));
    }

    /**
     * Reads what {@link #line} wrote; members that it does not know are passed over.
     *
     * @throws WireException if {@code line} is no alert
     */
    public static Alert read(String line) throws WireException {
        return AlertJsonReader.read(line);
    }

    private static void writeAlert(JsonGenerator to, Alert alert) throws IOException {
        to.writeStringField("id", alert.id());
        to.writeNumberField("sequence", alert.sequence());
        to.writeStringField("state", alert.state().name());
        writeGroup(to, alert);
        to.writeStringField("level", alert.level().name());
        to.writeStringField("sentence", alert.sentence());
        to.writeArrayFieldStart("reasons");
        for (Alert.Reason reason : alert.reasons()) {
            writeReason(to, reason);
        }
        to.writeEndArray();
        JsonText.time(to, "openedAt", alert.openedAtMillis());
        JsonText.time(to, "firstEventAt", alert.firstEventAtMillis());
        JsonText.time(to, "lastEventAt", alert.lastEventAtMillis());
        if (alert.closedAtMillis() != AccessEvent.UNKNOWN) {
            JsonText.time(to, "closedAt", alert.closedAtMillis());
        }
        to.writeNumberField("peopleExposed", alert.peopleExposed());
        to.writeNumberField("peopleExposedBefore", alert.peopleExposedBefore());
        JsonText.figure(to, "peopleError", alert.peopleError());
        to.writeNumberField("recordsUnnamed", alert.recordsUnnamed());
        to.writeNumberField("accessesUncounted", alert.accessesUncounted());
        if (alert.peopleReadByGroup() != AccessEvent.UNKNOWN) {
            to.writeNumberField("peopleReadByGroup", alert.peopleReadByGroup());
            writeAccounts(to, alert.accounts());
        }
        writeNames(to, "fields", alert.fields());
        writeNames(to, "dataCategories", alert.dataCategories());
        writeNames(to, "registers", alert.registers());
        writeNames(to, "sources", alert.sources());
        writeEvidence(to, alert.evidence());
        writeSigns(to, "speaksForTakeover", alert.speaksForTakeover());
        writeSigns(to, "speaksForHolder", alert.speaksForHolder());
    }

    private static void writeGroup(JsonGenerator to, Alert alert) throws IOException {
        Map<String, String> others = new TreeMap<>(alert.group());
        to.writeObjectFieldStart("group");
        to.writeStringField("kind", alert.groupKind());
        JsonText.optional(to, "operator", others.remove("operator"));
        JsonText.optional(to, "account", others.remove("account"));
        for (Map.Entry<String, String> other : others.entrySet()) {
            to.writeStringField(other.getKey(), other.getValue());
        }
        to.writeEndObject();
    }

    private static void writeReason(JsonGenerator to, Alert.Reason reason) throws IOException {
        to.writeStartObject();
        to.writeStringField("rule", reason.rule());
        to.writeStringField("title", reason.title());
        to.writeStringField("level", reason.level().name());
        JsonText.texts(to, "tags", reason.tags());
        to.writeStringField("measure", reason.measure());
        if (reason.timespanMillis() != 0) {
            to.writeStringField("timespan", Timespan.text(reason.timespanMillis()));
        }
        JsonText.figure(to, "value", reason.value());
        to.writeStringField("limit", reason.limit());
        if (reason.usual() != null) {
            JsonText.figure(to, "usual", reason.usual());
        }
        if (reason.rarity() != null) {
            JsonText.figure(to, "rarity", reason.rarity());
        }
        JsonText.figure(to, "error", reason.error());
        if (reason.share() != null) {
            JsonText.figure(to, "share", reason.share());
        }
        if (reason.usualShare() != null) {
            JsonText.figure(to, "usualShare", reason.usualShare());
        }
        to.writeEndObject();
    }

    private static void writeAccounts(JsonGenerator to, List<Alert.AccountShare> accounts) throws IOException {
        to.writeArrayFieldStart("accounts");
        for (Alert.AccountShare share : accounts) {
            to.writeStartObject();
            to.writeStringField("operator", share.operator());
            to.writeStringField("account", share.account());
            to.writeNumberField("reads", share.reads());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeNames(JsonGenerator to, String name, Alert.Names names) throws IOException {
        to.writeObjectFieldStart(name);
        JsonText.texts(to, "names", names.names());
        to.writeNumberField("total", names.total());
        to.writeEndObject();
    }

    private static void writeEvidence(JsonGenerator to, List<Alert.Evidence> evidence) throws IOException {
        to.writeArrayFieldStart("evidence");
        for (Alert.Evidence event : evidence) {
            to.writeStartObject();
            to.writeStringField("eventId", event.eventId());
            JsonText.time(to, "time", event.timeMillis());
            to.writeStringField("action", event.action().name());
            to.writeStringField("outcome", event.outcome().name());
            JsonText.optional(to, "resource", event.resource());
            JsonText.optional(to, "sourceIp", event.sourceIp());
            JsonText.texts(to, "subjects", event.subjects());
            to.writeNumberField("subjectCount", event.subjectCount());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeSigns(JsonGenerator to, String name, List<Sign> signs) throws IOException {
        JsonText.texts(to, name, signs.stream().map(Sign::id).toList());
    }

    private static void writeProvenance(JsonGenerator to, Alert.Provenance provenance) throws IOException {
        to.writeObjectFieldStart("provenance");
        JsonText.time(to, "detectedAt", provenance.detectedAtMillis());
        to.writeStringField("topic", provenance.topic());
        to.writeNumberField("partition", provenance.partition());
        to.writeNumberField("offsetFirst", provenance.offsetFirst());
        to.writeNumberField("offsetLast", provenance.offsetLast());
        to.writeStringField("version", provenance.version());
        to.writeStringField("rulesHash", provenance.rulesHash());
        if (provenance.historic()) {
            to.writeBooleanField("historic", true);
        }
        to.writeEndObject();
    }
}
