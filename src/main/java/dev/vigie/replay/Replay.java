package dev.vigie.replay;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The detector over files. Reads every log, puts the events in order of time and id, whatever file they stood in, and
 * runs the same detection over them as a live stream does; the end of the logs closes what is open.
 *
 * <p>The directory gets these files, all or none of them:
 *
 * <ul>
 *   <li>{@code alerts.jsonl}, the alert messages as they came about ({@link dev.vigie.wire.AlertJson}). In
 *       {@code provenance}, {@code topic} is the log's name, {@code offsetFirst} and {@code offsetLast} are lines in
 *       it, and {@code detectedAt} is the time of the event at hand.
 *   <li>{@code rejected.jsonl}, what is no event ({@link RejectedLines}): personal data, that only the user may read.
 *   <li>{@code accounts.csv}, {@code timeline.csv}, {@code exposure.csv}, {@code affected.csv} and {@code ledger.json},
 *       who did what and who was read ({@link PeopleFiles}).
 *   <li>{@code manifest.json}, what is needed to repeat the replay ({@link Manifest}).
 *   <li>{@code summary.json}, what was counted and found ({@link ReplaySummary}).
 * </ul>
 *
 * The same logs, rules and keys give the same bytes.
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
     * Replays {@code job}.
     *
     * @throws UnreadableLogException if a log cannot be used at all
     * @throws ReplayException if the directory cannot be used
     * @throws IOException if a disk fails or is full; the directory is then as it was
     */
    public static ReplaySummary run(ReplayJob job, Progress progress)
            throws UnreadableLogException, ReplayException, IOException {
        List<String> names = LogNames.of(job.logs());
        LogReader reader = new LogReader(job, names, progress);
        reader.check();
        try (OutputDirectory output = OutputDirectory.open(job.directory());
                EventSorter sorter = new EventSorter(output.scratch(), job.heapBytes());
                PeopleFiles people = new PeopleFiles(job, new Scratch(output.scratch()))) {
            try (RejectedLines rejected = new RejectedLines(output.create(OutputDirectory.REJECTED))) {
                reader.read(sorter, rejected);
            }
            ReplaySummary summary;
            try (OutputStream alerts = output.create(OutputDirectory.ALERTS)) {
                DetectionRun run = new DetectionRun(job, names, alerts, people);
                run.run(sorter.sorted(), sorter.events(), progress);
                summary = summary(job, reader, run);
            }
            people.write(output, reader.rejectedByReason());
            try (OutputStream out = output.create(OutputDirectory.SUMMARY)) {
                out.write(summary.json().getBytes(StandardCharsets.UTF_8));
            }
            Manifest manifest = Manifest.of(job, summary, output.outputs());
            try (OutputStream out = output.create(OutputDirectory.MANIFEST)) {
                out.write(manifest.json().getBytes(StandardCharsets.UTF_8));
            }
            output.publish();
            return summary;
        }
    }

    private static ReplaySummary summary(ReplayJob job, LogReader reader, DetectionRun run) {
        long rejected = reader.rejectedByReason().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new ReplaySummary(
                job.version(),
                run.counts(rejected),
                reader.rejectedByReason(),
                run.opened(),
                run.updated(),
                run.closed(),
                run.gravest(),
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
