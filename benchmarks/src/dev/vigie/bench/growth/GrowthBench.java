package dev.vigie.bench.growth;

import dev.vigie.bench.BrokerProcess;
import dev.vigie.bench.Cluster;
import dev.vigie.bench.Goal;
import dev.vigie.bench.Machine;
import dev.vigie.bench.Measurement;
import dev.vigie.bench.PeopleRules;
import dev.vigie.bench.Sample;
import dev.vigie.bench.Traffic;
import dev.vigie.bench.VigieJob;
import dev.vigie.bench.Watch;
import dev.vigie.model.AccessEvent;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.stream.TopicException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Vigie alone, under exactly-once, along four curves. Each point is checked: every event counted once, and exactly the
 * accounts named that must be. Exit code 0, 1 if a run did something else than it should have, 2 for wrong use.
 */
final class GrowthBench {

    private static final Path HOME = Path.of("target", "growth");
    private static final Path STATE = HOME.resolve("state");
    private static final Path PLOT = Path.of("benchmarks", "growth.svg");
    private static final int PEOPLE_RULES = 10;
    private static final long MEGABYTE = 1L << 20;

    private final GrowthOptions options;
    private final Cluster cluster;
    private final Measurement measurement;
    private int runs;

    private GrowthBench(GrowthOptions options, Cluster cluster, Measurement measurement) {
        this.options = options;
        this.cluster = cluster;
        this.measurement = measurement;
    }

    public static void main(String[] arguments) throws Exception {
        GrowthOptions options;
        try {
            options = GrowthOptions.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + GrowthOptions.USAGE);
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.println(GrowthOptions.USAGE);
            return;
        }
        Measurement.deleteAll(HOME);
        boolean failed;
        try (BrokerProcess broker = BrokerProcess.start(HOME.resolve("broker"));
                Cluster cluster = new Cluster(broker.bootstrap())) {
            Measurement measurement = new Measurement(broker, STATE);
            report(options, new GrowthBench(options, cluster, measurement).curves());
            failed = measurement.tellFaults();
        } finally {
            Measurement.deleteAll(HOME);
        }
        System.exit(failed ? 1 : 0);
    }

    private static void report(GrowthOptions options, List<Curve> curves) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "`benchmarks/run growth --events %d --rounds %d --seed %d --heap %d`: %s; exactly once. The broker runs"
                        + " on the same cores.%n",
                options.events(),
                options.rounds(),
                options.seed(),
                options.heapMegabytes(),
                Machine.description());
        StringBuilder goals = new StringBuilder();
        for (Curve curve : curves) {
            System.out.print(curve.table());
            Goal goal = curve.goal();
            goals.append(goal == null ? "" : goal.row());
        }
        if (goals.length() > 0) {
            System.out.print(System.lineSeparator() + Goal.HEADER + goals);
        }
        if (options.publish()) {
            Files.writeString(PLOT, GrowthPlot.of(curves));
        }
    }

    private List<Curve> curves() throws Exception {
        List<Curve> curves = new ArrayList<>();
        for (Axis axis : options.curves()) {
            curves.add(curve(axis));
        }
        return curves;
    }

    private Curve curve(Axis axis) throws Exception {
        Map<String, Supply> supplies = new LinkedHashMap<>();
        Map<Integer, List<Sample>> samples = new LinkedHashMap<>();
        Map<Integer, Long> stateBytes = new LinkedHashMap<>();
        try {
            List<Integer> sizes = sizes(axis);
            measurement.of(job(axis, sizes.get(0), supplies), "run-" + runs++ + "-warm-up");
            for (int round = 0; round < options.rounds(); round++) {
                for (int size : sizes) {
                    Sample sample = measurement.of(job(axis, size, supplies), "run-" + runs++);
                    samples.computeIfAbsent(size, unseen -> new ArrayList<>()).add(sample);
                    stateBytes.put(size, measurement.stateBytes());
                }
            }
        } finally {
            supplies.values().forEach(Supply::close);
        }
        List<Curve.Point> points = new ArrayList<>();
        samples.forEach((size, list) ->
                points.add(new Curve.Point(size, Sample.median(list), stateBytes.getOrDefault(size, 0L))));
        return new Curve(axis, points);
    }

    /** Those that the events suffice for: every person must come up. */
    private List<Integer> sizes(Axis axis) {
        return axis.sizes().stream()
                .filter(size -> axis != Axis.PEOPLE || size <= options.events() / Pair.ACCOUNTS)
                .toList();
    }

    private VigieJob job(Axis axis, int size, Map<String, Supply> supplies) throws TopicException {
        String title = "%,d %s".formatted(size, axis.title);
        if (axis == Axis.PEOPLE) {
            Pair pair = new Pair(options.events(), options.seed(), size);
            RuleSet rules = PeopleRules.of(PEOPLE_RULES, Pair.peopleInAnHour(options.events(), size));
            return job(title, supply("people-" + size, pair, supplies), Watch.naming(rules, pair.accounts()), 1);
        }
        int accounts = axis == Axis.ACCOUNTS ? size : Traffic.ACCOUNTS;
        Traffic traffic = new Traffic(options.events(), options.seed(), accounts);
        RuleSet rules = axis == Axis.RULES ? PeopleRules.of(size, PeopleRules.LIMIT) : SigmaLoader.builtIn();
        Supply supply = supply("accounts-" + accounts, traffic, supplies);
        return job(title, supply, Watch.naming(rules, traffic.thieves()), axis == Axis.THREADS ? size : 1);
    }

    private Supply supply(String name, Iterator<AccessEvent> events, Map<String, Supply> supplies)
            throws TopicException {
        Supply known = supplies.get(name);
        if (known == null) {
            known = Supply.of(cluster, name, events);
            supplies.put(name, known);
        }
        return known;
    }

    private VigieJob job(String title, Supply supply, Watch watch, int threads) {
        return new VigieJob(
                title,
                cluster,
                supply.topics(),
                List.of(),
                options.events(),
                STATE,
                watch,
                settings -> settings.withThreads(threads).withHeapBytes(options.heapMegabytes() * MEGABYTE));
    }
}
