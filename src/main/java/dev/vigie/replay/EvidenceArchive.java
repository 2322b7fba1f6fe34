package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.Alert;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The raw records behind an alert in one zip, for whoever has to believe it: personal data in clear, unless it is
 * sealed. Its members:
 *
 * <ul>
 *   <li>{@code manifest.json}: which alert, what was chosen, which events the alert names and no log had, and the logs
 *       with their hashes.
 *   <li>{@code alert.jsonl}: the alert's messages.
 *   <li>{@code records.jsonl} and {@code records/N.log}: the records ({@link EvidenceRecords}).
 *   <li>{@code SHA256SUMS}: of all of these, for {@code sha256sum -c}.
 * </ul>
 *
 * The same logs, alert and choice give the same bytes; a sealed archive has others each time, of the same clear text.
 * Memory is bounded by the longest record; what waits for its place lies in scratch files that are encrypted.
 */
public final class EvidenceArchive {

    private static final String WARNING = "personal data in clear: raw records of logs";
    private static final String TEXT_NAME = "evidence.zip";

    private EvidenceArchive() {}

    /**
     * What an archive holds.
     *
     * @param missing ids of events that the alert names and that no log had
     * @param sha256 of the archive in clear
     * @param sealedSha256 of the file, where it is sealed
     */
    public record Found(
            long records,
            int logs,
            Set<String> missing,
            String sha256,
            @Nullable String sealedSha256) {}

    /**
     * Searches a job's logs and writes what it found.
     *
     * @param scratch a directory that only the user may enter
     * @param file where the archive goes
     * @param seal what closes it, or null for one in clear
     * @throws ReplayStoppedException if {@code progress} wanted it to stop; the file is then not complete
     */
    public static Found write(
            ReplayJob job, EvidenceRequest request, Path scratch, Path file, @Nullable Seal seal, Progress progress)
            throws UnreadableLogException, ReplayException, IOException {
        InputLogs inputs = InputLogs.of(job, progress);
        EvidenceChoice choice = new EvidenceChoice(request, job);
        Milestone milestone = new Milestone(progress);
        Scratch temporary = new Scratch(scratch, milestone);
        try (EvidenceRecords records = new EvidenceRecords(temporary);
                HashedOutput whole = new HashedOutput(new BufferedOutputStream(Files.newOutputStream(file)));
                HashedOutput clear = new HashedOutput(seal == null ? whole : seal.over(whole, TEXT_NAME))) {
            new EvidenceSearch(job, inputs, choice, records, milestone).read();
            try (ZipOutputStream zip = new ZipOutputStream(clear)) {
                write(job.version(), request, choice, records, temporary, zip);
            }
            String sha256 = clear.sha256();
            String sealed = seal == null ? null : whole.sha256();
            return new Found(records.count(), records.logs().size(), choice.missing(), sha256, sealed);
        }
    }

    private static void write(
            String version,
            EvidenceRequest request,
            EvidenceChoice choice,
            EvidenceRecords records,
            Scratch scratch,
            ZipOutputStream zip)
            throws IOException {
        ArchiveMember manifest = new ArchiveMember("manifest.json", scratch);
        try (JsonGenerator to = PlainJson.generator(manifest)) {
            write(version, request, choice, records, to);
        }
        ArchiveMember alert = member("alert.jsonl", request.lines(), scratch);
        List<ArchiveMember> members = new ArrayList<>(List.of(manifest, alert, records.list()));
        records.logs().forEach(log -> members.add(log.member()));
        StringBuilder sums = new StringBuilder();
        for (ArchiveMember each : members) {
            sums.append(each.moveTo(zip)).append("  ").append(each.name()).append('\n');
        }
        member("SHA256SUMS", sums.toString(), scratch).moveTo(zip);
    }

    private static ArchiveMember member(String name, String text, Scratch scratch) throws IOException {
        ArchiveMember member = new ArchiveMember(name, scratch);
        try (OutputStream to = member) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return member;
    }

    private static void write(
            String version, EvidenceRequest request, EvidenceChoice choice, EvidenceRecords records, JsonGenerator to)
            throws IOException {
        Alert alert = request.last();
        to.writeStartObject();
        to.writeStringField("type", "vigie-evidence");
        to.writeStringField("version", version);
        to.writeStringField("warning", WARNING);
        to.writeStringField("alert", alert.id());
        to.writeObjectFieldStart("group");
        to.writeStringField("kind", alert.groupKind());
        for (Map.Entry<String, String> value : new TreeMap<>(alert.group()).entrySet()) {
            to.writeStringField(value.getKey(), value.getValue());
        }
        to.writeEndObject();
        to.writeStringField("from", CsvFile.time(request.fromMillis()));
        to.writeStringField("to", CsvFile.time(request.toMillis()));
        to.writeStringField("records", request.all() ? "all of the group's between these times" : "those it names");
        to.writeNumberField("count", records.count());
        to.writeStringField("sha256", records.sha256());
        to.writeArrayFieldStart("missing");
        for (String id : choice.missing()) {
            to.writeString(id);
        }
        to.writeEndArray();
        to.writeArrayFieldStart("logs");
        for (EvidenceRecords.Log log : records.logs()) {
            write(log, to);
        }
        to.writeEndArray();
        to.writeEndObject();
        to.writeRaw('\n');
    }

    private static void write(EvidenceRecords.Log log, JsonGenerator to) throws IOException {
        EvidenceRecords.Place place = log.place();
        to.writeStartObject();
        to.writeStringField("file", log.member().name());
        to.writeNumberField("records", log.records());
        if (place.file() == null) {
            to.writeStringField("topic", place.name());
            to.writeNumberField("partition", place.partition());
        } else {
            to.writeStringField("log", place.name());
            to.writeNumberField("logBytes", Files.size(place.file()));
            to.writeStringField("logSha256", Sha256.of(place.file()));
            if (place.header().length > 0) {
                to.writeStringField("header", new String(place.header(), StandardCharsets.UTF_8));
            }
        }
        to.writeEndObject();
    }
}
