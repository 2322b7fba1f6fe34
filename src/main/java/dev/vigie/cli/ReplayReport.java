package dev.vigie.cli;

import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.replay.Counts;
import dev.vigie.replay.LogSummary;
import dev.vigie.replay.ReplaySummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A replay's summary for a reader at a terminal. */
final class ReplayReport {

    private static final int EPISODES_MAX = 20;
    private static final int LOGS_MAX = 20;

    private ReplayReport() {}

    static void print(ReplaySummary summary, Path directory, PrintWriter out) {
        printLogs(summary.logs(), out);
        out.println();
        printCounts(summary.counts(), summary.rejectedByReason(), out);
        out.println();
        printAlerts(summary, out);
        out.println(String.format("People on the list of those affected: %,d", summary.peopleAffected()));
        out.println();
        out.println("Written to " + directory + "; 'vigie verify " + directory + "' repeats it and compares");
    }

    private static void printLogs(List<LogSummary> logs, PrintWriter out) {
        Table table = new Table();
        table.row("Log", "Format", "Bytes", "Received", "Rejected");
        for (LogSummary log : logs.subList(0, Math.min(LOGS_MAX, logs.size()))) {
            table.row(log.name(), format(log), log.bytes(), log.received(), log.rejected());
        }
        table.print(out);
        if (logs.size() > LOGS_MAX) {
            out.println("and " + (logs.size() - LOGS_MAX) + " more logs");
        }
    }

    private static String format(LogSummary log) {
        if (log.copyOf() != null) {
            return "a copy";
        }
        return log.layout() == null ? "empty" : log.layout().layoutName();
    }

    private static void printCounts(Counts counts, Map<String, Long> rejectedByReason, PrintWriter out) {
        out.println(String.format(
                "Received %,d = counted %,d + rejected %,d + late %,d + duplicate %,d",
                counts.received(), counts.counted(), counts.rejected(), counts.late(), counts.duplicate()));
        if (counts.filtered() > 0) {
            out.println(String.format("Not asked about, and not among these: %,d events", counts.filtered()));
        }
        if (counts.lateForSomeRules() + counts.idReused() + counts.skewed() > 0) {
            out.println(String.format(
                    "Of the counted: late for some rules %,d, with another event's id %,d, dated too far ahead %,d",
                    counts.lateForSomeRules(), counts.idReused(), counts.skewed()));
        }
        if (counts.rejected() > 0) {
            out.println("Rejected for: "
                    + rejectedByReason.entrySet().stream()
                            .map(reason -> String.format("%s %,d", reason.getKey(), reason.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void printAlerts(ReplaySummary summary, PrintWriter out) {
        if (summary.opened() == 0) {
            Counts counts = summary.counts();
            out.println(
                    counts.rejected() == 0
                            ? "No alert."
                            : String.format(
                                    "No alert in what could be read; %,d of %,d could not.",
                                    counts.rejected(), counts.received()));
            return;
        }
        out.println(String.format(
                "%,d %s, %,d messages",
                summary.opened(),
                summary.opened() == 1 ? "alert" : "alerts",
                summary.opened() + summary.updated() + summary.closed()));
        Table table = new Table();
        table.row("Level", "Who", "What");
        for (Alert last : summary.episodes()
                .subList(0, Math.min(EPISODES_MAX, summary.episodes().size()))) {
            String who = who(last);
            String sentence = last.sentence();
            table.row(
                    last.level().name(),
                    who,
                    sentence.startsWith(who + " ") ? sentence.substring(who.length() + 1) : sentence);
        }
        table.print(out);
        if (summary.opened() > EPISODES_MAX) {
            out.println(String.format("and %,d more", summary.opened() - EPISODES_MAX));
        }
    }

    /** The group as its sentence begins: the values in the fields' order. */
    private static String who(Alert alert) {
        return Arrays.stream(Field.values())
                .map(field -> alert.group().get(field.fieldName()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("/"));
    }
}
