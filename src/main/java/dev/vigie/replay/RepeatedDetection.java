package dev.vigie.replay;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.AccessEvent;
import dev.vigie.rule.RuleSet;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The detector over the same logs several times, with other rules each time. The logs are read and put in order once;
 * their events then lie on the disk, encrypted ({@link Scratch}), until this is closed. Each run has the whole of the
 * job's {@link Effort} for itself, begins without a past, and says what a {@link Replay} with its rules would say.
 */
public final class RepeatedDetection implements Closeable {

    /** Some centuries; who invents more dates is not told of them. */
    private static final int DAYS_MAX = 100_000;

    private final ReplayJob job;
    private final Path scratch;
    private final LogReader reader;
    private final List<InputLogs.Place> places;
    private final Sorted events;
    private int runs;

    private RepeatedDetection(
            ReplayJob job, Path scratch, LogReader reader, List<InputLogs.Place> places, Sorted events) {
        this.job = job;
        this.scratch = scratch;
        this.reader = reader;
        this.places = places;
        this.events = events;
    }

    /** The events in order, and when they were. */
    private record Sorted(SortedFile<ReadEvent> file, Times times) {}

    /** Hands events on and notes when they were. */
    private static final class Times implements Iterator<ReadEvent> {
        private final Iterator<ReadEvent> events;
        /** Of the first {@value #DAYS_MAX} days with any. */
        private final NavigableMap<Long, Long> countByDay = new TreeMap<>();

        private long firstMillis = AccessEvent.UNKNOWN;
        private long lastMillis = AccessEvent.UNKNOWN;

        Times(Iterator<ReadEvent> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public ReadEvent next() {
            ReadEvent event = events.next();
            boolean first = firstMillis == AccessEvent.UNKNOWN;
            firstMillis = first ? event.atMillis() : Math.min(firstMillis, event.atMillis());
            lastMillis = first ? event.atMillis() : Math.max(lastMillis, event.atMillis());
            if (countByDay.size() < DAYS_MAX) {
                countByDay.merge(event.day(), 1L, Long::sum);
            }
            return event;
        }
    }

    /**
     * Reads the logs.
     *
     * @param job its rules, directory and folder options do not matter
     * @throws UnreadableLogException if a log cannot be used at all
     * @throws ReplayStoppedException if {@code progress} wanted it to stop
     */
    public static RepeatedDetection read(ReplayJob job, Progress progress) throws UnreadableLogException, IOException {
        InputLogs inputs = InputLogs.of(job, progress);
        Path scratch = Files.createTempDirectory("vigie-backtest-"); // which only the user may enter
        try {
            Milestone milestone = new Milestone(progress);
            LogReader reader = new LogReader(job, inputs, scratch, null, milestone);
            Sorted events = sort(job, inputs, reader, scratch, milestone);
            return new RepeatedDetection(job, scratch, reader, inputs.places(job.others()), events);
        } catch (IOException | UnreadableLogException | RuntimeException | Error e) {
            try {
                remove(scratch);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static Sorted sort(ReplayJob job, InputLogs inputs, LogReader reader, Path scratch, Milestone milestone)
            throws UnreadableLogException, IOException {
        int readers = Math.min(
                job.effort().workers(),
                Math.max(1, inputs.logs().size() + job.others().size()));
        Path place = Files.createDirectory(scratch.resolve("sort"));
        try (ExternalSorter<ReadEvent> sorter = new ExternalSorter<>(
                new Scratch(place, milestone),
                ReadEvent.FORMAT,
                ReadEvent.ORDER,
                job.effort().eventBytes(),
                readers)) {
            reader.read(sorter, readers);
            Times times = new Times(sorter.sorted());
            return new Sorted(
                    SortedFile.write(new Scratch(scratch, milestone).newFile(), ReadEvent.FORMAT, times), times);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            remove(place);
        }
    }

    /**
     * Runs the detector with these rules from the first event to the last.
     *
     * @param output is told of every event that the job's scope covers, day by day, and of every message; of each
     *     episode the last is {@code CLOSED}
     * @throws ReplayStoppedException if {@code progress} wanted it to stop
     */
    public Counts run(RuleSet rules, ReplayOutput output, Progress progress) throws IOException {
        Path place = Files.createDirectory(scratch.resolve("run-" + runs++));
        Milestone milestone = new Milestone(progress);
        try (ReplayAlerts alerts = new ReplayAlerts(job.scope(), new Scratch(place, milestone));
                DetectionRun run =
                        new DetectionRun(job.with(rules), places, reader.toCome(), place, alerts, output, milestone);
                MergedRuns<ReadEvent> sorted = new MergedRuns<>(List.of(events.file()), List.of(), ReadEvent.ORDER)) {
            run.run(sorted, events.file().count());
            return run.counts(reader.rejected(), reader.filtered());
        } finally {
            remove(place);
        }
    }

    /** The logs, each with what became of its lines, by name. */
    public List<LogSummary> logs() {
        return reader.logs();
    }

    /** When the first event counts, of all before the scope's end; {@link AccessEvent#UNKNOWN} where there is none. */
    public long firstMillis() {
        return events.times().firstMillis;
    }

    /** When the last event does: one that claims to come from the future, when it came. */
    public long lastMillis() {
        return events.times().lastMillis;
    }

    /** How many events count on each UTC day, days since 1970, that has any. */
    public NavigableMap<Long, Long> countByDay() {
        return Collections.unmodifiableNavigableMap(events.times().countByDay);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        remove(scratch);
    }
}
