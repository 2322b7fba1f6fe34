package dev.vigie.siem;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as ArcSight's Common Event Format, version 0 ("Implementing ArcSight Common Event Format", the CEF
 * implementation standard): keys, types and lengths are those of its extension dictionary. A custom string, number or
 * address has its label beside it; what has no key of its own is a custom extension, whose name begins with vendor and
 * product as the standard asks.
 *
 * <p>There is no {@code cnt}: the standard's base event count is how often the same event was seen, and is summed up by
 * receivers; how many people were read is something else, and is {@code cn1}.
 */
final class CefWriter implements AlertWriter {

    private static final int NAME_CHARS_MAX = 1_023;
    private static final int CUSTOM_CHARS_MAX = 4_000;
    private static final int ID_CHARS_MAX = 40;
    /** A correlation event, of several base events. */
    private static final int TYPE_CORRELATION = 2;

    @Override
    public String contentType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public String write(Alert alert) {
        CefLine line = new CefLine(
                alert.provenance().version(),
                AlertFacts.openingRule(alert),
                AlertFacts.title(alert),
                Severity.of(alert.level()).ofTen());
        line.number("rt", alert.provenance().detectedAtMillis())
                .number("start", alert.firstEventAtMillis())
                .number("end", alert.lastEventAtMillis())
                .number("type", TYPE_CORRELATION)
                .text("externalId", alert.id(), ID_CHARS_MAX)
                .text("act", alert.state().name(), NAME_CHARS_MAX)
                .text("cat", FindingClass.of(alert).caption(), NAME_CHARS_MAX)
                .text("suser", AlertFacts.account(alert), NAME_CHARS_MAX);
        source(line, AlertFacts.source(alert));
        line.text("msg", alert.sentence(), NAME_CHARS_MAX);
        Reason opening = AlertFacts.opening(alert);
        if (opening != null) {
            line.text("reason", AlertFacts.figures(opening), NAME_CHARS_MAX);
        }
        custom(line, alert);
        extensions(line, alert);
        return line.toString();
    }

    /** {@code src} takes IPv4 only; the second custom address is ArcSight's place for a source's IPv6 address. */
    private static void source(CefLine line, @Nullable String source) {
        if (source == null) {
            return;
        }
        if (AlertFacts.isIpv4(source)) {
            line.text("src", source, NAME_CHARS_MAX);
        } else if (AlertFacts.isIp(source)) {
            line.labelled("c6a2", "Source IPv6 Address", source, NAME_CHARS_MAX);
        } else {
            line.text("shost", source, NAME_CHARS_MAX);
        }
    }

    private static void custom(CefLine line, Alert alert) {
        boolean aboveAccount = AlertFacts.isAboveAccount(alert);
        line.labelled("cn1", aboveAccount ? "People read by group" : "People exposed", AlertFacts.people(alert));
        if (!aboveAccount) {
            line.labelled("cn2", "People exposed before alert", alert.peopleExposedBefore());
        }
        line.labelled("cn3", "Records without names", alert.recordsUnnamed());
        line.labelled("cs1", "Operator", AlertFacts.operator(alert), CUSTOM_CHARS_MAX);
        line.labelled("cs2", "Rules", rules(alert), CUSTOM_CHARS_MAX);
        line.labelled("cs3", "Registers", AlertFacts.joined(alert.registers()), CUSTOM_CHARS_MAX);
        line.labelled("cs4", "Data categories", AlertFacts.joined(alert.dataCategories()), CUSTOM_CHARS_MAX);
        line.labelled("cs5", "Sources", AlertFacts.joined(alert.sources()), CUSTOM_CHARS_MAX);
        line.labelled(
                "cs6",
                "ATT&CK techniques",
                AlertFacts.joined(AttackTags.of(alert).techniqueIds()),
                CUSTOM_CHARS_MAX);
    }

    static String rules(Alert alert) {
        return AlertFacts.joined(alert.reasons().stream().map(Reason::title).toList());
    }

    private static void extensions(CefLine line, Alert alert) {
        line.extension("GroupKind", alert.groupKind())
                .extension("Group", AlertFacts.groupName(alert))
                .extension("Accounts", AlertFacts.accounts(alert))
                .extension("Fields", AlertFacts.joined(alert.fields()))
                .extension("Takeover", AlertFacts.signs(alert.speaksForTakeover()))
                .extension("Holder", AlertFacts.signs(alert.speaksForHolder()))
                .extension("Events", AlertFacts.events(alert))
                .extension("RulesHash", alert.provenance().rulesHash())
                .extension("Sequence", Integer.toString(alert.sequence()))
                .extension("Historic", alert.provenance().historic() ? "true" : null);
    }
}
