package dev.vigie.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** Ingestion and detection, running against a cluster: topics created, both applications started. */
public final class VigieStreams implements AutoCloseable {

    private final StreamApplication ingest;
    private final StreamApplication detect;

    private VigieStreams(StreamApplication ingest, StreamApplication detect) {
        this.ingest = ingest;
        this.detect = detect;
    }

    /**
     * Creates the topics that are missing and starts both applications. Returns before they are running.
     *
     * @param operators whose log topics are to be created
     * @throws TopicException if a topic cannot be created
     */
    public static VigieStreams start(
            StreamSettings settings, Collection<String> operators, Parsers parsers, Detection detection, Wire wire)
            throws TopicException {
        Map<String, Object> client = new java.util.HashMap<>(settings.kafka());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        try (Admin admin = Admin.create(client)) {
            TopicCreation creation = new TopicCreation(admin, settings.topics());
            creation.create(operators);
            creation.createAlertTopics(wire.alertTopics());
        }
        StreamApplication detect = StreamApplication.startDetect(settings, detection, wire);
        try {
            return new VigieStreams(StreamApplication.startIngest(settings, parsers, wire), detect);
        } catch (RuntimeException e) {
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

    /** Stops ingestion first, so that the detector sees what it has sent. */
    @Override
    public void close() {
        ingest.close();
        detect.close();
    }
}
