package dev.vigie.replay;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Layout;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what one log holds: events to a lane of the sorter, everything else to the log's own file of rejected lines.
 * Used by one thread.
 */
final class LogIntake implements LogFile.Sink, Closeable {

    private static final long PROGRESS_EVERY = 256;

    private final EventEncoder encoder = new EventEncoder(Framing.singleObject());
    private final int log;
    private final String name;
    private final Scope scope;
    private final ExternalSorter<ReadEvent>.Lane lane;
    private final EventsToCome toCome;
    private final Path rejectedFile;
    private final Ticks ticks;
    private final Map<String, Long> rejectedByReason = new TreeMap<>();
    private @Nullable RejectedLines rejectedLines;
    private long candidates;
    private long events;
    private long filtered;
    private @Nullable String brokenOff;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /** Is called now and then while a log is read. */
    @FunctionalInterface
    interface Ticks {
        void tick() throws IOException;
    }

    /**
     * @param log its place among the logs
     * @param toCome is told of each event that goes to the lane
     * @param rejectedFile where its rejected lines go, if there are any
     */
    LogIntake(
            int log,
            String name,
            Scope scope,
            ExternalSorter<ReadEvent>.Lane lane,
            EventsToCome toCome,
            Path rejectedFile,
            Ticks ticks) {
        this.log = log;
        this.name = name;
        this.scope = scope;
        this.lane = lane;
        this.toCome = toCome;
        this.rejectedFile = rejectedFile;
        this.ticks = ticks;
    }

    @Override
    public void accept(Parsed parsed, long line) {
        try {
            if (++candidates % PROGRESS_EVERY == 0) {
                ticks.tick();
            }
            if (parsed instanceof Parsed.Event read) {
                take(read.event(), line);
            } else if (parsed instanceof Parsed.Rejected refused) {
                reject(refused, line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(AccessEvent event, long line) throws IOException {
        boolean covered = scope.covers(event);
        if (covered) {
            firstMillis = Math.min(firstMillis, event.timeMillis());
            lastMillis = Math.max(lastMillis, event.timeMillis());
        } else {
            filtered++;
        }
        long atMillis = countsAtMillis(event);
        if (atMillis < scope.toMillis()) {
            events++;
            int partition = ReadEvent.partitionOf(event);
            toCome.add(partition, event);
            lane.add(new ReadEvent(atMillis, partition, encoder.encode(event), log, line));
        }
    }

    /** As the detector has it: what claims to come from the future counts when it came. */
    static long countsAtMillis(AccessEvent event) {
        long arrivedMillis = event.ingestedAtMillis();
        boolean ahead = arrivedMillis != AccessEvent.UNKNOWN
                && event.timeMillis() > arrivedMillis + DetectorSettings.SKEW_TOLERANCE_MILLIS;
        return ahead ? arrivedMillis : event.timeMillis();
    }

    private void reject(Parsed.Rejected refused, long line) throws IOException {
        rejectedByReason.merge(refused.reason().reasonName(), 1L, Long::sum);
        RejectedLines lines = rejectedLines;
        if (lines == null) {
            lines = new RejectedLines(Files.newOutputStream(rejectedFile));
            rejectedLines = lines;
        }
        lines.write(refused, name, line);
        if (refused.reason() == Reason.TRUNCATED || refused.reason() == Reason.CORRUPT) {
            brokenOff = refused.detail();
        }
    }

    /** What is known of the log when it has been read. */
    ReadLog log(@Nullable Layout layout, String sha256) {
        return new ReadLog(
                layout, sha256, candidates, events, filtered, rejectedByReason, brokenOff, firstMillis, lastMillis);
    }

    @Override
    public void close() throws IOException {
        if (rejectedLines != null) {
            rejectedLines.close();
        }
    }
}
