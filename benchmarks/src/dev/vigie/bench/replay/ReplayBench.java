package dev.vigie.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.vigie.bench.Detections;
import dev.vigie.bench.Flags;
import dev.vigie.bench.Measurement;
import dev.vigie.bench.Report;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.Parsed;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayJob;
import dev.vigie.rule.SigmaLoader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Files to alerts, as {@code vigie replay} does it, beside only parsing the same files, in turn over several rounds of
 * which the first only warms up. Exit code 1 if a round read or found something else than it should, 2 for wrong use.
 */
public final class ReplayBench {

    private static final String USAGE = "usage: benchmarks/run replay [--events N] [--rounds N] [--seed N]";
    private static final Map<String, Long> DEFAULTS = Map.of("--events", 500_000L, "--rounds", 3L, "--seed", 7L);
    private static final Path HOME = Path.of("target", "replay-bench");
    private static final Path OUT = HOME.resolve("out");
    private static final double AIM_RATIO = 2.5;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Logs logs;
    private final Set<String> faults = new TreeSet<>();
    private long counted;

    private ReplayBench(Logs logs) {
        this.logs = logs;
    }

    /** What one pass over the files took. */
    private record Pass(double seconds, double cpuSeconds) {}

    /** Something to do with the files. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.orExit(arguments, USAGE, DEFAULTS, Set.of());
        Measurement.deleteAll(HOME);
        Set<String> faults;
        try {
            Logs logs = Logs.write(HOME.resolve("logs"), flags.number("--events"), flags.number("--seed"));
            ReplayBench bench = new ReplayBench(logs);
            System.out.print(Report.heading("replay", arguments));
            bench.run(flags.number("--rounds"));
            faults = bench.faults;
        } finally {
            Measurement.deleteAll(HOME);
        }
        Report.exit(List.copyOf(faults));
    }

    private void run(long rounds) throws Exception {
        List<Pass> parses = new ArrayList<>();
        List<Pass> replays = new ArrayList<>();
        for (long round = 0; round <= rounds; round++) {
            Pass parse = measure(this::parse);
            Pass replay = measure(this::replay);
            checkReplay();
            System.err.printf(
                    Locale.ROOT, "round %d: parse %.2f s, replay %.2f s%n", round, parse.seconds(), replay.seconds());
            if (round > 0) {
                parses.add(parse);
                replays.add(replay);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%,d events in %d files of JSON lines, %,d bytes, %d alerts.%n%n"
                        + "| job | s | CPU s | events/s | times parsing | CPU, times parsing |%n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: |%n",
                logs.events(),
                logs.files().size(),
                logs.bytes(),
                logs.alertIds().size());
        double ratio = median(replays, Pass::seconds) / median(parses, Pass::seconds);
        double cpuRatio = median(replays, Pass::cpuSeconds) / median(parses, Pass::cpuSeconds);
        row("parse", parses, "", "");
        row("replay", replays, String.format(Locale.ROOT, "%.1f", ratio), String.format(Locale.ROOT, "%.1f", cpuRatio));
        System.out.printf("%n%s%n", Report.aim("a replay, in times of parsing", "", AIM_RATIO, ratio));
    }

    private void row(String title, List<Pass> passes, String ratio, String cpuRatio) {
        double seconds = median(passes, Pass::seconds);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %,.0f | %s | %s |%n",
                title,
                seconds,
                median(passes, Pass::cpuSeconds),
                logs.events() / seconds,
                ratio,
                cpuRatio);
    }

    private static double median(Collection<Pass> passes, ToDoubleFunction<Pass> figure) {
        return passes.stream().mapToDouble(figure).sorted().toArray()[passes.size() / 2];
    }

    private Pass measure(Work work) throws Exception {
        System.gc();
        long beginNanos = System.nanoTime();
        long cpuNanos = system.getProcessCpuTime();
        work.run();
        return new Pass((System.nanoTime() - beginNanos) / 1e9, (system.getProcessCpuTime() - cpuNanos) / 1e9);
    }

    /** The parser that a replay uses, file by file, and nothing else. */
    private void parse() throws Exception {
        long[] parsed = new long[1];
        for (Path file : logs.files()) {
            try (LogFile log = LogFile.open(file, null, Mapping.NONE, ReplayJob.OPERATOR_UNKNOWN)) {
                log.read((record, line) -> parsed[0] += record instanceof Parsed.Event ? 1 : 0);
            }
        }
        requireAll("parsed", parsed[0]);
    }

    private void replay() throws Exception {
        ReplayJob job = new ReplayJob(
                logs.files(),
                OUT,
                null,
                Mapping.NONE,
                ReplayJob.OPERATOR_UNKNOWN,
                SigmaLoader.builtIn(),
                Detections::settings,
                "bench");
        counted = Replay.run(job, Progress.none()).counts().counted();
    }

    private void checkReplay() throws IOException {
        requireAll("counted", counted);
        Set<String> found = opened(OUT.resolve("alerts.jsonl"));
        if (!found.equals(logs.alertIds())) {
            faults.add(found.size() + " alerts, not the " + logs.alertIds().size() + " that the events give");
        }
    }

    private void requireAll(String what, long count) {
        if (count != logs.events()) {
            faults.add("of " + logs.events() + " events " + count + " were " + what);
        }
    }

    private static Set<String> opened(Path alerts) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Set<String> ids = new TreeSet<>();
        for (String line : Files.readAllLines(alerts)) {
            JsonNode alert = json.readTree(line);
            if (alert.path("state").asText().equals("OPEN")) {
                ids.add(alert.path("id").asText());
            }
        }
        return ids;
    }
}
