package dev.vigie.replay;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleSet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The detector over files. Reads every log, puts the events in order, whatever file they stood in ({@link ReadEvent}),
 * and runs the same detection over them as a live stream does; the end of the logs closes what is open.
 *
 * <p>The directory gets these files, all or none of them:
 *
 * <ul>
 *   <li>{@code alerts.jsonl}, the alert messages by time, id and sequence ({@link dev.vigie.wire.AlertJson}). In
 *       {@code provenance}, {@code topic} is the log's name, {@code offsetFirst} and {@code offsetLast} are lines in
 *       it, and {@code detectedAt} is the time of the event at hand, or when the episode was over.
 *   <li>{@code rejected.jsonl}, what is no event ({@link RejectedLines}), by log and line: personal data, that only the
 *       user may read.
 *   <li>{@code accounts.csv}, {@code timeline.csv}, {@code exposure.csv}, {@code affected.csv} and {@code ledger.json},
 *       who did what and who was read ({@link PeopleFiles}).
 *   <li>{@code report.html} and {@code report.fr.html}, made of these others by {@link FolderPages}.
 *   <li>{@code manifest.json}, what is needed to repeat the replay ({@link Manifest}).
 *   <li>{@code summary.json}, what was counted and found ({@link ReplaySummary}).
 * </ul>
 *
 * The same logs, rules, keys, scope and choice of people give the same bytes: in whatever order the logs are named,
 * however often, with any number of workers, and whatever does not fit the heap.
 */
public final class Replay {

    private Replay() {}

    /** The names of the files that a replay may write to its directory. */
    public static Set<String> resultNames() {
        return Set.copyOf(OutputDirectory.FILES);
    }

    /** The list of affected people in a replay's directory. */
    public static Path affectedIn(Path directory, boolean sealed) {
        return directory.resolve(sealed ? OutputDirectory.AFFECTED_SEALED : OutputDirectory.AFFECTED);
    }

    /** SHA-256 of a file as manifests have it, hexadecimal; null of what is no file. */
    public static @Nullable String sha256(Path file) throws IOException {
        return Files.isRegularFile(file) ? Sha256.of(file) : null;
    }

    /**
     * Replays {@code job}, without pages for people.
     *
     * @throws UnreadableLogException as the other
     */
    public static ReplaySummary run(ReplayJob job, Progress progress)
            throws UnreadableLogException, ReplayException, IOException {
        return run(job, FolderPages.NONE, progress);
    }

    /**
     * Replays {@code job}.
     *
     * @param pages what the folder is to hold for people
     * @throws UnreadableLogException if a log cannot be used at all
     * @throws ReplayException if the directory cannot be used
     * @throws ReplayStoppedException if {@code progress} wanted it to stop; the directory then has a file
     *     {@code unfinished.json}, and the results of an earlier replay if it had some
     * @throws IOException if a disk fails or is full; the directory is then as it was
     */
    public static ReplaySummary run(ReplayJob job, FolderPages pages, Progress progress)
            throws UnreadableLogException, ReplayException, IOException {
        InputLogs inputs = InputLogs.of(job, progress);
        try (OutputDirectory output =
                OutputDirectory.open(job.directory(), job.effort().resumes())) {
            Milestone milestone = new Milestone(progress);
            try {
                ReplaySummary summary = run(job, inputs, output, pages, milestone);
                output.publish();
                return summary;
            } catch (ReplayStoppedException e) {
                output.leave(milestone.json());
                throw e;
            }
        }
    }

