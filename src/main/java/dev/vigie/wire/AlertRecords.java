package dev.vigie.wire;

import static dev.vigie.model.AccessEvent.UNKNOWN;

import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Alerts as generic records of the current schema, and back. */
final class AlertRecords {

    private static final String OPERATOR = "operator";
    private static final String ACCOUNT = "account";

    private AlertRecords() {}

    static GenericRecord toRecord(Alert alert) {
        Schema schema = Schemas.ALERT;
        GenericRecord to = new GenericData.Record(schema);
        to.put("id", alert.id());
        to.put("sequence", alert.sequence());
        to.put("state", symbol(schema, "state", alert.state()));
        to.put("group", group(schema.getField("group").schema(), alert));
        to.put("level", symbol(schema, "level", alert.level()));
        to.put("sentence", alert.sentence());
        Schema reason = schema.getField("reasons").schema().getElementType();
        to.put("reasons", alert.reasons().stream().map(r -> reason(reason, r)).toList());
        to.put("openedAt", alert.openedAtMillis());
        to.put("firstEventAt", alert.firstEventAtMillis());
        to.put("lastEventAt", alert.lastEventAtMillis());
        to.put("closedAt", alert.closedAtMillis() == UNKNOWN ? null : alert.closedAtMillis());
        to.put("peopleExposed", alert.peopleExposed());
        to.put("peopleExposedBefore", alert.peopleExposedBefore());
        to.put("peopleError", alert.peopleError());
        to.put("recordsUnnamed", alert.recordsUnnamed());
        to.put("accessesUncounted", alert.accessesUncounted());
        to.put("peopleReadByGroup", alert.peopleReadByGroup() == UNKNOWN ? null : alert.peopleReadByGroup());
        Schema account = schema.getField("accounts").schema().getElementType();
        to.put(
                "accounts",
                alert.accounts().stream().map(a -> account(account, a)).toList());
        Schema names = schema.getField("fields").schema();
        to.put("fields", names(names, alert.fields()));
        to.put("dataCategories", names(names, alert.dataCategories()));
        to.put("registers", names(names, alert.registers()));
        to.put("sources", names(names, alert.sources()));
        Schema evidence = schema.getField("evidence").schema().getElementType();
        to.put(
                "evidence",
                alert.evidence().stream().map(e -> evidence(evidence, e)).toList());
        to.put("speaksForTakeover", ids(alert.speaksForTakeover()));
        to.put("speaksForHolder", ids(alert.speaksForHolder()));
        to.put("provenance", provenance(schema.getField("provenance").schema(), alert.provenance()));
        return to;
    }

    private static GenericRecord group(Schema schema, Alert alert) {
        Map<String, String> others = new TreeMap<>(alert.group());
        GenericRecord to = new GenericData.Record(schema);
        to.put("kind", alert.groupKind());
        to.put(OPERATOR, others.remove(OPERATOR));
        to.put(ACCOUNT, others.remove(ACCOUNT));
        to.put("others", others);
        return to;
    }

    private static GenericRecord reason(Schema schema, Alert.Reason reason) {
        GenericRecord to = new GenericData.Record(schema);
        to.put("rule", reason.rule());
        to.put("title", reason.title());
        to.put("level", symbol(schema, "level", reason.level()));
        to.put("tags", reason.tags());
        to.put("measure", reason.measure());
        to.put("timespan", reason.timespanMillis() == 0 ? null : Timespan.text(reason.timespanMillis()));
        to.put("value", reason.value());
        to.put("limit", reason.limit());
        to.put("usual", reason.usual());
        to.put("rarity", reason.rarity());
        to.put("error", reason.error());
        to.put("share", reason.share());
        to.put("usualShare", reason.usualShare());
        return to;
    }

    private static GenericRecord account(Schema schema, Alert.AccountShare share) {
        GenericRecord to = new GenericData.Record(schema);
        to.put(OPERATOR, share.operator());
        to.put(ACCOUNT, share.account());
        to.put("reads", share.reads());
        return to;
    }

    private static GenericRecord names(Schema schema, Alert.Names names) {
        GenericRecord to = new GenericData.Record(schema);
        to.put("names", names.names());
        to.put("total", names.total());
        return to;
    }

    private static GenericRecord evidence(Schema schema, Alert.Evidence evidence) {
        GenericRecord to = new GenericData.Record(schema);
        to.put("eventId", evidence.eventId());
        to.put("time", evidence.timeMillis());
        to.put("action", symbol(schema, "action", evidence.action()));
        to.put("outcome", symbol(schema, "outcome", evidence.outcome()));
        to.put("resource", evidence.resource());
        to.put("sourceIp", evidence.sourceIp());
        to.put("subjects", evidence.subjects());
        to.put("subjectCount", evidence.subjectCount());
        return to;
    }

