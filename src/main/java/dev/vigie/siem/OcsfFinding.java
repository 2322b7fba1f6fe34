package dev.vigie.siem;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Sign;
import dev.vigie.siem.AttackTags.Tactic;
import dev.vigie.siem.AttackTags.Technique;
import java.util.List;

/**
 * The {@code finding_info} object of an OCSF finding: what was found, by which rules, when, with what for and against.
 */
final class OcsfFinding {

    private static final int ANALYTIC_RULE = 1;
    private static final int ANALYTIC_BEHAVIORAL = 2;

    private OcsfFinding() {}

    static void write(JsonLine json, Alert alert, FindingClass type) {
        json.text("uid", alert.id())
                .text("title", AlertFacts.title(alert))
                .text("desc", alert.sentence())
                .number("created_time", alert.openedAtMillis());
        if (alert.state() != Alert.State.OPEN) {
            json.number("modified_time", alert.provenance().detectedAtMillis());
        }
        json.number("first_seen_time", alert.firstEventAtMillis()).number("last_seen_time", alert.lastEventAtMillis());
        Reason opening = AlertFacts.opening(alert);
        if (opening != null) {
            json.object("analytic", analytic -> analytic(analytic, opening));
            json.objects(
                    "related_analytics",
                    alert.reasons().subList(1, alert.reasons().size()),
                    OcsfFinding::analytic);
        }
        AttackTags tags = AttackTags.of(alert);
        attacks(json, tags);
        if (!tags.others().isEmpty()) {
            json.array(
                    "tags", array -> array.item(tag -> tag.text("name", "sigma").texts("values", tags.others())));
        }
        traits(json, alert);
        if (!alert.provenance().topic().isEmpty()) {
            json.texts("data_sources", List.of(alert.provenance().topic()));
        }
        if (type == FindingClass.DATA_SECURITY) {
            json.objects("related_events", alert.evidence(), OcsfFinding::event)
                    .number("related_events_count", alert.evidence().size());
        }
    }

    /** A rule that knows what is usual looks at behaviour, one that does not is a rule and no more. */
    private static void analytic(JsonLine json, Reason reason) {
        boolean behavioral = reason.rarity() != null || reason.usual() != null;
        json.text("uid", reason.rule())
                .text("name", reason.title())
                .number("type_id", behavioral ? ANALYTIC_BEHAVIORAL : ANALYTIC_RULE)
                .text("type", behavioral ? "Behavioral" : "Rule")
                .text("algorithm", reason.measure())
                .text("desc", AlertFacts.figures(reason));
    }

    /** Each apart: Sigma's tags do not say which technique serves which tactic. */
    private static void attacks(JsonLine json, AttackTags tags) {
        if (tags.tactics().isEmpty() && tags.techniques().isEmpty()) {
            return;
        }
        json.array("attacks", array -> {
            for (Tactic tactic : tags.tactics()) {
                array.item(attack -> attack.object(
                        "tactic", to -> to.text("uid", tactic.id()).text("name", tactic.name())));
            }
            for (Technique technique : tags.techniques()) {
                array.item(attack -> {
                    attack.object("technique", to -> to.text("uid", technique.id()));
                    if (!technique.subId().isEmpty()) {
                        attack.object("sub_technique", to -> to.text("uid", technique.subId()));
                    }
                });
            }
        });
    }

    private static void traits(JsonLine json, Alert alert) {
        if (alert.speaksForTakeover().isEmpty() && alert.speaksForHolder().isEmpty()) {
            return;
        }
        json.array("traits", array -> {
            alert.speaksForTakeover().forEach(sign -> array.item(to -> trait(to, sign)));
            alert.speaksForHolder().forEach(sign -> array.item(to -> trait(to, sign)));
        });
    }

    private static void trait(JsonLine json, Sign sign) {
        json.text("uid", sign.id())
                .text("name", sign.text())
                .text("category", sign.speaksForTakeover() ? "speaks for a takeover" : "speaks for the holder");
    }

    /** An event of the log, which is none of OCSF's. */
    private static void event(JsonLine json, Evidence evidence) {
        json.text("uid", evidence.eventId())
                .text("type", evidence.action().name())
                .text("status", evidence.outcome().name())
                .number("created_time", evidence.timeMillis())
                .text("title", evidence.resource());
        String source = evidence.sourceIp();
        if (source != null && OcsfEvidence.isIp(source)) {
            json.array("observables", array -> array.item(to -> OcsfEvidence.ip(to, "src_endpoint.ip", source)));
        }
        json.array("tags", array -> {
            array.item(
                    tag -> tag.text("name", "subject_count").text("value", Integer.toString(evidence.subjectCount())));
            if (!evidence.subjects().isEmpty()) {
                array.item(tag -> tag.text("name", "subjects").texts("values", evidence.subjects()));
            }
        });
    }
}
