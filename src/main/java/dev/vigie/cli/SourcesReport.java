package dev.vigie.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a look at all sources has found, as a table with what is to be said below it, or as JSON. */
final class SourcesReport {

    /** A topic of a source, or a source without one. */
    private static final class Entry {
        private final @Nullable Source source;
        private final @Nullable SourceTail tail;
        private final List<SourceFinding> findings;

        Entry(@Nullable Source source, @Nullable SourceTail tail, List<SourceFinding> findings) {
            this.source = source;
            this.tail = tail;
            this.findings = new ArrayList<>(findings);
        }

        String name() {
            return tail != null ? tail.topic() : source == null ? "" : source.topics();
        }

        String place() {
            return source == null ? "-" : source.where();
        }

        String format() {
            return source == null ? "json" : source.formatName();
        }
    }

    private final long nowMillis;
    private final List<SourceFinding> ofCluster = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable AssignmentsTail assignments;
    private List<SourceFinding> ofAssignments = List.of();

    /** @param nowMillis what ages are measured from */
    SourcesReport(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    long nowMillis() {
        return nowMillis;
    }

    /** @param source null where none has the topic */
    void add(SourceTail tail, @Nullable Source source, List<SourceFinding> findings) {
        entries.add(new Entry(source, tail, findings));
    }

    /** Adds what concerns all topics. */
    void addOfCluster(SourceFinding finding) {
        ofCluster.add(finding);
    }

    /** Adds to what was said of the last topic. */
    void addFindings(List<SourceFinding> findings) {
        entries.get(entries.size() - 1).findings.addAll(findings);
    }

    /** What is to be said of the topic of assignments, where there is one. */
    void setAssignments(AssignmentsTail tail, List<SourceFinding> findings) {
        assignments = tail;
        ofAssignments = findings;
    }

    void addWithoutTopic(Source source) {
        String text = source.topic() == null ? "no topic matches it" : "there is no such topic";
        entries.add(new Entry(source, null, List.of(SourceFinding.fault(text))));
    }

    long faults() {
        return Stream.of(
                        ofCluster.stream(),
                        ofAssignments.stream(),
                        entries.stream().flatMap(entry -> entry.findings.stream()))
                .flatMap(findings -> findings)
                .filter(SourceFinding::isFault)
                .count();
    }

    void print(PrintWriter out) {
        Table table = new Table();
        table.row(
                "Topic",
                "Source",
                "Operator",
                "Format",
                "Records",
                "Events",
                "Rejected",
                "Last came",
                "Last event",
                "Behind");
        for (Entry entry : entries) {
            SourceTail tail = entry.tail;
            if (tail == null) {
                table.row(entry.name(), entry.place(), "-", entry.format(), 0L, 0L, 0L, "-", "-", "-");
            } else {
                table.row(
                        entry.name(),
                        entry.place(),
                        tail.operators(),
                        entry.format(),
                        tail.records(),
                        tail.events(),
                        tail.rejectedInAll(),
                        ago(tail.lastArrivalMillis()),
                        ago(tail.lastEventMillis()),
                        tail.behindMillisMedian() == AccessEvent.UNKNOWN ? "-" : Ages.text(tail.behindMillisMedian()));
            }
        }
        table.print(out);
        print("the cluster", ofCluster, out);
        entries.forEach(entry -> print(entry.name(), entry.findings, out));
        if (assignments != null) {
            print(assignments.topic() + ", assignments", ofAssignments, out);
        }
        long faults = faults();
        out.printf(Locale.ROOT, "%n%,d %s%n", faults, faults == 1 ? "fault" : "faults");
    }

    private static void print(String heading, List<SourceFinding> findings, PrintWriter out) {
        if (!findings.isEmpty()) {
            out.println();
            out.println(Console.printableLine(heading));
        }
        for (SourceFinding finding : findings) {
            out.printf("  %-5s  %s%n", finding.word(), Console.printableLine(finding.text()));
        }
    }

    private String ago(long millis) {
        return millis == AccessEvent.UNKNOWN ? "-" : Ages.text(nowMillis - millis) + " ago";
    }

    void printJson(PrintWriter out) throws IOException {
        try (JsonGenerator to = new JsonFactory().createGenerator(out)) {
            to.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            to.writeStartObject();
            to.writeStringField("at", Instant.ofEpochMilli(nowMillis).toString());
            to.writeNumberField("faults", faults());
            write(ofCluster, to);
            to.writeArrayFieldStart("topics");
            for (Entry entry : entries) {
                write(entry, to);
            }
            to.writeEndArray();
            if (assignments != null) {
                write(assignments, ofAssignments, to);
            }
            to.writeEndObject();
        }
        out.println();
    }

    private static void write(Entry entry, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("topic", entry.name());
        to.writeStringField("source", entry.place());
        to.writeStringField("format", entry.format());
        SourceTail tail = entry.tail;
        if (tail != null) {
            to.writeStringField("operators", tail.operators());
            to.writeNumberField("records", tail.records());
            to.writeNumberField("events", tail.events());
            to.writeNumberField("rejected", tail.rejectedInAll());
            to.writeObjectFieldStart("reasons");
            for (Map.Entry<String, Long> reason : tail.rejected().entrySet()) {
                to.writeNumberField(reason.getKey(), reason.getValue());
            }
            to.writeEndObject();
            writeTime("lastArrival", tail.lastArrivalMillis(), to);
            writeTime("lastEvent", tail.lastEventMillis(), to);
            if (tail.behindMillisMedian() != AccessEvent.UNKNOWN) {
                to.writeNumberField("behindMillis", tail.behindMillisMedian());
            }
        }
        write(entry.findings, to);
        to.writeEndObject();
    }

    private static void write(AssignmentsTail tail, List<SourceFinding> findings, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("assignments");
        to.writeStringField("topic", tail.topic());
        to.writeNumberField("entries", tail.figures().entries());
        to.writeNumberField("operators", tail.figures().operators());
        to.writeNumberField("rejected", tail.figures().rejected());
        write(findings, to);
        to.writeEndObject();
    }

    private static void write(List<SourceFinding> findings, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("findings");
        for (SourceFinding finding : findings) {
            to.writeStartObject();
            to.writeStringField("kind", finding.word());
            to.writeStringField("text", finding.text());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeTime(String name, long millis, JsonGenerator to) throws IOException {
        if (millis != AccessEvent.UNKNOWN) {
            to.writeStringField(name, Instant.ofEpochMilli(millis).toString());
        }
    }
}
