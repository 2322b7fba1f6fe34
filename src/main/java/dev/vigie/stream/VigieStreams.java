package dev.vigie.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Ingestion and detection, running against a cluster: topics created, both applications started. */
public final class VigieStreams implements AutoCloseable {

    private final StreamApplication ingest;
    private final StreamApplication detect;
    private final IngestFigures ingestFigures;
    private final DetectFigures detectFigures;
    private final @Nullable AssignmentFeed assignments;

    private VigieStreams(
            StreamApplication ingest,
            StreamApplication detect,
            IngestFigures ingestFigures,
            DetectFigures detectFigures,
            @Nullable AssignmentFeed assignments) {
        this.ingest = ingest;
        this.detect = detect;
        this.ingestFigures = ingestFigures;
        this.detectFigures = detectFigures;
        this.assignments = assignments;
    }

    /**
     * Creates the topics that are missing and starts both applications. Returns before they are running. Where
     * assignments come by topic, ingestion starts when they have been read, or half a minute later: what happens while
     * they are not known cannot be told assigned or not.
     *
     * @param logs the log topics that are to be created if they are not there
     * @throws TopicException if a topic cannot be created
     */
    public static VigieStreams start(
            StreamSettings settings, Collection<LogTopic> logs, Sources sources, Detection detection, Wire wire)
            throws TopicException {
        Map<String, Object> client = new java.util.HashMap<>(settings.kafka());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        try (Admin admin = Admin.create(client)) {
            TopicCreation creation = new TopicCreation(admin, settings.topics());
            creation.createWith(logs);
            creation.createAlertTopics(wire.alertTopics());
            AssignmentTopic topic = sources.assignments();
            if (topic != null) {
                creation.createAssignments(topic.name());
            }
        }
        DetectFigures detectFigures = DetectFigures.within(settings.heapBytes());
        StreamApplication detect = StreamApplication.startDetect(settings, detection, wire, detectFigures);
        AssignmentFeed assignments = AssignmentFeed.startIfAny(settings, sources.assignments());
        try {
            IngestFigures ingestFigures = new IngestFigures();
            StreamApplication ingest = StreamApplication.startIngest(
                    settings, sources, wire, ingestFigures, assignments == null ? Assignments.NONE : assignments);
            return new VigieStreams(ingest, detect, ingestFigures, detectFigures, assignments);
        } catch (RuntimeException e) {
            if (assignments != null) {
                assignments.close();
            }
            detect.close();
            throw e;
        }
    }

    /** Waits until both have their partitions and their state. False if it took longer. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        return ingest.awaitRunning(timeout)
                && detect.awaitRunning(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }

    /** Whether both work, or will by themselves. */
    public boolean isAlive() {
        return ingest.isAlive() && detect.isAlive();
    }

    public StreamApplication ingest() {
        return ingest;
    }

    public StreamApplication detect() {
        return detect;
    }

    /** What ingestion has done so far. */
    public IngestFigures ingestFigures() {
        return ingestFigures;
    }

    /** What detection has done so far. */
    public DetectFigures detectFigures() {
        return detectFigures;
    }

    /** What is known of assignments, at each call as it is then; null where none come by topic. */
    public @Nullable Supplier<AssignmentFigures> assignmentFigures() {
        return assignments == null ? null : assignments::figures;
    }

    /** What Kafka itself measures of both; the caller's to close. */
    public StreamMeters meters() {
        return new StreamMeters(List.of(ingest.streams(), detect.streams()));
    }

    /** Stops ingestion first, so that the detector sees what it has sent. */
    @Override
    public void close() {
        ingest.close();
        if (assignments != null) {
            assignments.close();
        }
        detect.close();
    }
}
