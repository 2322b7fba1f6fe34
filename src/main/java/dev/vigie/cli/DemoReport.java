package dev.vigie.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.wire.AlertJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the demo prints: a line for each alert message as it comes, and what came of it all. */
final class DemoReport {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final PrintWriter out;
    private final boolean json;

    DemoReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void alert(Alert alert) {
        if (json) {
            out.println(AlertJson.line(alert));
        } else {
            out.println(Console.printableLine(String.format(
                    "%s  %-6s  %-6s  %s",
                    CLOCK.format(Instant.ofEpochMilli(alert.lastEventAtMillis())),
                    alert.level(),
                    alert.state(),
                    alert.sentence())));
        }
        out.flush();
    }

    void summary(long seed, long sent, AlertFeed feed, Findings findings) {
        if (json) {
            out.println(summaryLine(seed, sent, feed, findings));
        } else {
            summaryTable(sent, feed, findings);
        }
        out.flush();
    }

    private void summaryTable(long sent, AlertFeed feed, Findings findings) {
        out.println();
        Table table = new Table();
        table.row("Incident", "Alert", "Exposed before it", "At its last message", "Taken in all", "Delay ms");
        for (Findings.Finding finding : findings.incidents()) {
            Alert alert = finding.alert();
            String incident = finding.plot().id();
            if (alert == null) {
                table.row(incident, "MISSED", "-", "-", finding.taken(), "-");
            } else {
                table.row(
                        incident,
                        alert.id(),
                        finding.peopleExposedBefore(),
                        peopleExposed(alert),
                        finding.taken(),
                        finding.latencyMillis() == null ? "-" : finding.latencyMillis());
            }
        }
        table.print(out);
        out.println();
        out.println(String.format(
                "Sent %,d log lines; received %,d = counted %,d + rejected %,d + late %,d + duplicate %,d",
                sent,
                feed.ledger("received"),
                feed.ledger("counted"),
                feed.ledger("rejected"),
                feed.ledger("late"),
                feed.ledger("duplicate")));
        out.println("Alerts on others that day: " + findings.onOthers().size() + "; in the weeks before: "
                + findings.before());
    }

    private static String summaryLine(long seed, long sent, AlertFeed feed, Findings findings) {
        ObjectNode summary = new ObjectMapper().createObjectNode();
        summary.put("type", "summary");
        summary.put("seed", seed);
        summary.put("sent", sent);
        ArrayNode incidents = summary.putArray("incidents");
        for (Findings.Finding finding : findings.incidents()) {
            ObjectNode incident = incidents.addObject();
            incident.put("incident", finding.plot().id());
            Alert alert = finding.alert();
            incident.put("alertId", alert == null ? null : alert.id());
            incident.put("peopleExposedBefore", alert == null ? null : (Long) finding.peopleExposedBefore());
            incident.put("peopleExposed", alert == null ? null : (Long) peopleExposed(alert));
            incident.put("latencyMillis", finding.latencyMillis());
        }
        summary.put("alertsOnOthers", findings.onOthers().size());
        summary.put("alertsBefore", findings.before());
        ObjectNode counts = summary.putObject("counts");
        for (String figure : new String[] {"received", "counted", "rejected", "late", "duplicate"}) {
            counts.put(figure, feed.ledger(figure));
        }
        return summary.toString();
    }

    /** What the alert says last; for a group above the account, all that its accounts read. */
    private static long peopleExposed(Alert alert) {
        return alert.peopleReadByGroup() == AccessEvent.UNKNOWN ? alert.peopleExposed() : alert.peopleReadByGroup();
    }
}