    private static ReplaySummary run(
            ReplayJob job, InputLogs inputs, OutputDirectory output, FolderPages pages, Milestone milestone)
            throws UnreadableLogException, IOException {
        Scratch scratch = new Scratch(output.scratch(), milestone);
        int readers = Math.min(
                job.effort().workers(),
                Math.max(1, inputs.logs().size() + job.others().size()));
        try (ReadJournal journal = job.effort().resumes()
                        ? ReadJournal.open(output.read(), ReadJournal.job(job, inputs), milestone)
                        : null;
                ReplayAlerts alerts = new ReplayAlerts(job.scope(), scratch);
                PeopleFiles people = new PeopleFiles(job, scratch);
                ExternalSorter<ReadEvent> events = sorter(job, scratch, journal, readers)) {
            LogReader reader = new LogReader(job, inputs, output.scratch(), journal, milestone);
            reader.read(events, readers);
            try (OutputStream rejected = output.create(OutputDirectory.REJECTED)) {
                reader.writeRejected(rejected);
            }
            Course course = new Course(job, inputs, output.scratch(), milestone);
            Counts counts = detect(course, reader, events, alerts, people);
            long peopleAffected = people.write(
                    output, events.sorted(), events.count(), reader.rejectedByReason(), reader.filtered(), milestone);
            try (OutputStream out = output.create(OutputDirectory.ALERTS)) {
                alerts.writeTo(out);
            }
            ReplaySummary summary = summary(job, reader, counts, peopleAffected, alerts);
            write(output, OutputDirectory.SUMMARY, summary.json());
            Manifest manifest = Manifest.of(job, inputs, summary, output.outputs());
            write(output, OutputDirectory.MANIFEST, manifest.json());
            List<Manifest.Output> outputs = new ArrayList<>(manifest.outputs());
            for (Map.Entry<String, String> page : pages.of(output.scratch()).entrySet()) {
                outputs.add(write(output, page.getKey(), page.getValue()));
            }
            write(output, OutputDirectory.MANIFEST, manifest.with(outputs).json());
            milestone.end();
            return summary;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Manifest.Output write(OutputDirectory output, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = output.create(name)) {
            out.write(bytes);
        }
        return new Manifest.Output(name, bytes.length, Sha256.of(text), null);
    }

    private static ExternalSorter<ReadEvent> sorter(
            ReplayJob job, Scratch scratch, @Nullable ReadJournal journal, int readers) {
        return new ExternalSorter<>(
                journal == null ? scratch : journal.scratch(),
                ReadEvent.FORMAT,
                ReadEvent.ORDER,
                job.effort().eventBytes(),
                readers,
                ExternalSorter.FAN_IN_MAX,
                journal);
    }

    /** What a replay works with all along. */
    private record Course(ReplayJob job, InputLogs inputs, Path scratch, Milestone milestone) {}

    /** Detects; what that needs of the heap beside the events is free again when it is done. */
    private static Counts detect(
            Course course, LogReader reader, ExternalSorter<ReadEvent> events, ReplayAlerts alerts, PeopleFiles people)
            throws IOException {
        ReplayJob job = course.job();
        List<InputLogs.Place> places = course.inputs().places(job.others());
        try (DetectionRun run =
                new DetectionRun(job, places, reader.toCome(), course.scratch(), alerts, people, course.milestone())) {
            run.run(events.sorted(), events.count());
            return run.counts(reader.rejected(), reader.filtered());
        }
    }

    private static ReplaySummary summary(
            ReplayJob job, LogReader reader, Counts counts, long peopleAffected, ReplayAlerts alerts) {
        return new ReplaySummary(
                job.version(),
                job.scope(),
                job.folder().affected(),
                peopleAffected,
                counts,
                reader.rejectedByReason(),
                alerts.opened(),
                alerts.updated(),
                alerts.closed(),
                alerts.gravest(),
                reader.logs(),
                ruleIds(job.rules()),
                job.rules().hash(),
                reader.firstMillis(),
                reader.lastMillis());
    }

    private static List<String> ruleIds(RuleSet rules) {
        Stream<String> detections = rules.detections().stream()
                .filter(DetectionRule::alerts)
                .map(rule -> rule.meta().id());
        Stream<String> correlations = rules.correlations().stream()
                .map((CorrelationRule rule) -> rule.meta().id());
        return Stream.concat(detections, correlations).sorted().toList();
    }
}
