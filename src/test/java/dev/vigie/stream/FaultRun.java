package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventJson;
import dev.vigie.wire.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A trial of a fault: operators' logs that come at a steady rate, {@code vigie run} in JVMs of its own, something that
 * a test does to them meanwhile; and in the end the alerts and the ledger, which must be those of the same events
 * undisturbed, each once.
 *
 * <pre>
 *   try (FaultRun run = new FaultRun(directory, broker, bootstrap, "name", events)) {
 *       VigieProcess vigie = run.vigie(0, 0);
 *       vigie.start();
 *       run.load(200);
 *       run.awaitDetected(0.3);
 *       ... the fault ...
 *       return run.finish("what was done", "what else was measured");
 *   }
 * </pre>
 */
final class FaultRun implements AutoCloseable {

    static final int PARTITIONS = 6;

    private static final long SEED = Long.getLong("vigie.seed", 20_261_126L);
    private static final Duration DEADLINE = Duration.ofMinutes(4);
    private static final int QUIET_SECONDS_MAX = 45;

    private final Path directory;
    private final Broker broker;
    private final String vigieBootstrap;
    private final Topics topics;
    private final List<AccessEvent> events;
    private final List<AccessEvent> sentinels;
    private final Outcome expected;
    private final Progress progress;
    private final List<VigieProcess> processes = new ArrayList<>();
    private final List<Runnable> more = new ArrayList<>();
    private final VigieOutput output;
    private final AtomicInteger perSecond = new AtomicInteger();
    private final Standstill standstill;
    private @Nullable Thread loader;
    private SchemaRegistry registry = SchemaRegistry.none();

    /** What happens to a run under load; returns what was measured besides. */
    interface Fault {
        String happen(FaultRun run) throws Exception;
    }

    /**
     * Tries one fault, unless it has been tried with these classes, and prints its row.
     *
     * @param name a small word, different for each fault
     * @param what was done, for the table
     */
    static void trial(Path directory, Broker broker, String name, String what, int events, Fault fault)
            throws Exception {
        FaultTable.row(name, () -> {
            try (FaultRun run = new FaultRun(directory, broker, broker.bootstrap(), name, events)) {
                return run.finish(what, run.happen(fault));
            }
        });
    }

    private String happen(Fault fault) throws Exception {
        try {
            return fault.happen(this);
        } catch (AssertionError e) {
            throw output.with(e);
        }
    }

    /**
     * @param name of the topics, different for each trial
     * @param count how many events come
     */
    FaultRun(Path directory, Broker broker, String vigieBootstrap, String name, int count) throws Exception {
        this.directory = Files.createDirectories(directory.resolve(name));
        this.broker = broker;
        this.vigieBootstrap = vigieBootstrap;
        this.topics = new Topics(name, PARTITIONS, 1, (short) -1);
        this.events = Story.events(SEED, count);
        this.sentinels = Story.sentinels(events, PARTITIONS);
        List<AccessEvent> all = new ArrayList<>(events);
        all.addAll(sentinels);
        this.expected = Outcome.expected(all);
        this.output = new VigieOutput(this.directory.resolve("output.txt"));
        broker.create(topics, Story.OPERATORS);
        this.progress = new Progress(broker, topics);
        this.standstill = new Standstill(
                name,
                List.of(topics.ingestApplication(), topics.detectApplication()),
                () -> processes.stream().flatMap(VigieProcess::running).toList());
    }

    Topics topics() {
        return topics;
    }

    Path state(int instance) {
        return new Instance(instance, 0).state(directory);
    }

    Progress progress() {
        return progress;
    }

    /** What the ledger must say beside the events; for records that are none. */
    Outcome expected() {
        return expected;
    }

    /** Who resolves the alerts' schemas. */
    void readBy(SchemaRegistry reader) {
        registry = reader;
    }

    /** Closes something that is needed until the comparison is over. */
    void atEnd(Runnable close) {
        more.add(close);
    }

    /**
     * One of the instances, not started.
     *
     * @param more lines of its configuration
     */
    VigieProcess vigie(int instance, int standbys, String... more) throws IOException {
        Path rules = Path.of("src/test/resources/plain");
        Path config = config(directory, new Instance(instance, standbys), vigieBootstrap, topics, rules, more);
        VigieProcess process = new VigieProcess(config, output.file());
        processes.add(process);
        return process;
    }

    /** One of several processes of an installation. */
    record Instance(int number, int standbys) {

        Path state(Path directory) {
            return directory.resolve("state-" + number);
        }
    }

