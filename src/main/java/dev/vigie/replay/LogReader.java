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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs of a replay, several at a time: events to the sorter, everything else to files of rejected lines. What
 * comes out depends neither on which thread read which log nor on the order in which the logs were named.
 */
final class LogReader {

    /** Counting what is to come may take so small a part of what profiles may: it is there to make these fewer. */
    private static final int PROFILES_TO_COUNTS = 8;

    private final ReplayJob job;
    private final InputLogs inputs;
    private final Milestone milestone;
    private final Path rejectedDirectory;
    private final @Nullable ReadJournal journal;
    private final EventsToCome toCome;
    private final Map<String, Long> rejectedByReason = new TreeMap<>();
    /** By log. */
    private final @Nullable LogSummary[] logs;

    private long filtered;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /**
     * @param scratch where rejected lines wait; they hold personal data
     * @param journal what was read before, and is told what is read now; or null
     */
    LogReader(ReplayJob job, InputLogs inputs, Path scratch, @Nullable ReadJournal journal, Milestone milestone) {
        this.job = job;
        this.inputs = inputs;
        this.rejectedDirectory = journal == null ? scratch : journal.directory();
        this.journal = journal;
        this.milestone = milestone;
        this.toCome = new EventsToCome(job.effort().profileBytes() / PROFILES_TO_COUNTS);
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
        if (journal != null) {
            goOn(journal, sorter);
        }
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

    /** Takes from the journal what need not be read again: logs whose file is still the one that was read. */
    private void goOn(ReadJournal before, ExternalSorter<ReadEvent> sorter) throws IOException {
        Map<Path, String> sha256ByPath = new HashMap<>();
        Set<Integer> accepted = new TreeSet<>();
        long events = 0;
        for (Map.Entry<Integer, ReadLog> each : before.logs().entrySet()) {
            milestone.check();
            LogInput input = inputs.logs().get(each.getKey());
            String sha256 = sha256ByPath.get(input.path());
            if (sha256 == null) {
                sha256 = Sha256.of(input.path(), milestone);
                sha256ByPath.put(input.path(), sha256);
            }
            if (sha256.equals(each.getValue().sha256())) {
                accepted.add(each.getKey());
                events += each.getValue().events();
                add(each.getKey(), input.name(), input.path(), input.bytes(), each.getValue());
            }
        }
        sorter.add(before.goOnWith(accepted), events);
        if (events > 0) {
            toCome.addUnknown();
        }
        // Of an archive that was read in part the whole is left to do.
        Map<Path, Long> done = new HashMap<>();
        for (LogInput input : inputs.logs()) {
            done.put(input.path(), input.bytes());
        }
        for (int i = 0; i < inputs.logs().size(); i++) {
            if (!accepted.contains(i)) {
                done.remove(inputs.logs().get(i).path());
            }
        }
        milestone.advance(done.values().stream().mapToLong(Long::longValue).sum(), 0);
    }

    /** Of each file its logs; the largest first, so that no thread begins with it when the others are done. */
    private List<List<Integer>> byFile() {
        Map<Path, List<Integer>> files = new LinkedHashMap<>();
        for (int i = 0; i < inputs.logs().size(); i++) {
            List<Integer> its = files.computeIfAbsent(inputs.logs().get(i).path(), unseen -> new ArrayList<>());
            if (logs[i] == null) {
                its.add(i);
            }
        }
        files.values().removeIf(List::isEmpty);
        List<List<Integer>> largestFirst = new ArrayList<>(files.values());
        largestFirst.sort(
                Comparator.comparing(its -> inputs.logs().get(its.get(0)).bytes(), Comparator.reverseOrder()));
        return largestFirst;
    }

    private void readSome(Queue<Unit> units, ExternalSorter<ReadEvent>.Lane lane)
            throws UnreadableLogException, IOException {
        try {
            for (Unit unit = next(units); unit != null; unit = next(units)) {
                milestone.check();
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
        try (LogIntake intake =
                new LogIntake(index, name, job.scope(), lane, toCome, freshRejectedFile(index), ticks)) {
            OtherLog.Content content = other.read((parsed, offset, bytes, from, to) -> intake.accept(parsed, offset));
            milestone.advance(other.bytesAbout(), 0);
            add(index, name, null, content.bytes(), intake.log(null, content.sha256()));
        }
    }

    private void read(List<Integer> file, ExternalSorter<ReadEvent>.Lane lane)
            throws UnreadableLogException, IOException {
        LogInput first = inputs.logs().get(file.get(0));
        String sha256 = first.sha256() == null ? Sha256.of(first.path(), milestone) : first.sha256();
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
        ReadLog its;
        try (LogIntake intake =
                new LogIntake(index, input.name(), job.scope(), lane, toCome, freshRejectedFile(index), ticks)) {
            log.read(intake);
            ticks.tick();
            its = intake.log(log.layout(), sha256);
        }
        add(index, input.name(), input.path(), input.bytes(), its);
        ReadJournal to = journal;
        if (to != null) {
            to.force(rejectedFile(index));
            lane.whenWritten(() -> to.read(index, its));
        }
    }

    private synchronized void add(int index, String name, @Nullable Path path, long bytes, ReadLog its) {
        logs[index] = its.summary(name, path, bytes);
        its.rejectedByReason().forEach((reason, count) -> rejectedByReason.merge(reason, count, Long::sum));
        filtered += its.filtered();
        firstMillis = Math.min(firstMillis, its.firstMillis());
        lastMillis = Math.max(lastMillis, its.lastMillis());
    }

    private Path rejectedFile(int index) {
        return rejectedDirectory.resolve("rejected-" + index);
    }

    /** Where a log's rejected lines go; what an interrupted reading left there is gone. */
    private Path freshRejectedFile(int index) throws IOException {
        Files.deleteIfExists(rejectedFile(index));
        return rejectedFile(index);
    }

    /** Writes the rejected lines of all logs, in their order. */
    void writeRejected(OutputStream out) throws IOException {
        for (int i = 0; i < logs.length; i++) {
            Path file = rejectedFile(i);
            if (Files.exists(file)) {
                Files.copy(file, out);
                if (journal == null) {
                    Files.delete(file);
                }
            }
        }
    }

    /** How many events there are of whom; whoever goes through them takes from it. */
    EventsToCome toCome() {
        return toCome.copy();
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
