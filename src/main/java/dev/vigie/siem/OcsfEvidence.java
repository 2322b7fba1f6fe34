package dev.vigie.siem;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Alert.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an OCSF finding rests on: evidence, baselines, the data that was reached, and what can be searched for. */
final class OcsfEvidence {

    /** OCSF's {@code ip_t} is no longer. */
    private static final int IP_CHARS_MAX = 40;

    private static final int OBSERVABLE_IP = 2;
    private static final int OBSERVABLE_USER = 4;
    private static final int OBSERVABLE_RESOURCE = 10;
    private static final int CATEGORY_PERSONAL = 1;
    private static final int LIFECYCLE_IN_USE = 3;
    private static final int MILLISECONDS = 1;
    private static final int OTHER = 99;

    private OcsfEvidence() {}

    /** What only a Detection Finding has. */
    static void detection(JsonLine json, Alert alert) {
        json.objects("evidences", alert.evidence(), (to, evidence) -> evidence(to, alert, evidence));
        List<Reason> unusual =
                alert.reasons().stream().filter(each -> each.usual() != null).toList();
        json.objects("anomaly_analyses", unusual, (to, reason) -> anomaly(to, alert, reason));
    }

    /** What only a Data Security Finding has. */
    static void dataSecurity(JsonLine json, Alert alert) {
        json.object("data_security", data -> dataSecurityObject(data, alert));
        String source = AlertFacts.source(alert);
        if (source != null) {
            endpoint(json, source);
        }
    }

    private static void evidence(JsonLine json, Alert alert, Evidence evidence) {
        json.text("uid", evidence.eventId());
        if (AlertFacts.account(alert) != null) {
            json.object("user", user -> OcsfWriter.user(user, alert));
        }
        endpoint(json, evidence.sourceIp());
        String register = evidence.resource();
        if (register != null && !register.isEmpty()) {
            json.array(
                    "resources",
                    array -> array.item(to -> to.text("name", register).text("type", "Register")));
        }
        json.object(
                "data",
                data -> data.number("time", evidence.timeMillis())
                        .text("action", evidence.action().name())
                        .text("outcome", evidence.outcome().name())
                        .number("subject_count", evidence.subjectCount())
                        .texts("subjects", evidence.subjects()));
    }

    private static void endpoint(JsonLine json, @Nullable String source) {
        if (source != null && !source.isEmpty()) {
            String name = isIp(source) ? "ip" : "name";
            json.object("src_endpoint", to -> to.text(name, source));
        }
    }

    private static void anomaly(JsonLine json, Alert alert, Reason reason) {
        json.array(
                "analysis_targets",
                array -> array.item(target ->
                        target.text("name", AlertFacts.groupName(alert)).text("type", alert.groupKind())));
        json.array(
                "anomalies",
                array -> array.item(anomaly -> {
                    observed(anomaly, reason, reason.value());
                    if (reason.rarity() != null) {
                        anomaly.text("observed_pattern", AlertFacts.rarity(reason.rarity()));
                    }
                }));
        Double usual = reason.usual();
        if (usual != null) {
            json.array("baselines", array -> array.item(baseline -> observed(baseline, reason, usual)));
        }
    }

    private static void observed(JsonLine json, Reason reason, double value) {
        json.text("observation_parameter", reason.measure());
        json.text("observation_type", reason.share() == null ? "Volume Analysis" : "Distribution Analysis");
        json.array(
                "observations",
                array -> array.item(observation -> {
                    observation.text("value", AlertFacts.number(value));
                    if (reason.timespanMillis() > 0) {
                        observation.object(
                                "timespan",
                                timespan -> timespan.number("type_id", MILLISECONDS)
                                        .text("type", "Milliseconds")
                                        .number("duration", reason.timespanMillis()));
                    }
                }));
    }

    /**
     * The data that was reached. No {@code data_security} object fits an observer of logs among the systems that OCSF
     * lists, so it is an other one.
     */
    private static void dataSecurityObject(JsonLine json, Alert alert) {
        boolean people = AlertFacts.countsPeople(alert);
        json.number("category_id", people ? CATEGORY_PERSONAL : OTHER)
                .text("category", people ? "Personal" : AlertFacts.noun(alert))
                .number("data_lifecycle_state_id", LIFECYCLE_IN_USE)
                .text("data_lifecycle_state", "Data in-Use")
                .number("detection_system_id", OTHER)
                .text("detection_system", "Access log monitoring");
        Reason opening = AlertFacts.opening(alert);
        if (opening != null) {
            json.text("detection_pattern", opening.measure() + " " + opening.limit());
        }
        long count = AlertFacts.people(alert);
        if (count == 0 && alert.dataCategories().names().isEmpty()) {
            return;
        }
        json.array("discovery_details", array -> {
            if (count > 0) {
                array.item(to -> to.text("type", AlertFacts.noun(alert)).number("count", count));
            }
            alert.dataCategories().names().forEach(category -> array.item(to -> to.text("type", category)));
        });
    }

    /** What an analyst searches for elsewhere: accounts and addresses. Each names where it stands in the finding. */
    static void observables(JsonLine json, Alert alert, FindingClass type) {
        String account = AlertFacts.account(alert);
        String source = AlertFacts.source(alert);
        List<String> sources =
                alert.sources().names().stream().filter(OcsfEvidence::isIp).toList();
        if (account == null && alert.accounts().isEmpty() && sources.isEmpty()) {
            return;
        }
        json.array("observables", array -> {
            if (account != null) {
                array.item(to -> observable(to, "actor.user.name", OBSERVABLE_USER, "User Name", account));
            }
            for (AccountShare share : alert.accounts()) {
                String uid = share.operator() + "/" + share.account();
                array.item(to -> observable(to, "resources[].uid", OBSERVABLE_RESOURCE, "Resource UID", uid));
            }
            for (String each : sources) {
                boolean isTheOne = type == FindingClass.DATA_SECURITY && each.equals(source);
                array.item(to -> ip(to, isTheOne ? "src_endpoint.ip" : "unmapped.vigie.sources.names[]", each));
            }
        });
    }

    static void ip(JsonLine json, String name, String address) {
        observable(json, name, OBSERVABLE_IP, "IP Address", address);
    }

    private static void observable(JsonLine json, String name, int typeId, String type, String value) {
        json.text("name", name).number("type_id", typeId).text("type", type).text("value", value);
    }

    static boolean isIp(String source) {
        return AlertFacts.isIp(source) && source.length() <= IP_CHARS_MAX;
    }
}