    /** Writes what {@code vigie run} is told, and its keys, into {@code directory}. */
    static Path config(Path directory, Instance instance, String bootstrap, Topics topics, Path rules, String... more)
            throws IOException {
        Path config = Files.writeString(directory.resolve("vigie-" + instance.number() + ".yaml"), """
                kafka:
                  bootstrap.servers: %s
                  commit.interval.ms: 200
                topics: {prefix: %s, partitions: %d}
                rules: %s
                keys: {hash-key-file: hash.key, subject-key-file: subject.key}
                state-dir: %s
                threads: 2
                instance: {name: vigie-%d, standbys: %d}
                memory: {profiles-megabytes: 16, rocksdb-megabytes: 32}
                monitor: {listen: '127.0.0.1:0'}
                %s
                """.formatted(
                        bootstrap,
                        topics.prefix(),
                        topics.eventPartitions(),
                        rules.toAbsolutePath(),
                        instance.state(directory),
                        instance.number(),
                        instance.standbys(),
                        String.join("\n", more)));
        // Those of Detections.settings().
        Files.writeString(directory.resolve("hash.key"), "00000000000000010000000000000002");
        Files.writeString(
                directory.resolve("subject.key"), HexFormat.of().formatHex("only for the tests".getBytes(UTF_8)));
        return config;
    }

    /**
     * Has the events come, so many a second, from when all that was started works: what waits for a start is detected
     * in one go, and a fault that comes after it is none under load.
     */
    void load(int eventsPerSecond) {
        awaitRunning();
        perSecond.set(eventsPerSecond);
        Thread thread = new Thread(this::send, "load");
        thread.setDaemon(true);
        loader = thread;
        thread.start();
    }

    /** Waits until all that was started works, if each has before it was stopped. */
    void awaitRunning() {
        int starts = starts();
        Broker.await("running", DEADLINE, () -> output.running() >= starts);
    }

    /** How often instances were started, by themselves or by the test. */
    private int starts() {
        return processes.stream().mapToInt(VigieProcess::starts).sum();
    }

    /** Fails if all events are detected: a fault from now on would be none under load. */
    void assertMoreComes() {
        assertThat(progress.received()).as("detected before the fault").isLessThan(events.size());
    }

    /** Another rate. */
    void rate(int eventsPerSecond) {
        perSecond.set(eventsPerSecond);
    }

    private void send() {
        long dueNanos = System.nanoTime();
        for (AccessEvent event : events) {
            broker.send(topics.logs(event.operator()), null, EventJson.line(event));
            dueNanos += 1_000_000_000L / perSecond.get();
            LockSupport.parkNanos(dueNanos - System.nanoTime());
        }
    }

    /** Waits until this share of the events is detected and committed. */
    void awaitDetected(double share) throws InterruptedException, IOException {
        long wanted = (long) (share * events.size());
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        while (!progress.await(wanted, Duration.ofSeconds(QUIET_SECONDS_MAX))) {
            double quietSeconds = progress.quietSeconds();
            if (quietSeconds > QUIET_SECONDS_MAX) {
                standstill.note(broker.admin(), quietSeconds);
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("after " + DEADLINE.toSeconds() + " s the ledger has " + progress.received()
                        + ", not " + wanted);
            }
        }
    }

    /** Waits until all events have been sent. */
    void awaitSent() throws InterruptedException {
        Thread sending = loader;
        if (sending != null) {
            sending.join();
        }
        broker.flush();
    }

    Broker broker() {
        return broker;
    }

    /** Lets time pass: an outage has a length. */
    static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    /** Waits for the end of the events and of their detection, and compares. */
    FaultTable.Row finish(String fault, String figures) throws Exception {
        try {
            awaitSent();
            awaitDetected(1);
            double undetectedSeconds = progress.gapSeconds();
            for (AccessEvent event : sentinels) {
                broker.send(topics.logs(event.operator()), null, EventJson.line(event));
            }
            broker.flush();
            Outcome outcome = broker.read(topics, expected, registry);
            assertThat(outcome.totals()).as("seed %d", SEED).isEqualTo(expected.totals());
            assertThat(outcome.alerts()).as("seed %d", SEED).isEqualTo(expected.alerts());
            int starts = starts() - processes.size();
            return new FaultTable.Row(
                    fault,
                    events.size(),
                    expected.messages(),
                    undetectedSeconds,
                    figures + (figures.isEmpty() ? "" : "; ") + "started again: " + starts);
        } catch (AssertionError e) {
            throw output.with(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(VigieProcess::close);
        progress.close();
        more.forEach(Runnable::run);
    }
}