    private static GenericRecord provenance(Schema schema, Alert.Provenance provenance) {
        GenericRecord to = new GenericData.Record(schema);
        to.put("detectedAt", provenance.detectedAtMillis());
        to.put("topic", provenance.topic());
        to.put("partition", provenance.partition());
        to.put("offsetFirst", provenance.offsetFirst());
        to.put("offsetLast", provenance.offsetLast());
        to.put("version", provenance.version());
        to.put("rulesHash", provenance.rulesHash());
        to.put("historic", provenance.historic());
        return to;
    }

    private static List<String> ids(List<Sign> signs) {
        return signs.stream().map(Sign::id).toList();
    }

    private static GenericData.EnumSymbol symbol(Schema record, String field, Enum<?> value) {
        return new GenericData.EnumSymbol(record.getField(field).schema(), value.name());
    }

    /** @throws IllegalArgumentException if the values are none of an alert */
    static Alert toAlert(GenericRecord from) {
        GenericRecord group = (GenericRecord) from.get("group");
        return new Alert(
                Generic.text(from, "id"),
                (Integer) from.get("sequence"),
                Alert.State.valueOf(Generic.text(from, "state")),
                Generic.text(group, "kind"),
                groupValues(group),
                Level.valueOf(Generic.text(from, "level")),
                Generic.text(from, "sentence"),
                Generic.records(from, "reasons").stream()
                        .map(AlertRecords::toReason)
                        .toList(),
                Generic.integer(from, "openedAt"),
                Generic.integer(from, "firstEventAt"),
                Generic.integer(from, "lastEventAt"),
                Generic.count(from, "closedAt"),
                Generic.integer(from, "peopleExposed"),
                Generic.integer(from, "peopleExposedBefore"),
                Generic.decimal(from, "peopleError"),
                Generic.integer(from, "recordsUnnamed"),
                Generic.integer(from, "accessesUncounted"),
                Generic.count(from, "peopleReadByGroup"),
                Generic.records(from, "accounts").stream()
                        .map(AlertRecords::toAccount)
                        .toList(),
                toNames(from, "fields"),
                toNames(from, "dataCategories"),
                toNames(from, "registers"),
                toNames(from, "sources"),
                Generic.records(from, "evidence").stream()
                        .map(AlertRecords::toEvidence)
                        .toList(),
                Sign.withIds(Generic.list(from, "speaksForTakeover")),
                Sign.withIds(Generic.list(from, "speaksForHolder")),
                toProvenance((GenericRecord) from.get("provenance")));
    }

    private static Map<String, String> groupValues(GenericRecord group) {
        Map<String, String> values = Generic.texts(group, "others");
        putPresent(values, OPERATOR, Generic.optionalText(group, OPERATOR));
        putPresent(values, ACCOUNT, Generic.optionalText(group, ACCOUNT));
        return values;
    }

    private static void putPresent(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static Alert.Reason toReason(GenericRecord from) {
        String timespan = Generic.optionalText(from, "timespan");
        return new Alert.Reason(
                Generic.text(from, "rule"),
                Generic.text(from, "title"),
                Level.valueOf(Generic.text(from, "level")),
                Generic.list(from, "tags"),
                Generic.text(from, "measure"),
                timespan == null ? 0 : Timespan.millis(timespan),
                Generic.decimal(from, "value"),
                Generic.text(from, "limit"),
                (Double) from.get("usual"),
                (Double) from.get("rarity"),
                Generic.decimal(from, "error"),
                (Double) from.get("share"),
                (Double) from.get("usualShare"));
    }

    private static Alert.AccountShare toAccount(GenericRecord from) {
        return new Alert.AccountShare(
                Generic.text(from, OPERATOR), Generic.text(from, ACCOUNT), Generic.integer(from, "reads"));
    }

    private static Alert.Names toNames(GenericRecord from, String field) {
        GenericRecord names = (GenericRecord) from.get(field);
        return new Alert.Names(Generic.list(names, "names"), Generic.integer(names, "total"));
    }

    private static Alert.Evidence toEvidence(GenericRecord from) {
        return new Alert.Evidence(
                Generic.text(from, "eventId"),
                Generic.integer(from, "time"),
                Action.valueOf(Generic.text(from, "action")),
                Outcome.valueOf(Generic.text(from, "outcome")),
                Generic.optionalText(from, "resource"),
                Generic.optionalText(from, "sourceIp"),
                Generic.list(from, "subjects"),
                (Integer) from.get("subjectCount"));
    }

    private static Alert.Provenance toProvenance(GenericRecord from) {
        return new Alert.Provenance(
                Generic.integer(from, "detectedAt"),
                Generic.text(from, "topic"),
                (Integer) from.get("partition"),
                Generic.integer(from, "offsetFirst"),
                Generic.integer(from, "offsetLast"),
                Generic.text(from, "version"),
                Generic.text(from, "rulesHash"),
                (Boolean) from.get("historic"));
    }
}
