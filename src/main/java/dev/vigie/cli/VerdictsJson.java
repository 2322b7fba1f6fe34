package dev.vigie.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.cli.VerdictFigures.RuleFigures;
import dev.vigie.model.AnalystVerdict.Ruling;
import dev.vigie.rule.ProposedFilter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What analysts made of the alerts, where a program reads it: one JSON object on one line. */
final class VerdictsJson {

    private static final JsonFactory JSON = new JsonFactory();

    private VerdictsJson() {}

    static String of(VerdictFigures figures, List<ProposedFilter> proposals) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = JSON.createGenerator(text)) {
            to.writeStartObject();
            to.writeNumberField("verdicts", figures.verdicts());
            to.writeNumberField("unknownAlerts", figures.unknown());
            to.writeArrayFieldStart("rules");
            for (Map.Entry<String, RuleFigures> rule : figures.byRule().entrySet()) {
                write(rule.getKey(), rule.getValue(), to);
            }
            to.writeEndArray();
            to.writeArrayFieldStart("proposals");
            for (ProposedFilter proposal : proposals) {
                to.writeStartObject();
                to.writeStringField("alert", proposal.alertId());
                to.writeStringField(
                        proposal.obstacle() == null ? "filter" : "obstacle",
                        proposal.obstacle() == null ? proposal.text() : proposal.obstacle());
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }

    private static void write(String rule, RuleFigures figures, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("rule", rule);
        to.writeStringField("title", figures.title);
        for (Ruling ruling : Ruling.values()) {
            to.writeNumberField(ruling.name().toLowerCase(Locale.ROOT), figures.count(ruling));
        }
        to.writeNumberField("falseShare", figures.falseShare());
        to.writeEndObject();
    }
}
