package dev.vigie.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One broker, one set of events, and the jobs one after the other in each of several rounds, the first of which only
 * warms up; the medians of the others are the result. Every run is checked. Exit code 0, 1 if a run did something else
 * than it should have, 2 for wrong use.
 */
final class Bench {

    private static final Path HOME = Path.of("target", "bench");
    private static final Path STATE = HOME.resolve("state");

    private final Options options;
    private final Measurement measurement;

    private Bench(Options options, BrokerProcess broker) {
        this.options = options;
        this.measurement = new Measurement(broker, STATE);
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
        if (options.help()) {
            System.out.println(Options.USAGE);
            return;
        }
        Measurement.deleteAll(HOME);
        boolean failed;
        try (BrokerProcess broker = BrokerProcess.start(HOME.resolve("broker"));
                FlinkProcess flink = new FlinkProcess(broker.bootstrap(), HOME.resolve("flink"))) {
            Bench bench = new Bench(options, broker);
            bench.run(broker.bootstrap(), flink);
            failed = bench.measurement.tellFaults();
        } finally {
            Measurement.deleteAll(HOME);
        }
        System.exit(failed ? 1 : 0);
    }

    private void run(String bootstrap, FlinkProcess flink) throws Exception {
        try (Cluster cluster = new Cluster(bootstrap)) {
            System.err.printf("writing %,d events%n", options.events());
            Load load = Load.produce(cluster, new Traffic(options.events(), options.seed()), options.events());
            Map<Integer, Job> jobs = new Jobs(options, cluster, load, STATE, flink).wanted();
            if (jobs.values().stream().anyMatch(FlinkJob.class::isInstance)) {
                cluster.create(FlinkJob.ALERTS, 1);
                flink.start();
            }
            Map<Integer, List<Sample>> samples = new LinkedHashMap<>();
            for (int round = 0; round <= options.rounds(); round++) {
                for (Map.Entry<Integer, Job> job : jobs.entrySet()) {
                    Sample sample = measurement.of(job.getValue(), "round-" + round + "-job-" + job.getKey());
                    if (round > 0) {
                        samples.computeIfAbsent(job.getKey(), unseen -> new ArrayList<>())
                                .add(sample);
                    }
                }
            }
            Map<Integer, Sample> medians = new LinkedHashMap<>();
            samples.forEach((number, list) -> medians.put(number, Sample.median(list)));
            report(load, jobs, medians);
        }
    }

    private void report(Load load, Map<Integer, Job> jobs, Map<Integer, Sample> medians) {
        System.out.printf(
                Locale.ROOT,
                "`benchmarks/run throughput --events %d --rounds %d --seed %d`: %s; %,d events of %d bytes"
                        + " (as raw JSON %d), %,d accounts of %d operators.%n",
                options.events(),
                options.rounds(),
                options.seed(),
                Machine.description(),
                load.events(),
                load.eventBytes() / load.events(),
                load.logBytes() / load.events(),
                Traffic.ACCOUNTS,
                Staff.OPERATORS);
        Table table = new Table(jobs, medians);
        System.out.print(table.of(Jobs.POLL, Jobs.FLINK_ROCKS));
        System.out.print(table.of(Jobs.POLL_LOGS, Jobs.LAST));
        List<Goal> goals = Goals.of(medians);
        if (!goals.isEmpty()) {
            System.out.print(System.lineSeparator() + Goal.HEADER);
            goals.forEach(goal -> System.out.print(goal.row()));
        }
    }
}
