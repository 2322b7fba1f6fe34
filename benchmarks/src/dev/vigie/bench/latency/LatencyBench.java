package dev.vigie.bench.latency;

import dev.vigie.bench.BrokerProcess;
import dev.vigie.bench.Cluster;
import dev.vigie.bench.Crowd;
import dev.vigie.bench.Flags;
import dev.vigie.bench.Measurement;
import dev.vigie.bench.Report;
import dev.vigie.bench.Traffic;
import dev.vigie.bench.live.AlertWatch;
import dev.vigie.bench.live.DetectorProcess;
import dev.vigie.bench.live.Probe;
import dev.vigie.bench.live.Sender;
import dev.vigie.bench.live.Wait;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Alerts' latency from either starting point at several loads, against one broker, with Vigie in a JVM of its own. Exit
 * code 1 if an alert is missing, late beyond any deadline or said twice, or the schedule was not held; 2 for wrong use.
 */
public final class LatencyBench {

    private static final String USAGE = "usage: benchmarks/run latency [--seconds N] [--rate N] [--saturate N]"
            + " [--alerts-per-second N] [--seed N]";
    private static final Map<String, Long> DEFAULTS = Map.of(
            "--seconds", 60L,
            "--rate", 0L,
            "--saturate", 1_000_000L,
            "--alerts-per-second", 10L,
            "--seed", 7L);
    private static final Path HOME = Path.of("target", "latency");
    private static final List<Double> LOADS = List.of(0.1, 0.5, 0.8);
    private static final double AIM_LOAD = 0.5;
    private static final double AIM_MILLIS = 250;
    private static final double HELD_MIN = 0.99;
    private static final Duration ALERT_MAX = Duration.ofSeconds(30);
    private static final Duration FLOOD_MAX = Duration.ofMinutes(5);
    private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    /** More than is ever sent, so that a day of traffic never ends. */
    private static final long EVENTS_MAX = 100_000_000;

    private final Flags flags;
    private final Cluster cluster;
    private final List<String> faults;

