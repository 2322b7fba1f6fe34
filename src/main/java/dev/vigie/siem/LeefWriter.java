package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;

/**
 * Alerts as QRadar's Log Event Extended Format, version 2.0 (IBM, "QRadar Log Event Extended Format (LEEF)" guide): the
 * predefined attributes where one fits, keys of Vigie's own otherwise, each at most once, since QRadar may ignore the
 * second. The event id is the rule that opened the episode and {@code cat} the kind of finding: few and fixed, so that
 * QRadar's map of identifiers can be made once.
 */
final class LeefWriter implements AlertWriter {

    private static final int USER_CHARS_MAX = 255;
    private static final int TEXT_CHARS_MAX = 4_000;

    @Override
    public String contentType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public String write(Alert alert) {
        LeefLine line = new LeefLine(alert.provenance().version(), AlertFacts.openingRule(alert));
        line.number("devTime", alert.provenance().detectedAtMillis())
                .number("sev", Severity.of(alert.level()).ofTen())
                .text("cat", FindingClass.of(alert).caption(), TEXT_CHARS_MAX)
                .text("usrName", AlertFacts.account(alert), USER_CHARS_MAX);
        String source = AlertFacts.source(alert);
        if (source != null) {
            line.text(AlertFacts.isIp(source) ? "src" : "sourceName", source, TEXT_CHARS_MAX);
        }
        line.text("alertId", alert.id(), TEXT_CHARS_MAX)
                .text("state", alert.state().name(), TEXT_CHARS_MAX)
                .number("sequence", alert.sequence())
                .text("operator", AlertFacts.operator(alert), TEXT_CHARS_MAX)
                .text("groupKind", alert.groupKind(), TEXT_CHARS_MAX)
                .text("group", AlertFacts.groupName(alert), TEXT_CHARS_MAX)
                .text("msg", alert.sentence(), TEXT_CHARS_MAX)
                .text("ruleName", AlertFacts.title(alert), TEXT_CHARS_MAX)
                .text("rules", CefWriter.rules(alert), TEXT_CHARS_MAX);
        Reason opening = AlertFacts.opening(alert);
        if (opening != null) {
            line.text("reason", AlertFacts.figures(opening), TEXT_CHARS_MAX);
        }
        figures(line, alert);
        names(line, alert);
        return line.toString();
    }

    private static void figures(LeefLine line, Alert alert) {
        if (AlertFacts.isAboveAccount(alert)) {
            line.number("peopleReadByGroup", alert.peopleReadByGroup());
        } else {
            line.number("peopleExposed", alert.peopleExposed())
                    .number("peopleExposedBefore", alert.peopleExposedBefore());
        }
        line.number("recordsUnnamed", alert.recordsUnnamed())
                .number("openedAt", alert.openedAtMillis())
                .number("firstEventAt", alert.firstEventAtMillis())
                .number("lastEventAt", alert.lastEventAtMillis());
        if (alert.closedAtMillis() != AccessEvent.UNKNOWN) {
            line.number("closedAt", alert.closedAtMillis());
        }
    }

    private static void names(LeefLine line, Alert alert) {
        line.text("accounts", AlertFacts.accounts(alert), TEXT_CHARS_MAX)
                .text("fields", AlertFacts.joined(alert.fields()), TEXT_CHARS_MAX)
                .text("dataCategories", AlertFacts.joined(alert.dataCategories()), TEXT_CHARS_MAX)
                .text("registers", AlertFacts.joined(alert.registers()), TEXT_CHARS_MAX)
                .text("sources", AlertFacts.joined(alert.sources()), TEXT_CHARS_MAX)
                .text("attackTechniques", AlertFacts.joined(AttackTags.of(alert).techniqueIds()), TEXT_CHARS_MAX)
                .text("speaksForTakeover", AlertFacts.signs(alert.speaksForTakeover()), TEXT_CHARS_MAX)
                .text("speaksForHolder", AlertFacts.signs(alert.speaksForHolder()), TEXT_CHARS_MAX)
                .text("events", AlertFacts.events(alert), TEXT_CHARS_MAX)
                .text("rulesHash", alert.provenance().rulesHash(), TEXT_CHARS_MAX)
                .text("historic", alert.provenance().historic() ? "true" : null, TEXT_CHARS_MAX);
    }
}
