package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Sign;
import dev.vigie.siem.AttackTags.Tactic;
import dev.vigie.siem.AttackTags.Technique;
import java.util.List;
import java.util.stream.Stream;

/**
 * Alerts as documents of the Elastic Common Schema: {@code event.kind} is {@code alert}, since {@code signal} is kept
 * for rules that run in Kibana; category and type come from the schema's closed lists and are among the types that it
 * expects for the category. {@code @timestamp} is when the message was made, so that the latest hours have it even if a
 * log came late; {@code event.start} and {@code event.end} say when things happened. What is Vigie's own stands under
 * {@code vigie}, as the schema's guidelines for custom fields ask.
 *
 * <p>{@code event.id} tells messages apart, {@code vigie.alert_id} keeps those of an episode together.
 */
final class EcsWriter implements AlertWriter {

    static final String VERSION = "8.11.0";

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String write(Alert alert) {
        AttackTags tags = AttackTags.of(alert);
        return JsonLine.of(json -> {
            json.time("@timestamp", alert.provenance().detectedAtMillis());
            json.object("ecs", ecs -> ecs.text("version", VERSION));
            json.text("message", alert.sentence()).texts("tags", tags.others());
            json.object("event", event -> event(event, alert));
            Reason opening = AlertFacts.opening(alert);
            if (opening != null) {
                json.object(
                        "rule",
                        rule -> rule.text("id", opening.rule())
                                .text("name", opening.title())
                                .text("ruleset", "vigie"));
            }
            who(json, alert);
            threat(json, tags);
            json.object(
                    "observer",
                    observer -> observer.text("vendor", AlertFacts.VENDOR)
                            .text("product", AlertFacts.PRODUCT)
                            .text("version", alert.provenance().version()));
            json.object("vigie", vigie -> vigie(vigie, alert));
        });
    }

    private static void event(JsonLine json, Alert alert) {
        boolean dataLeft = FindingClass.of(alert) == FindingClass.DATA_SECURITY;
        json.text("id", alert.id() + "-" + alert.sequence())
                .text("kind", "alert")
                .texts(
                        "category",
                        dataLeft ? List.of("database", "intrusion_detection") : List.of("intrusion_detection"))
                .texts("type", dataLeft ? List.of("access", "info") : List.of("info"))
                .text("action", action(alert.state()))
                .text("code", AlertFacts.openingRule(alert))
                .text("module", "vigie")
                .text("dataset", "vigie.alert")
                .text("provider", "vigie")
                .number("severity", Severity.of(alert.level()).ofTen())
                .number("sequence", alert.sequence())
                .text(
                        "reason",
                        AlertFacts.opening(alert) == null
                                ? null
                                : AlertFacts.figures(alert.reasons().get(0)))
                .time("created", alert.provenance().detectedAtMillis())
                .time("start", alert.firstEventAtMillis())
                .time("end", alert.lastEventAtMillis());
    }

    private static String action(Alert.State state) {
        return switch (state) {
            case OPEN -> "alert-opened";
            case UPDATE -> "alert-updated";
            case CLOSED -> "alert-closed";
        };
    }

    private static void who(JsonLine json, Alert alert) {
        String account = AlertFacts.account(alert);
        if (account != null) {
            json.object("user", user -> user.text("name", account));
        }
        String operator = AlertFacts.operator(alert);
        if (operator != null) {
            json.object("organization", organization -> organization.text("name", operator));
        }
        String source = AlertFacts.source(alert);
        if (source != null) {
            json.object("source", to -> to.text("address", source).text("ip", AlertFacts.isIp(source) ? source : null));
        }
        List<String> users = Stream.concat(
                        Stream.ofNullable(account), alert.accounts().stream().map(AccountShare::account))
                .distinct()
                .toList();
        List<String> addresses =
                alert.sources().names().stream().filter(AlertFacts::isIp).toList();
        if (!users.isEmpty() || !addresses.isEmpty()) {
            json.object("related", related -> related.texts("user", users).texts("ip", addresses));
        }
    }

    private static void threat(JsonLine json, AttackTags tags) {
        if (tags.tactics().isEmpty() && tags.techniques().isEmpty()) {
            return;
        }
        List<String> subIds = tags.techniques().stream()
                .map(Technique::subId)
                .filter(each -> !each.isEmpty())
                .toList();
        json.object("threat", threat -> {
            threat.text("framework", AttackTags.FRAMEWORK);
            if (!tags.tactics().isEmpty()) {
                threat.object(
                        "tactic",
                        tactic -> tactic.texts(
                                        "id",
                                        tags.tactics().stream().map(Tactic::id).toList())
                                .texts(
                                        "name",
                                        tags.tactics().stream()
                                                .map(Tactic::name)
                                                .toList()));
            }
            if (!tags.techniques().isEmpty()) {
                threat.object("technique", technique -> {
                    technique.texts(
                            "id",
                            tags.techniques().stream()
                                    .map(Technique::id)
                                    .distinct()
                                    .toList());
                    if (!subIds.isEmpty()) {
                        technique.object("subtechnique", sub -> sub.texts("id", subIds));
                    }
                });
            }
        });
    }

    private static void vigie(JsonLine json, Alert alert) {
        json.text("alert_id", alert.id())
                .text("state", alert.state().name())
                .text("level", alert.level().name());
        VigieMembers.group(json, alert);
        VigieMembers.people(json, alert);
        json.time("opened_at", alert.openedAtMillis());
        if (alert.closedAtMillis() != AccessEvent.UNKNOWN) {
            json.time("closed_at", alert.closedAtMillis());
        }
        json.objects("reasons", alert.reasons(), (to, reason) -> {
            to.text("rule", reason.rule())
                    .text("title", reason.title())
                    .text("level", reason.level().name())
                    .texts("tags", reason.tags());
            VigieMembers.figures(to, reason);
        });
        json.objects(
                "accounts",
                alert.accounts(),
                (to, share) -> to.text("operator", share.operator())
                        .text("account", share.account())
                        .number("reads", share.reads()));
        VigieMembers.names(json, "fields", alert.fields());
        VigieMembers.names(json, "data_categories", alert.dataCategories());
        VigieMembers.names(json, "registers", alert.registers());
        VigieMembers.names(json, "sources", alert.sources());
        json.objects("evidence", alert.evidence(), EcsWriter::evidence);
        json.texts(
                "speaks_for_takeover",
                alert.speaksForTakeover().stream().map(Sign::id).toList());
        json.texts(
                "speaks_for_holder",
                alert.speaksForHolder().stream().map(Sign::id).toList());
        VigieMembers.provenance(json, alert.provenance());
    }

    private static void evidence(JsonLine json, Evidence evidence) {
        json.text("event_id", evidence.eventId())
                .time("time", evidence.timeMillis())
                .text("action", evidence.action().name())
                .text("outcome", evidence.outcome().name())
                .text("resource", evidence.resource())
                .text("source", evidence.sourceIp())
                .texts("subjects", evidence.subjects())
                .number("subject_count", evidence.subjectCount());
    }
}
