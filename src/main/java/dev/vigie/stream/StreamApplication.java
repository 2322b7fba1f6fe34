package dev.vigie.stream;

import dev.vigie.detect.NewerFormatException;
import dev.vigie.store.CorruptStateException;
import dev.vigie.store.RocksMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the two Kafka Streams applications, running. */
public final class StreamApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamApplication.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    /** What Kafka Streams calls the one thread that it cannot replace. */
    private static final String GLOBAL_THREAD = "-GlobalStreamThread";

    /**
     * A thread that meets damaged state leaves the next one what Kafka has, and what a later release has written stays
     * so; to try that again and again helps nobody.
     */
    private static final int UNREADABLE_MAX = 2;

    private final String name;
    private final KafkaStreams streams;
    private final Runnable afterwards;
    private final CountDownLatch running = new CountDownLatch(1);
    private final LongAdder threadFailures = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    private StreamApplication(String name, Topology topology, Properties properties, Runnable afterwards) {
        this.name = name;
        this.streams = new KafkaStreams(topology, properties);
        this.afterwards = afterwards;
    }

    /** Logs to events, without assignments other than those that the logs state. The topics must be there. */
    public static StreamApplication startIngest(StreamSettings settings, Sources sources, Wire wire) {
        return startIngest(settings, sources, wire, new IngestFigures(), Assignments.NONE);
    }

    static StreamApplication startIngest(
            StreamSettings settings, Sources sources, Wire wire, IngestFigures figures, Assignments assignments) {
        Topics topics = settings.topics();
        Topology topology = IngestTopology.of(topics, sources, wire, System::currentTimeMillis, figures, assignments);
        return new StreamApplication(
                        topics.ingestApplication(), topology, new ClientSettings(settings).ingest(), () -> {})
                .start();
    }

    /** Events to alerts. The topics must be there. */
    public static StreamApplication startDetect(StreamSettings settings, Detection detection, Wire wire) {
        return startDetect(settings, detection, wire, DetectFigures.within(settings.heapBytes()));
    }

    static StreamApplication startDetect(
            StreamSettings settings, Detection detection, Wire wire, DetectFigures figures) {
        Topics topics = settings.topics();
        RocksMemory memory = new RocksMemory(settings.rocksBytes());
        Properties properties = new ClientSettings(settings).detect(memory);
        Supplier<StreamApplication> detect = () -> new StreamApplication(
                topics.detectApplication(),
                DetectTopology.of(topics, detection, wire, settings.threads(), figures),
                properties,
                memory::close);
        try {
            return detect.get().start();
        } catch (ProcessorStateException e) {
            // Found damaged at the start; a thread that finds it later does the same by itself.
            LOG.warn(
                    "{}: the state on disk cannot be opened; it is deleted, and restored from Kafka",
                    topics.detectApplication(),
                    e);
            delete(settings.stateDirectory().resolve(topics.detectApplication()));
            return detect.get().start();
        }
    }

    private static void delete(Path directory) {
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("damaged state cannot be deleted", e);
        }
    }

    private StreamApplication start() {
        streams.setUncaughtExceptionHandler(this::answer);
        streams.setStateListener((now, before) -> {
            LOG.info("{}: {} after {}", name, now, before);
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        try {
            streams.start();
        } catch (RuntimeException e) {
            streams.close(STOP_TIMEOUT);
            throw e;
        }
        return this;
    }

    private StreamThreadExceptionResponse answer(Throwable failure) {
        if (Thread.currentThread().getName().endsWith(GLOBAL_THREAD)) {
            LOG.error("{}: what reads for all threads has failed, and cannot be replaced", name, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (isUnreadable(failure)) {
            unreadable.increment();
            if (unreadable.sum() > UNREADABLE_MAX) {
                LOG.error("{}: its state, or what another release tells it, cannot be read", name, failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        // A failed commit ends its thread by design: the next one resumes from the last commit, with nothing lost.
        LOG.warn("{}: a thread failed and is replaced", name, failure);
        threadFailures.increment();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isUnreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptStateException || cause instanceof NewerFormatException) {
                return true;
            }
        }
        return false;
    }

    /** Waits until the application has its partitions and their state. False if it took longer. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Whether it works, or will by itself: an application that starts, restores or shares out partitions does. False
     * once it has given up or has no thread left.
     */
    public boolean isAlive() {
        KafkaStreams.State state = streams.state();
        boolean givenUp = state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR;
        boolean idle = state.isRunningOrRebalancing()
                && streams.metadataForLocalThreads().isEmpty();
        return !givenUp && !idle;
    }

    /** Whether it has its partitions and their state, and works. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Kafka's word for what it does, such as {@code REBALANCING}. */
    public String state() {
        return streams.state().name();
    }

    /** How many threads have failed and were replaced. */
    public long threadFailures() {
        return threadFailures.sum();
    }

    KafkaStreams streams() {
        return streams;
    }

    /** Commits and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        boolean stopped = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(STOP_TIMEOUT));
        if (!stopped) {
            LOG.warn(
                    "{}: did not stop within {} s; what it had not committed will be done again",
                    name,
                    STOP_TIMEOUT.toSeconds());
            return;
        }
        afterwards.run();
    }
}
