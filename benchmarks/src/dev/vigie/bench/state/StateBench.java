package dev.vigie.bench.state;

import dev.vigie.bench.BrokerProcess;
import dev.vigie.bench.Cluster;
import dev.vigie.bench.Crowd;
import dev.vigie.bench.Flags;
import dev.vigie.bench.Measurement;
import dev.vigie.bench.Report;
import dev.vigie.bench.RuleBench;
import dev.vigie.bench.live.AlertWatch;
import dev.vigie.bench.live.DetectorProcess;
import dev.vigie.bench.live.Probe;
import dev.vigie.bench.live.Sender;
import dev.vigie.bench.live.Wait;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Bytes per profile on the heap, on disk and in the changelog, and the time to the first answer after a stop, after a
 * kill, and with a standby. Exit code 1 if a detector has forgotten something or says it twice, 2 for wrong use.
 */
public final class StateBench {

    private static final String USAGE =
            "usage: benchmarks/run state [--profiles N] [--events-per-profile N] [--rounds N]";
    private static final Map<String, Long> DEFAULTS =
            Map.of("--profiles", 1_000_000L, "--events-per-profile", 2L, "--rounds", 1L);
    private static final Path HOME = Path.of("target", "state-bench");
    private static final String PREFIX = "state";
    private static final List<String> STORES = List.of("profiles", "group-profiles");
    private static final double EVENTS_PER_HOUR = 1;
    private static final double MILLION = 1e6;
    private static final double AIM_RATIO = 3;
    private static final Duration FILL_MAX = Duration.ofMinutes(30);

    private final int profiles;
    private final long events;
    private final long rounds;
    private final Cluster cluster;
    private final Topics topics = DetectorProcess.topics(PREFIX);
    private final Path state = HOME.resolve("state");

    private StateBench(Flags flags, Cluster cluster) {
        this.profiles = Math.toIntExact(flags.number("--profiles"));
        this.events = profiles * flags.number("--events-per-profile");
        this.rounds = flags.number("--rounds");
        this.cluster = cluster;
    }

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.orExit(arguments, USAGE, DEFAULTS, Set.of());
        List<String> faults = new ArrayList<>(Probe.faults(Crowd.BEGIN_MILLIS));
        System.out.print(Report.heading("state", arguments));
        heap(faults);
        Measurement.deleteAll(HOME);
        try (BrokerProcess broker = BrokerProcess.start(HOME.resolve("broker"));
                Cluster cluster = new Cluster(broker.bootstrap())) {
            faults.addAll(new StateBench(flags, cluster).run());
        } finally {
            Measurement.deleteAll(HOME);
        }
        Report.exit(faults);
    }

    private static void heap(List<String> faults) throws Exception {
        HeapFill.of(1_000, 10); // loads what is loaded once
        System.out.printf("%nOn the heap:%n%n%s", HeapFill.HEADER);
        for (HeapFill fill : List.of(
                HeapFill.of(20_000, 1), HeapFill.of(20_000, 10), HeapFill.of(5_000, 100), HeapFill.of(1_000, 1_000))) {
            System.out.print(fill.row());
            faults.addAll(fill.faults());
        }
    }

    private List<String> run() throws Exception {
        new TopicCreation(cluster.admin(), topics).create(List.of());
        try (Sender sender = new Sender(cluster.bootstrap(), topics, false);
                AlertWatch watch = AlertWatch.start(cluster.bootstrap(), topics)) {
            Crowd crowd = new Crowd(profiles, EVENTS_PER_HOUR);
            long endMillis =
                    Crowd.BEGIN_MILLIS + Duration.ofHours(events / profiles).toMillis();
            Restarts restarts = new Restarts(cluster, PREFIX, state, sender, watch, endMillis);
            fill(crowd, sender, restarts);
            Changelogs.read(cluster, topics); // the second reading is the one that counts: warm
            Changelogs changelogs = Changelogs.read(cluster, topics);
            sizes(changelogs);
            restarts(restarts, changelogs);
            return restarts.faults();
        }
    }

    /** Events of all accounts in turn: no profile is still on the heap when its account's next event comes. */
    private void fill(Crowd crowd, Sender sender, Restarts restarts) throws Exception {
        System.err.printf(Locale.ROOT, "filling %,d profiles with %,d events%n", profiles, events);
        try (DetectorProcess detector = restarts.startFirst()) {
            detector.awaitRunning();
            for (long i = 0; i < events; i++) {
                sender.send(crowd.next());
            }
            sender.flush();
            Wait.orFail("all events processed", FILL_MAX, () -> detector.processed() >= events);
            restarts.awaitCommitted();
        }
    }

    private void sizes(Changelogs changelogs) throws IOException {
        Map<String, Long> disk = diskBytesByStore();
        System.out.printf(
                Locale.ROOT,
                "%n%,d profiles after %,d events in turn:%n%n"
                        + "| store | bytes on disk per profile | changelog bytes per profile |"
                        + " changelog MB per million events |%n| --- | ---: | ---: | ---: |%n",
                profiles,
                events);
        for (String store : STORES) {
            long logged = changelogs.bytes(topics, store);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %,.0f | %,.0f | %,.0f |%n",
                    store,
                    (double) disk.getOrDefault(store, 0L) / profiles,
                    (double) logged / profiles,
                    logged / MILLION / (events / MILLION));
        }
    }

    /** Of all tasks together, after a clean stop: what a write buffer held is in a file. */
    private Map<String, Long> diskBytesByStore() throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (String store : STORES) {
            try (Stream<Path> all = Files.walk(state)) {
                Path folder = Path.of("rocksdb", store);
                for (Path database : all.filter(path -> path.endsWith(folder)).toList()) {
                    bytes.merge(store, bytesIn(database), Long::sum);
                }
            }
        }
        return bytes;
    }

    private static long bytesIn(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void restarts(Restarts restarts, Changelogs changelogs) throws Exception {
        double[] stopped = new double[(int) rounds];
        double[] killed = new double[(int) rounds];
        for (int round = 0; round < rounds; round++) {
            stopped[round] = restarts.afterStop();
            killed[round] = restarts.afterKill();
            System.err.printf(
                    Locale.ROOT, "answers after a stop: %.1f s, after a kill: %.1f s%n", stopped[round], killed[round]);
        }
        Restarts.WithStandby standby = restarts.withStandby();
        double restoreSeconds = RuleBench.median(killed) - RuleBench.median(stopped);
        System.out.printf(
                Locale.ROOT,
                "%nA plain consumer reads the changelogs, %,d bytes in %,d records, in %.1f s.%n%n"
                        + "| start | s until every partition answers | of these, restoring |"
                        + " times the plain reading |%n"
                        + "| --- | ---: | ---: | ---: |%n"
                        + "| after a clean stop | %.1f | | |%n"
                        + "| after SIGKILL, no standby, started again at once | %.1f | %.1f | %.1f |%n"
                        + "| after SIGKILL, a standby takes over | %.1f | | |%n"
                        + "| after SIGKILL, a standby elsewhere, started again at once | %.1f | | |%n%n%s%n",
                changelogs.bytes(),
                changelogs.records(),
                changelogs.seconds(),
                RuleBench.median(stopped),
                RuleBench.median(killed),
                restoreSeconds,
                restoreSeconds / changelogs.seconds(),
                standby.takeOverSeconds(),
                standby.startedAgainSeconds(),
                Report.aim(
                        "restoring, in times of reading the same bytes",
                        "",
                        AIM_RATIO,
                        restoreSeconds / changelogs.seconds()));
    }
}
