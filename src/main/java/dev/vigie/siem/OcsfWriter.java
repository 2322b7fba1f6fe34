package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import java.util.List;

/**
 * Alerts as findings of the Open Cybersecurity Schema Framework: Detection Finding (2004) or Data Security Finding
 * (2006), see {@link FindingClass} for which and why.
 *
 * <p>All messages of an episode have the alert's id as {@code finding_info.uid} and a {@code metadata.uid} of their
 * own; OPEN, UPDATE and CLOSED are the activities Create, Update and Close. {@code time} is when the message was made,
 * so that a SIEM's latest hours have it even if a log came late; when things happened is in {@code start_time},
 * {@code end_time} and {@code finding_info}. Nothing is said of what an analyst decides: {@code status_id} is New in
 * the first message and absent later, since an episode that went quiet is not a finding that was resolved; there is no
 * confidence, since nothing measures one. What the schema has no place for stands in {@code unmapped.vigie}.
 *
 * <p>The stated version is a released one; no attribute is used that only a later one has.
 */
final class OcsfWriter implements AlertWriter {

    static final String VERSION = "1.8.0";

    private static final int FINDINGS_UID = 2;
    private static final int STATUS_NEW = 1;
    private static final int IMPACT_OTHER = 99;
    private static final int ROLE_TARGET = 1;
    private static final int ROLE_ACTOR = 2;

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String write(Alert alert) {
        FindingClass type = FindingClass.of(alert);
        return JsonLine.of(json -> {
            classification(json, alert, type);
            json.text("message", alert.sentence());
            json.object("metadata", metadata -> metadata(metadata, alert, type));
            json.object("finding_info", finding -> OcsfFinding.write(finding, alert, type));
            risk(json, alert);
            who(json, alert);
            resources(json, alert);
            switch (type) {
                case DETECTION -> OcsfEvidence.detection(json, alert);
                case DATA_SECURITY -> OcsfEvidence.dataSecurity(json, alert);
            }
            OcsfEvidence.observables(json, alert, type);
            json.object("unmapped", unmapped -> unmapped.object("vigie", vigie -> unmapped(vigie, alert)));
        });
    }

    private static void classification(JsonLine json, Alert alert, FindingClass type) {
        Activity activity = Activity.of(alert.state());
        json.number("activity_id", activity.id)
                .text("activity_name", activity.caption)
                .number("category_uid", FINDINGS_UID)
                .text("category_name", "Findings")
                .number("class_uid", type.uid())
                .text("class_name", type.caption())
                .number("type_uid", type.uid() * 100L + activity.id)
                .text("type_name", type.caption() + ": " + activity.caption)
                .number("time", alert.provenance().detectedAtMillis())
                .number("start_time", alert.firstEventAtMillis())
                .number("end_time", alert.lastEventAtMillis())
                .number("severity_id", Severity.of(alert.level()).ocsfId())
                .text("severity", Severity.of(alert.level()).ocsfName())
                .flag("is_alert", activity != Activity.CLOSE);
        if (activity == Activity.CREATE) {
            json.number("status_id", STATUS_NEW).text("status", "New");
        }
    }

    private static void metadata(JsonLine json, Alert alert, FindingClass type) {
        json.text("version", VERSION)
                .text("uid", alert.id() + "-" + alert.sequence())
                .number("sequence", alert.sequence())
                .text("event_code", AlertFacts.openingRule(alert))
                .object(
                        "product",
                        product -> product.text("name", AlertFacts.PRODUCT)
                                .text("vendor_name", AlertFacts.VENDOR)
                                .text("version", alert.provenance().version()));
        if (type == FindingClass.DETECTION && AlertFacts.account(alert) != null) {
            json.texts("profiles", List.of("host")); // it is what gives that class an actor
        }
    }

    private static void risk(JsonLine json, Alert alert) {
        json.number("risk_level_id", Severity.of(alert.level()).ocsfRiskId())
                .text("risk_level", Severity.of(alert.level()).ocsfRiskName());
        String exposure = AlertFacts.exposure(alert);
        if (!exposure.isEmpty()) {
            json.number("impact_id", IMPACT_OTHER).text("impact", exposure);
        }
    }

    private static void who(JsonLine json, Alert alert) {
        if (AlertFacts.account(alert) != null) {
            json.object("actor", actor -> actor.object("user", user -> user(user, alert)));
        }
    }

    /** The account of an alert whose group is within one. */
    static void user(JsonLine json, Alert alert) {
        json.text("name", AlertFacts.account(alert));
        String operator = AlertFacts.operator(alert);
        if (operator != null) {
            json.object("org", org -> org.text("name", operator));
        }
    }

    /**
     * The registers that were read; and, for a group above the account, who did it, as no other place takes several.
     */
    private static void resources(JsonLine json, Alert alert) {
        String operator = AlertFacts.operator(alert);
        boolean operatorActs = operator != null && AlertFacts.account(alert) == null;
        List<String> registers = alert.registers().names().stream()
                .filter(each -> !each.isEmpty())
                .toList();
        if (registers.isEmpty() && alert.accounts().isEmpty() && !operatorActs) {
            return;
        }
        json.array("resources", array -> {
            for (String register : registers) {
                array.item(item -> resource(item, register, "Register", ROLE_TARGET, "Target"));
            }
            if (operator != null && operatorActs) {
                array.item(item -> resource(item, operator, "Operator", ROLE_ACTOR, "Actor"));
            }
            for (AccountShare share : alert.accounts()) {
                array.item(item -> {
                    item.text("uid", share.operator() + "/" + share.account());
                    resource(item, share.account(), "Account", ROLE_ACTOR, "Actor");
                    item.object("data", data -> data.number("reads", share.reads()));
                });
            }
        });
    }

    private static void resource(JsonLine json, String name, String type, int roleId, String role) {
        json.text("name", name).text("type", type).number("role_id", roleId).text("role", role);
    }

    private static void unmapped(JsonLine json, Alert alert) {
        VigieMembers.group(json, alert);
        VigieMembers.people(json, alert);
        if (alert.closedAtMillis() != AccessEvent.UNKNOWN) {
            json.number("closed_time", alert.closedAtMillis());
        }
        json.objects("reasons", alert.reasons(), (to, reason) -> {
            to.text("rule", reason.rule())
                    .text("level", Severity.of(reason.level()).ocsfName());
            VigieMembers.figures(to, reason);
        });
        VigieMembers.names(json, "fields", alert.fields());
        json.number("data_categories_total", alert.dataCategories().total())
                .number("registers_total", alert.registers().total());
        VigieMembers.names(json, "sources", alert.sources());
        VigieMembers.provenance(json, alert.provenance());
    }

    /** What OCSF calls what happened to a finding. */
    private enum Activity {
        CREATE(1, "Create"),
        UPDATE(2, "Update"),
        CLOSE(3, "Close");

        private final int id;
        private final String caption;

        Activity(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        static Activity of(Alert.State state) {
            return switch (state) {
                case OPEN -> CREATE;
                case UPDATE -> UPDATE;
                case CLOSED -> CLOSE;
            };
        }
    }
}
