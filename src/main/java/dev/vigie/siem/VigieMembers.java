package dev.vigie.siem;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.Provenance;
import dev.vigie.model.Alert.Reason;
import java.util.TreeMap;

/**
 * The members that no schema has a place for, as Vigie names them: ECS has them under {@code vigie}, OCSF under
 * {@code unmapped.vigie}. Names are those of {@code schemas/alert.avsc}, in snake case.
 */
final class VigieMembers {

    private VigieMembers() {}

    static void group(JsonLine json, Alert alert) {
        json.object("group", group -> {
            group.text("kind", alert.groupKind());
            new TreeMap<>(alert.group()).forEach(group::text);
        });
    }

    static void people(JsonLine json, Alert alert) {
        if (AlertFacts.isAboveAccount(alert)) {
            json.number("people_read_by_group", alert.peopleReadByGroup());
        } else {
            json.number("people_exposed", alert.peopleExposed())
                    .number("people_exposed_before", alert.peopleExposedBefore());
        }
        json.figure("people_error", alert.peopleError())
                .number("records_unnamed", alert.recordsUnnamed())
                .number("accesses_uncounted", alert.accessesUncounted());
    }

    static void names(JsonLine json, String name, Names names) {
        if (names.total() > 0) {
            json.object(name, each -> each.texts("names", names.names()).number("total", names.total()));
        }
    }

    /** The figures by rule, which schemas have only as text. */
    static void figures(JsonLine json, Reason reason) {
        json.text("measure", reason.measure())
                .number("timespan_millis", reason.timespanMillis())
                .figure("value", reason.value())
                .text("limit", reason.limit())
                .figure("usual", reason.usual())
                .figure("rarity_active_days", reason.rarity())
                .figure("error", reason.error())
                .figure("share", reason.share())
                .figure("usual_share", reason.usualShare());
    }

    static void provenance(JsonLine json, Provenance from) {
        json.object("provenance", to -> {
            to.text("topic", from.topic())
                    .number("partition", from.partition())
                    .number("offset_first", from.offsetFirst())
                    .number("offset_last", from.offsetLast())
                    .text("rules_hash", from.rulesHash());
            if (from.historic()) {
                to.flag("historic", true);
            }
        });
    }
}
