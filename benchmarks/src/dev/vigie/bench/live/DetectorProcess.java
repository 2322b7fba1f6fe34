package dev.vigie.bench.live;

import dev.vigie.bench.ChildJvm;
import dev.vigie.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Vigie in a JVM of its own, that can be killed. */
public final class DetectorProcess implements AutoCloseable {

    private static final short ONE_COPY = 1;

    private final ChildJvm process;
    private final Topics topics;

    private DetectorProcess(ChildJvm process, Topics topics) {
        this.process = process;
        this.topics = topics;
    }

    /** The topics that a detector of this prefix works on. */
    public static Topics topics(String prefix) {
        return new Topics(prefix, Topics.EVENT_PARTITIONS, 1, ONE_COPY);
    }

    /**
     * Starts one, and returns before it is running.
     *
     * @param instance its name within its group; the state lies in a directory of this name
     * @param ingests whether it also makes events of logs
     */
    public static DetectorProcess start(
            String bootstrap, String prefix, Path state, String instance, int standbys, boolean ingests)
            throws IOException {
        List<String> arguments = List.of(
                bootstrap,
                prefix,
                state.resolve(instance).toString(),
                instance,
                Integer.toString(standbys),
                Boolean.toString(ingests));
        return new DetectorProcess(
                ChildJvm.start(DetectorMain.class, ChildJvm.memoryFlags(), arguments), topics(prefix));
    }

    public void awaitRunning() throws IOException {
        if (!process.readLine().equals(DetectorMain.RUNNING)) {
            throw new IOException("the detector said something else than that it is running");
        }
    }

    /** How many records of {@code vigie.events} this process has been through since it started, committed or not. */
    public long processed() throws IOException {
        // Ingestion writes the same topic: only the detector's own threads are asked.
        return (long) ask("kafka.streams:type=stream-topic-metrics,thread-id=" + topics.detectApplication()
                + "-*,topic=" + topics.events() + ",* records-consumed-total");
    }

    /** How many records this process's standbys are behind. */
    public long standbyLag() throws IOException {
        return (long) ask("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*restore-consumer*,topic=*,"
                + "partition=* " + DetectorMain.LAG);
    }

    /** How many records this process's restoring consumers have read since it started. */
    public long restored() throws IOException {
        return (long) ask("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*restore-consumer*"
                + " records-consumed-total");
    }

    private double ask(String question) throws IOException {
        return Double.parseDouble(process.ask(question));
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Commits, leaves the group and ends. */
    @Override
    public void close() {
        process.close();
    }
}
