package dev.vigie.replay;

import dev.vigie.ingest.LogArchive;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.Progress.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Goes through a replay's logs once more, by name, for the records that an alert is about. Used by one thread. */
final class EvidenceSearch {

    private static final int RECORDS_PER_CHECK = 1_024;
    private static final byte[] NO_HEADER = {};

    private final ReplayJob job;
    private final InputLogs inputs;
    private final EvidenceChoice choice;
    private final EvidenceRecords records;
    private final Milestone milestone;
    private long seen;

    EvidenceSearch(
            ReplayJob job, InputLogs inputs, EvidenceChoice choice, EvidenceRecords records, Milestone milestone) {
        this.job = job;
        this.inputs = inputs;
        this.choice = choice;
        this.records = records;
        this.milestone = milestone;
    }

    /** Reads all of them; to be called once. */
    void read() throws UnreadableLogException, IOException {
        long othersBytes = job.others().stream().mapToLong(OtherLog::bytesAbout).sum();
        milestone.begin(Phase.READ, inputs.bytesTotal() + othersBytes);
        Map<Path, Map<Integer, LogInput>> byFile = new LinkedHashMap<>();
        for (LogInput log : inputs.logs()) {
            byFile.computeIfAbsent(log.path(), unseen -> new LinkedHashMap<>()).put(log.member(), log);
        }
        try {
            for (Map.Entry<Path, Map<Integer, LogInput>> file : byFile.entrySet()) {
                read(file.getKey(), file.getValue());
            }
            for (OtherLog other : job.others()) {
                records.begin(new EvidenceRecords.Place(other.name(), other.partition(), null, NO_HEADER));
                other.read(this::take);
                milestone.advance(other.bytesAbout(), 0);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        records.end();
        milestone.end();
    }

    private void read(Path path, Map<Integer, LogInput> byMember) throws UnreadableLogException, IOException {
        LogInput whole = byMember.get(LogInput.WHOLE);
        if (whole != null) {
            try (LogFile log = job.open(path)) {
                read(whole, log);
            }
        } else {
            LogArchive.read(path, (number, name, in) -> {
                LogInput member = byMember.get(number);
                if (member != null) {
                    read(member, job.open(path, name, in));
                }
            });
        }
        milestone.advance(byMember.values().iterator().next().bytes(), 0);
    }

    private void read(LogInput input, LogFile log) throws IOException {
        records.begin(new EvidenceRecords.Place(input.name(), EvidenceRecords.Place.FILE, input.path(), log.header()));
        log.read(this::take);
    }

    private void take(Parsed parsed, long position, byte[] bytes, int from, int to) {
        try {
            if (++seen % RECORDS_PER_CHECK == 0) {
                milestone.check();
            }
            if (parsed instanceof Parsed.Event read) {
                long timeMillis = LogIntake.countsAtMillis(read.event());
                if (choice.includes(read.event(), timeMillis)) {
                    records.add(read.event(), timeMillis, position, bytes, from, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
