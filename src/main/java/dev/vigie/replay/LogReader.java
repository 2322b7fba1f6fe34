package dev.vigie.replay;

import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.Progress.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the logs of a replay, one after the other: events to the sorter, everything else to the rejected lines. */
final class LogReader {

    private static final long PROGRESS_EVERY = 256;

    private final ReplayJob job;
    private final List<String> names;
    private final Progress progress;
    private final Map<String, Long> rejectedByReason = new TreeMap<>();
    private final List<LogSummary> logs = new ArrayList<>();
    private long events;
    private long bytesBefore;
    private long bytesTotal;
    private long firstMillis = AccessEvent.UNKNOWN;
    private long lastMillis = AccessEvent.UNKNOWN;

    LogReader(ReplayJob job, List<String> names, Progress progress) {
        this.job = job;
        this.names = names;
        this.progress = progress;
    }

    /** Opens every log once, so that what is wrong with the last is known before hours are spent on the first. */
    void check() throws UnreadableLogException, IOException {
        for (Path path : job.logs()) {
            try (LogFile log = open(path)) {
                bytesTotal += log.bytesTotal();
            }
        }
    }

    void read(EventSorter sorter, RejectedLines rejected) throws UnreadableLogException, IOException {
        for (int i = 0; i < job.logs().size(); i++) {
            Path path = job.logs().get(i);
            try (LogFile log = open(path)) {
                logs.add(new OneLog(i, log, sorter, rejected).read(path));
                bytesBefore += log.bytesTotal();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        progress.at(Phase.READ, bytesTotal, bytesTotal);
    }

    private LogFile open(Path path) throws UnreadableLogException {
        return LogFile.open(path, job.layout(), job.mapping(), job.operator());
    }

    Map<String, Long> rejectedByReason() {
        return rejectedByReason;
    }

    List<LogSummary> logs() {
        return logs;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** The log at hand. */
    private final class OneLog {
        private final int index;
        private final LogFile log;
        private final EventSorter sorter;
        private final RejectedLines rejectedLines;
        private long received;
        private long rejected;
        private @Nullable String brokenOff;

        OneLog(int index, LogFile log, EventSorter sorter, RejectedLines rejectedLines) {
            this.index = index;
            this.log = log;
            this.sorter = sorter;
            this.rejectedLines = rejectedLines;
        }

        LogSummary read(Path path) throws IOException {
            log.read(this::accept);
            return new LogSummary(
                    names.get(index), log.layout(), Files.size(path), Sha256.of(path), received, rejected, brokenOff);
        }

        private void accept(Parsed parsed, long line) {
            received++;
            if (received % PROGRESS_EVERY == 0) {
                progress.at(Phase.READ, bytesBefore + log.bytesRead(), bytesTotal);
            }
            try {
                if (parsed instanceof Parsed.Event read) {
                    long timeMillis = read.event().timeMillis();
                    firstMillis = events == 0 ? timeMillis : Math.min(firstMillis, timeMillis);
                    lastMillis = Math.max(lastMillis, timeMillis);
                    sorter.add(new ReadEvent(read.event(), events++, index, line));
                } else if (parsed instanceof Parsed.Rejected refused) {
                    reject(refused, line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void reject(Parsed.Rejected refused, long line) throws IOException {
            rejected++;
            rejectedByReason.merge(refused.reason().reasonName(), 1L, Long::sum);
            rejectedLines.write(refused, names.get(index), line);
            if (refused.reason() == Reason.TRUNCATED || refused.reason() == Reason.CORRUPT) {
                brokenOff = refused.detail();
            }
        }
    }
}
