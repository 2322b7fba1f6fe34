package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.wire.Schemas;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes {@code summary.json}. The same summary always gives the same text. */
final class SummaryJson {

    /** The first member of every summary. */
    static final String TYPE_MEMBER = "type";

    static final String TYPE = "vigie-replay";

    private SummaryJson() {}

    static String text(ReplaySummary summary) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text)) {
            to.setPrettyPrinter(PlainJson.printer());
            to.writeStartObject();
            to.writeStringField(TYPE_MEMBER, TYPE);
            writeVersions(to, summary);
            writeScope(to, summary.scope());
            writeNames(to, "affected", Set.copyOf(summary.affected().choices()));
            to.writeNumberField("peopleAffected", summary.peopleAffected());
            writeCounts(to, summary);
            writeAlerts(to, summary);
            time(to, "firstEventAt", summary.firstEventMillis());
            time(to, "lastEventAt", summary.lastEventMillis());
            writeLogs(to, summary);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.append('\n').toString();
    }

    private static void writeVersions(JsonGenerator to, ReplaySummary summary) throws IOException {
        to.writeObjectFieldStart("versions");
        to.writeStringField("vigie", summary.version());
        to.writeObjectFieldStart("schemas");
        to.writeStringField("access-event", Sha256.of(Schemas.accessEvent()));
        to.writeStringField("alert", Sha256.of(Schemas.alert()));
        to.writeEndObject();
        to.writeEndObject();
        to.writeObjectFieldStart("rules");
        to.writeStringField("hash", summary.rulesHash());
        to.writeArrayFieldStart("ids");
        for (String id : summary.ruleIds()) {
            to.writeString(id);
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    /** What was asked about, as far as it was not everything. */
    private static void writeScope(JsonGenerator to, Scope scope) throws IOException {
        to.writeObjectFieldStart("scope");
        if (scope.fromMillis() != Scope.ALL.fromMillis()) {
            time(to, "from", scope.fromMillis());
        }
        if (scope.toMillis() != Scope.ALL.toMillis()) {
            time(to, "to", scope.toMillis());
        }
        if (scope.operator() != null) {
            to.writeStringField("operator", scope.operator());
        }
        writeNames(to, "accounts", scope.accounts());
        writeNames(to, "registers", scope.registers());
        to.writeEndObject();
    }

    private static void writeNames(JsonGenerator to, String name, Set<String> names) throws IOException {
        if (!names.isEmpty()) {
            to.writeArrayFieldStart(name);
            for (String each : new TreeSet<>(names)) {
                to.writeString(each);
            }
            to.writeEndArray();
        }
    }

    private static void writeCounts(JsonGenerator to, ReplaySummary summary) throws IOException {
        Counts counts = summary.counts();
        to.writeObjectFieldStart("counts");
        to.writeNumberField("received", counts.received());
        to.writeNumberField("counted", counts.counted());
        to.writeNumberField("rejected", counts.rejected());
        to.writeNumberField("late", counts.late());
        to.writeNumberField("duplicate", counts.duplicate());
        to.writeNumberField("filtered", counts.filtered());
        to.writeEndObject();
        to.writeObjectFieldStart("ofCounted");
        to.writeNumberField("skewed", counts.skewed());
        to.writeNumberField("lateForSomeRules", counts.lateForSomeRules());
        to.writeNumberField("idReused", counts.idReused());
        to.writeEndObject();
        to.writeObjectFieldStart("rejectedByReason");
        for (Map.Entry<String, Long> reason : summary.rejectedByReason().entrySet()) {
            to.writeNumberField(reason.getKey(), reason.getValue());
        }
        to.writeEndObject();
    }

    private static void writeAlerts(JsonGenerator to, ReplaySummary summary) throws IOException {
        to.writeObjectFieldStart("alerts");
        to.writeNumberField("opened", summary.opened());
        to.writeNumberField("updated", summary.updated());
        to.writeNumberField("closed", summary.closed());
        to.writeEndObject();
        to.writeArrayFieldStart("episodes");
        for (Alert last : summary.episodes()) {
            to.writeStartObject();
            to.writeStringField("id", last.id());
            to.writeObjectFieldStart("group");
            to.writeStringField("kind", last.groupKind());
            for (Map.Entry<String, String> value : new TreeMap<>(last.group()).entrySet()) {
                to.writeStringField(value.getKey(), value.getValue());
            }
            to.writeEndObject();
            to.writeStringField("level", last.level().name());
            to.writeStringField("sentence", last.sentence());
            time(to, "openedAt", last.openedAtMillis());
            to.writeNumberField("peopleExposed", last.peopleExposed());
            to.writeNumberField("peopleExposedBefore", last.peopleExposedBefore());
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeNumberField(
                "episodesOmitted", summary.closed() - summary.episodes().size());
    }

    private static void writeLogs(JsonGenerator to, ReplaySummary summary) throws IOException {
        to.writeArrayFieldStart("files");
        for (LogSummary log : summary.logs()) {
            to.writeStartObject();
            to.writeStringField("name", log.name());
            if (log.layout() != null) {
                to.writeStringField("format", log.layout().layoutName());
            }
            to.writeNumberField("bytes", log.bytes());
            to.writeStringField("sha256", log.sha256());
            to.writeNumberField("received", log.received());
            to.writeNumberField("rejected", log.rejected());
            if (log.filtered() > 0) {
                to.writeNumberField("filtered", log.filtered());
            }
            if (log.brokenOff() != null) {
                to.writeStringField("brokenOff", log.brokenOff());
            }
            if (log.copyOf() != null) {
                to.writeStringField("copyOf", log.copyOf());
            }
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void time(JsonGenerator to, String name, long epochMillis) throws IOException {
        if (epochMillis != AccessEvent.UNKNOWN) {
            to.writeStringField(name, Instant.ofEpochMilli(epochMillis).toString());
        }
    }
}
