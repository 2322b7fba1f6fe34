package dev.vigie.bench;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.stream.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One broker, one set of events, and the jobs one after the other in each of several rounds, the first of which only
 * warms up; the medians of the others are the result. Every run is checked. Exit code 0, 1 if a run did something else
 * than it should have, 2 for wrong use.
 */
public final class Bench {

    private static final Path HOME = Path.of("target", "bench");
    private static final Duration START_MAX = Duration.ofMinutes(1);
    private static final Duration RUN_MAX = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;
    private static final long COMMIT_MILLIS = 1_000;

    private final Options options;
    private final BrokerProcess broker;
    private final List<String> faults = new ArrayList<>();

    private Bench(Options options, BrokerProcess broker) {
        this.options = options;
        this.broker = broker;
    }

    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + Options.USAGE);
            System.exit(2);
            return;
        }
        deleteAll(HOME);
        List<String> faults;
        try (BrokerProcess broker = BrokerProcess.start(HOME.resolve("broker"))) {
            Bench bench = new Bench(options, broker);
            bench.run();
            faults = bench.faults;
        } finally {
            deleteAll(HOME);
        }
        faults.forEach(fault -> System.err.println("FAILED: " + fault));
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private void run() throws Exception {
        Detection detection = new Detection(
                new Plan(SigmaLoader.builtIn()),
                new DetectorSettings(
                        new long[] {1, 2},
                        null,
                        DetectorSettings.SKEW_TOLERANCE_MILLIS,
                        "bench",
                        System::currentTimeMillis));
        try (Cluster cluster = new Cluster(broker.bootstrap())) {
            System.err.printf("writing %,d events%n", options.events());
            Load load =
                    Load.produce(cluster, new Traffic(options.events(), options.seed()), options.events(), detection);
            if (load.alertIds().size() < Traffic.EXTRACTIONS) {
                faults.add("the events give only " + load.alertIds().size() + " alerts");
            }
            List<Job> jobs = jobs(cluster, load, detection);
            Map<Job, List<Sample>> samples = new LinkedHashMap<>();
            for (int round = 0; round <= options.rounds(); round++) {
                for (int number = 1; number <= jobs.size(); number++) {
                    if (options.wants(number)) {
                        Job job = jobs.get(number - 1);
                        Sample sample = measure(job, "round-" + round + "-job-" + number);
                        if (round > 0) {
                            samples.computeIfAbsent(job, unseen -> new ArrayList<>())
                                    .add(sample);
                        }
                    }
                }
            }
            report(load, samples, jobs.get(2));
        }
    }

    private static List<Job> jobs(Cluster cluster, Load load, Detection detection) {
        Path state = HOME.resolve("state");
        String events = load.direct().events();
        Job poll = new PollJob("polling `vigie.events`", cluster, List.of(events), load.events());
        Job pollLogs = new PollJob("polling the raw logs", cluster, load.logTopics(), load.events());
        return List.of(
                poll,
                new TopologyJob(
                        "Kafka Streams pass-through, events decoded",
                        cluster,
                        events,
                        load.events(),
                        state,
                        poll,
                        Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS),
                        seen -> TopologyJob.passThrough(events, seen)),
                new TopologyJob(
                        "DSL: count() in hourly windows hopping by 5 minutes",
                        cluster,
                        load.tenth(),
                        load.events() / Load.TENTH,
                        state,
                        poll,
                        Map.of(),
                        seen -> TopologyJob.hoppingCount(load.tenth(), seen)),
                new VigieJob("Vigie, from `vigie.events`", cluster, load, false, state, detection, poll),
                pollLogs,
                new VigieJob("Vigie, from the raw logs", cluster, load, true, state, detection, pollLogs));
    }

    private Sample measure(Job job, String name) throws Exception {
        System.gc();
        Meter meter = new Meter(broker);
        Sample sample;
        try (Job.Run run = job.start(name)) {
            if (!run.awaitRunning(START_MAX)) {
                throw new IllegalStateException(job.title() + " did not start within " + START_MAX);
            }
            meter.running();
            long deadlineNanos = System.nanoTime() + RUN_MAX.toNanos();
            while (!run.done()) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new IllegalStateException(job.title() + " did not end within " + RUN_MAX);
                }
                Thread.sleep(LOOK_MILLIS);
            }
            sample = meter.done(job.events());
            run.faults().forEach(fault -> faults.add(name + ", " + job.title() + ": " + fault));
        }
        deleteAll(HOME.resolve("state"));
        System.err.printf(
                Locale.ROOT,
                "%s  %,10.0f events/s  %7.2f CPU s per million (%2.0f %% compiling)  %s%n",
                name,
                sample.eventsPerSecond(),
                sample.cpuSecondsPerMillion(),
                100 * sample.compiling(),
                job.title());
        return sample;
    }

    private void report(Load load, Map<Job, List<Sample>> samples, Job dsl) {
        Map<Job, Sample> medians = new LinkedHashMap<>();
        samples.forEach((job, list) -> medians.put(job, Sample.median(list)));
        System.out.printf(
                Locale.ROOT,
                "`benchmarks/run --events %d --rounds %d --seed %d`: %d cores, %s %s, %s %s; %,d events of %d bytes"
                        + " (as raw JSON %d), %,d accounts of %d operators, %d alerts.%n%n%s",
                options.events(),
                options.rounds(),
                options.seed(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                load.events(),
                load.eventBytes() / load.events(),
                load.logBytes() / load.events(),
                Traffic.ACCOUNTS,
                Traffic.OPERATORS,
                load.alertIds().size(),
                Table.of(medians, dsl));
    }

    /** Deletes a directory with all that is in it; nothing where there is none. */
    public static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