    private LatencyBench(Flags flags, Cluster cluster, List<String> faults) {
        this.flags = flags;
        this.cluster = cluster;
        this.faults = faults;
    }

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.orExit(arguments, USAGE, DEFAULTS, Set.of());
        List<String> faults = new ArrayList<>(Probe.faults(Crowd.BEGIN_MILLIS));
        Measurement.deleteAll(HOME);
        try (BrokerProcess broker = BrokerProcess.start(HOME.resolve("broker"));
                Cluster cluster = new Cluster(broker.bootstrap())) {
            System.out.print(Report.heading("latency", arguments));
            LatencyBench bench = new LatencyBench(flags, cluster, faults);
            bench.measure("vigie.events", false);
            bench.measure("the raw topics", true);
        } finally {
            Measurement.deleteAll(HOME);
        }
        Report.exit(faults);
    }

    private void measure(String title, boolean fromLogs) throws Exception {
        String prefix = fromLogs ? "from-logs" : "from-events";
        Topics topics = DetectorProcess.topics(prefix);
        Traffic traffic = new Traffic(EVENTS_MAX, flags.number("--seed"));
        new TopicCreation(cluster.admin(), topics).create(traffic.operators());
        List<LoadFigures> loads;
        try (DetectorProcess detector = DetectorProcess.start(
                        cluster.bootstrap(), prefix, HOME.resolve("state"), "vigie-1", 0, fromLogs);
                AlertWatch watch = AlertWatch.start(cluster.bootstrap(), topics);
                Sender sender = new Sender(cluster.bootstrap(), topics, fromLogs)) {
            detector.awaitRunning();
            OpenLoop loop = new OpenLoop(sender, traffic, flags.number("--seed"), flags.number("--alerts-per-second"));
            loads = run(title, loop, detector, watch, sender);
        }
        cluster.deleteTopicsOf(List.of(topics.detectApplication(), topics.ingestApplication()));
        print(title, loads);
    }

    private List<LoadFigures> run(
            String title, OpenLoop loop, DetectorProcess detector, AlertWatch watch, Sender sender) throws Exception {
        flood(title + ", to warm up", loop, detector, sender);
        double floodedPerSecond = flood(title + ", as fast as it goes", loop, detector, sender);
        long given = flags.number("--rate");
        double perSecondMax = given > 0 ? given : floodedPerSecond;
        List<LoadFigures> loads = new ArrayList<>();
        Set<String> triggered = new HashSet<>();
        for (double share : LOADS) {
            System.err.printf(Locale.ROOT, "%s: %.0f %% of %,.0f events/s%n", title, 100 * share, perSecondMax);
            OpenLoop.Sent sent = loop.run(share * perSecondMax, flags.number("--seconds"));
            if (sent.sentPerSecond() < HELD_MIN * share * perSecondMax) {
                faults.add(String.format(
                        Locale.ROOT,
                        "%s: %,.0f events/s were due, %,.0f were sent",
                        title,
                        share * perSecondMax,
                        sent.sentPerSecond()));
            }
            sent.dueNanos().keySet().forEach(probe -> triggered.add(probe.account()));
            loads.add(new LoadFigures(share, share * perSecondMax, sent, latencies(title, sent, watch)));
            Wait.orFail("all events processed", FLOOD_MAX, () -> detector.processed() >= sender.sent());
        }
        checkOnce(title, triggered, watch);
        return loads;
    }

    /** Sends many events at once; how many a second went through. */
    private double flood(String what, OpenLoop loop, DetectorProcess detector, Sender sender) throws Exception {
        long beginNanos = System.nanoTime();
        loop.flood(flags.number("--saturate"));
        Wait.orFail("all events processed", FLOOD_MAX, () -> detector.processed() >= sender.sent());
        double perSecond = flags.number("--saturate") * 1e9 / (System.nanoTime() - beginNanos);
        System.err.printf(Locale.ROOT, "%s: %,.0f events/s%n", what, perSecond);
        return perSecond;
    }

    private Histogram latencies(String title, OpenLoop.Sent sent, AlertWatch watch) throws Exception {
        Set<Probe> missing = new HashSet<>(sent.dueNanos().keySet());
        Wait.until(ALERT_MAX, () -> {
            missing.removeIf(probe -> watch.of(probe) != null);
            return missing.isEmpty();
        });
        if (!missing.isEmpty()) {
            faults.add(title + ": " + missing.size() + " alerts did not come within " + ALERT_MAX.toSeconds() + " s");
        }
        Histogram latencies = new Histogram(LATENCY_NANOS_MAX, DIGITS);
        sent.dueNanos().forEach((probe, dueNanos) -> {
            AlertWatch.Sighting seen = watch.of(probe);
            if (seen != null) {
                latencies.recordValue(Math.max(0, seen.nanos() - dueNanos));
            }
        });
        return latencies;
    }

    /** Every probe whose last event was sent has opened one episode, and no other has. */
    private void checkOnce(String title, Set<String> triggered, AlertWatch watch) {
        watch.sightings().forEach((account, seen) -> {
            if (!triggered.contains(account)) {
                faults.add(title + ": " + account + " raised an alert without its last event");
            } else if (seen.openings() != 1) {
                faults.add(title + ": " + account + " opened " + seen.openings() + " times");
            }
        });
    }

    private static void print(String title, List<LoadFigures> loads) {
        System.out.printf("%nFrom %s:%n%n%s", title, LoadFigures.HEADER);
        for (LoadFigures load : loads) {
            System.out.print(load.row());
        }
        loads.stream()
                .filter(load -> load.share() == AIM_LOAD)
                .forEach(load -> System.out.printf(
                        "%n%s%n", Report.aim("p99 at 50 % load", " ms", AIM_MILLIS, load.p99Millis())));
    }
}
