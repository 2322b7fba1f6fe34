package dev.vigie.cli;

import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Subject;
import dev.vigie.rule.RuleSet;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of a log's records: the first ones in full, all of them counted. */
final class LogTrial {

    /** A list of hundreds of subjects tells no more than its beginning. */
    private static final int LISTED_MAX = 5;

    private final int shownMax;
    private final Mapping mapping;
    private final PrintWriter out;
    private final SaidFields said = new SaidFields();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, String> firstOfReason = new LinkedHashMap<>();
    private long records;

    /**
     * @param shownMax how many of the first records are printed in full
     * @param mapping by which the log is read; its lines are named beside the fields that they make
     */
    LogTrial(int shownMax, Mapping mapping, PrintWriter out) {
        this.shownMax = shownMax;
        this.mapping = mapping;
        this.out = out;
    }

    long events() {
        return said.events();
    }

    /** @param number the record's line, or its place in the array, from 1 */
    void take(Parsed parsed, long number) {
        records++;
        if (parsed instanceof Parsed.Event event) {
            said.add(event.event());
            if (records <= shownMax) {
                show(number, event.event());
            }
        } else if (parsed instanceof Parsed.Rejected bad) {
            String reason = bad.reason().reasonName();
            rejected.merge(reason, 1L, Long::sum);
            firstOfReason.putIfAbsent(reason, "record " + number + ": " + bad.detail());
            if (records <= shownMax) {
                out.println(System.lineSeparator() + "record " + number + ": rejected, " + reason + ": "
                        + Console.printableLine(bad.detail()));
            }
        }
    }

    private void show(long number, AccessEvent event) {
        out.println(System.lineSeparator() + "record " + number);
        Table table = new Table();
        for (Field field : Field.values()) {
            if (!field.isDerived() && SaidFields.isSaid(field, event)) {
                table.row("  " + field.fieldName(), value(field, event) + where(field));
            }
        }
        table.print(out);
    }

    /** The line of the mapping that made it. */
    private String where(Field field) {
        String where = mapping.whereOf(field.fieldName());
        return where == null ? "" : "  (" + where.substring(where.lastIndexOf('/') + 1) + ")";
    }

    private static String value(Field field, AccessEvent event) {
        if (field == Field.TIME || field == Field.INGESTED_AT) {
            return Instant.ofEpochMilli(field.number(event)).toString();
        }
        return switch (field.kind()) {
            case TEXT -> String.valueOf(field.text(event));
            case NUMBER -> Long.toString(field.number(event));
            case TEXTS -> listed(field, event);
        };
    }

    private static String listed(Field field, AccessEvent event) {
        List<String> values = field == Field.SUBJECT
                ? event.subjects().stream().map(LogTrial::subject).toList()
                : event.fields();
        String first = String.join(", ", values.subList(0, Math.min(LISTED_MAX, values.size())));
        return values.size() <= LISTED_MAX ? first : first + " and " + (values.size() - LISTED_MAX) + " more";
    }

    private static String subject(Subject subject) {
        return subject.attributes().isEmpty() ? subject.id() : subject.id() + " " + new TreeMap<>(subject.attributes());
    }

    /** Prints what the whole log is, and what {@code rules} will miss in it. */
    void report(RuleSet rules) {
        long bad = rejected.values().stream().mapToLong(Long::longValue).sum();
        out.printf(Locale.ROOT, "%nRecords %,d = events %,d + rejected %,d%n", records, events(), bad);
        rejected.forEach((reason, count) -> out.printf(
                Locale.ROOT,
                "  %,d %s; the first, %s%n",
                count,
                reason,
                Console.printableLine(String.valueOf(firstOfReason.get(reason)))));
        if (rejected.containsKey(Reason.BAD_TIME.reasonName()) && mapping.zone() == null) {
            out.println("  Times that state no zone are read with --time-zone ZONE, or a source's time-zone.");
        }
        if (rejected.containsKey(Reason.BAD_TIME.reasonName()) && mapping.lastDay() == null) {
            out.println("  Times that state no year are read with --log-ends DAY and --time-zone ZONE.");
        }
        if (events() > 0) {
            said.print(out);
            said.printMissedBy(rules, out);
        }
    }
}
