package dev.vigie.replay;

import dev.vigie.ingest.LogArchive;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.Progress.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs of a replay, several at a time: events to the sorter, everything else to files of rejected lines. What
 * comes out depends neither on which thread read which log nor on the order in which the logs were named.
 */
final class LogReader {

    private final ReplayJob job;
    private final InputLogs inputs;
    private final Milestone milestone;
    private final Path scratch;
    private final Map<String, Long> rejectedByReason = new TreeMap<>();
    /** By log. */
    private final @Nullable LogSummary[] logs;

    private long filtered;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /** @param scratch where rejected lines wait; they hold personal data */
    LogReader(ReplayJob job, InputLogs inputs, Path scratch, Milestone milestone) {
        this.job = job;
        this.inputs = inputs;
        this.scratch = scratch;
        this.milestone = milestone;
        this.logs = new LogSummary[inputs.logs().size() + job.others().size()];
    }

    /** What one thread reads at a time: a file, with all that is in it, or another log. */
    @FunctionalInterface
    private interface Unit {
        void read(ExternalSorter<ReadEvent>.Lane lane) throws UnreadableLogException, IOException;
    }

    /** Reads all logs; to be called once. */
    void read(ExternalSorter<ReadEvent> sorter, int threads) throws UnreadableLogException, IOException {
        long bytesTotal = inputs.bytesTotal();
        for (OtherLog other : job.others()) {
            bytesTotal += other.bytesAbout();
        }
        milestone.begin(Phase.READ, bytesTotal);
        Queue<Unit> units = new ArrayDeque<>();
        for (int i = 0; i < job.others().size(); i++) {
            OtherLog other = job.others().get(i);
            int index = inputs.logs().size() + i;
            units.add(lane -> read(other, index, lane));
        }
        byFile().forEach(file -> units.add(lane -> read(file, lane)));
        try (Workers workers = new Workers("read", threads)) {
            workers.run(() -> readSome(units, sorter.lane()));
        }
        milestone.end();
    }

    /** Of each file its logs; the largest first, so that no thread begins with it when the others are done. */
    private List<List<Integer>> byFile() {
        Map<Path, List<Integer>> files = new LinkedHashMap<>();
        for (int i = 0; i < inputs.logs().size(); i++) {
            files.computeIfAbsent(inputs.logs().get(i).path(), unseen -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> largestFirst = new ArrayList<>(files.values());
        largestFirst.sort(
                Comparator.comparing(its -> inputs.logs().get(its.get(0)).bytes(), Comparator.reverseOrder()));
        return largestFirst;
    }

    private static void readSome(Queue<Unit> units, ExternalSorter<ReadEvent>.Lane lane)
            throws UnreadableLogException, IOException {
        try {
            for (Unit unit = next(units); unit != null; unit = next(units)) {
                unit.read(lane);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        lane.end();
    }

    private static @Nullable Unit next(Queue<Unit> units) {
        synchronized (units) {
            return units.poll();
        }
    }

    private void read(OtherLog other, int index, ExternalSorter<ReadEvent>.Lane lane)
            throws UnreadableLogException, IOException {
        String name = other.name() + '-' + other.partition();
        LogIntake.Ticks ticks = () -> milestone.advance(0, 0);
        try (LogIntake intake = new LogIntake(index, name, job.scope(), lane, rejectedFile(index), ticks)) {
            OtherLog.Content content = other.read((parsed, offset, bytes, from, to) -> intake.accept(parsed, offset));
            milestone.advance(other.bytesAbout(), 0);
            add(index, intake.summary(null, null, content.bytes(), content.sha256()), intake);
        }
    }

    private void read(List<Integer> file, ExternalSorter<ReadEvent>.Lane lane)
            throws UnreadableLogException, IOException {
        LogInput first = inputs.logs().get(file.get(0));
        String sha256 = first.sha256() == null ? Sha256.of(first.path()) : first.sha256();
        if (first.member() == LogInput.WHOLE) {
            try (LogFile log = job.open(first.path())) {
                read(file.get(0), log, lane, sha256);
            }
            return;
        }
        Map<Integer, Integer> byMember = new LinkedHashMap<>();
        file.forEach(index -> byMember.put(inputs.logs().get(index).member(), index));
        LogArchive.read(first.path(), (member, name, in) -> {
            Integer index = byMember.get(member);
            if (index != null) {
                read(index, job.open(first.path(), name, in), lane, sha256);
            }
        });
        milestone.advance(first.bytes(), 0);
    }

    private void read(int index, LogFile log, ExternalSorter<ReadEvent>.Lane lane, String sha256) throws IOException {
        LogInput input = inputs.logs().get(index);
        long[] seen = {0};
        LogIntake.Ticks ticks = () -> {
            long bytes = log.bytesRead();
            // An archive's members say what they have unpacked, which tells nothing of how much of it is left.
            milestone.advance(input.member() == LogInput.WHOLE ? bytes - seen[0] : 0, 0);
            seen[0] = bytes;
        };
        try (LogIntake intake = new LogIntake(index, input.name(), job.scope(), lane, rejectedFile(index), ticks)) {
            log.read(intake);
            ticks.tick();
            add(index, intake.summary(input.path(), log.layout(), input.bytes(), sha256), intake);
        }
    }

    private synchronized void add(int index, LogSummary summary, LogIntake intake) {
        logs[index] = summary;
        intake.rejectedByReason().forEach((reason, count) -> rejectedByReason.merge(reason, count, Long::sum));
        filtered += intake.filtered();
        firstMillis = Math.min(firstMillis, intake.firstMillis());
        lastMillis = Math.max(lastMillis, intake.lastMillis());
    }

    private Path rejectedFile(int index) {
        return scratch.resolve("rejected-" + index);
    }

    /** Writes the rejected lines of all logs, in their order. */
    void writeRejected(OutputStream out) throws IOException {
        for (int i = 0; i < logs.length; i++) {
            Path file = rejectedFile(i);
            if (Files.exists(file)) {
                Files.copy(file, out);
                Files.delete(file);
            }
        }
    }

    Map<String, Long> rejectedByReason() {
        return rejectedByReason;
    }

    long rejected() {
        return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    long filtered() {
        return filtered;
    }

    /** All logs and all copies, by name. */
    List<LogSummary> logs() {
        List<LogSummary> all = new ArrayList<>(inputs.copies());
        for (LogSummary log : logs) {
            if (log != null) {
                all.add(log);
            }
        }
        all.sort(Comparator.comparing(LogSummary::name));
        return all;
    }

    long firstMillis() {
        return firstMillis == Long.MAX_VALUE ? AccessEvent.UNKNOWN : firstMillis;
    }

    long lastMillis() {
        return lastMillis == Long.MIN_VALUE ? AccessEvent.UNKNOWN : lastMillis;
    }
}
