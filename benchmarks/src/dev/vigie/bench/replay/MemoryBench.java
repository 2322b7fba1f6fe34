package dev.vigie.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.GarbageCollectionNotificationInfo;
import dev.vigie.bench.Detections;
import dev.vigie.bench.Flags;
import dev.vigie.bench.JsonLine;
import dev.vigie.bench.Measurement;
import dev.vigie.bench.Report;
import dev.vigie.bench.Traffic;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayJob;
import dev.vigie.report.ReportException;
import dev.vigie.rule.SigmaLoader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A replay of far more than fits the heap, as {@code vigie replay} does it, and what it took of the machine. Exit code
 * 1 if it lost an event or an extraction, 2 for wrong use; it dies of an OutOfMemoryError if it is not bounded.
 */
public final class MemoryBench {

    private static final String USAGE =
            "usage: [HEAP=1g] benchmarks/run memory [--events N] [--accounts N] [--seed N] [--files N]";
    private static final Map<String, Long> DEFAULTS =
            Map.of("--events", 1_000_000L, "--accounts", 2_000_000L, "--seed", 7L, "--files", 40L);
    private static final Path HOME = Path.of("target", "memory-bench");
    private static final Path OUT = HOME.resolve("out");
    private static final long DISK_EVERY_NANOS = 5_000_000_000L;
    private static final double MIB = 1 << 20;

    private final AtomicLong liveBytesMax = new AtomicLong();
    private final Set<String> faults = new TreeSet<>();
    private HeapMarks marks = new HeapMarks(() -> 0);
    private long diskBytesMax;
    private long diskNanos = System.nanoTime();

    private MemoryBench() {}

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.orExit(arguments, USAGE, DEFAULTS, Set.of());
        Measurement.deleteAll(HOME);
        MemoryBench bench = new MemoryBench();
        try {
            System.out.print(Report.heading("memory", arguments));
            bench.run(flags);
        } finally {
            Measurement.deleteAll(HOME);
        }
        Report.exit(List.copyOf(bench.faults));
    }

    private void run(Flags flags) throws Exception {
        long events = flags.number("--events");
        Set<String> thieves = new TreeSet<>();
        List<Path> logs = write(flags, thieves);
        long logBytes = bytes(HOME.resolve("logs"));
        System.err.printf(Locale.ROOT, "%,d events written, %,d bytes packed%n", events, logBytes);
        System.gc();
        watchHeap();
        long beginNanos = System.nanoTime();
        ReplayJob job = new ReplayJob(
                logs,
                OUT,
                null,
                Mapping.NONE,
                ReplayJob.OPERATOR_UNKNOWN,
                SigmaLoader.builtIn(),
                Detections::settings,
                "bench");
        marks = new HeapMarks(() -> bytes(OUT));
        long counted = Replay.run(job, MemoryBench::pages, progress()).counts().counted();
        marks.mark("all, and the report written");
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        if (counted != events) {
            faults.add("of " + events + " events " + counted + " were counted");
        }
        thieves.removeAll(accused());
        if (!thieves.isEmpty()) {
            faults.add(thieves.size() + " extractions without an alert");
        }
        print(events, seconds, logBytes);
        System.out.printf("%n%s", marks.table());
    }

    /** As {@code vigie replay} makes them. */
    private static Map<String, String> pages(Path folder) throws IOException {
        try {
            return dev.vigie.report.Report.pages(folder);
        } catch (ReportException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Packed, since it is not the disk that is measured; each file holds the day of some accounts. What made them is
     * garbage when they are written, for the heap is the replay's.
     */
    private static List<Path> write(Flags flags, Set<String> thieves) throws IOException {
        int accounts = Math.toIntExact(flags.number("--accounts"));
        Traffic traffic = new Traffic(flags.number("--events"), flags.number("--seed"), accounts);
        thieves.addAll(traffic.thieves());
        int files = Math.toIntExact(flags.number("--files"));
        Path directory = Files.createDirectories(HOME.resolve("logs"));
        List<Path> logs = new ArrayList<>();
        List<OutputStream> out = new ArrayList<>();
        JsonLine json = new JsonLine();
        try {
            for (int i = 0; i < files; i++) {
                Path log = directory.resolve(i + ".jsonl.gz");
                logs.add(log);
                out.add(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(log), 1 << 16)));
            }
            while (traffic.hasNext()) {
                AccessEvent event = traffic.next();
                OutputStream to = out.get(Math.floorMod(event.account().hashCode(), files));
                to.write(json.of(event));
                to.write('\n');
            }
        } finally {
            for (OutputStream each : out) {
                each.close();
            }
        }
        return logs;
    }

    /** What is live, and what only looks so: the heap after each collection. */
    private void watchHeap() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> {
                            if (notification.getUserData() instanceof CompositeData data) {
                                Map<String, MemoryUsage> after = GarbageCollectionNotificationInfo.from(data)
                                        .getGcInfo()
                                        .getMemoryUsageAfterGc();
                                long used = after.entrySet().stream()
                                        .filter(pool -> isHeap(pool.getKey()))
                                        .mapToLong(pool -> pool.getValue().getUsed())
                                        .sum();
                                liveBytesMax.accumulateAndGet(used, Math::max);
                            }
                        },
                        null,
                        null);
            }
        }
    }

    private static boolean isHeap(String pool) {
        return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Old") || pool.contains("Tenured");
    }

    private Progress progress() {
        return (phase, done, total, alerts) -> {
            long nowNanos = System.nanoTime();
            if (nowNanos - diskNanos > DISK_EVERY_NANOS) {
                diskNanos = nowNanos;
                diskBytesMax = Math.max(diskBytesMax, bytes(OUT));
                System.err.printf(Locale.ROOT, "%s %,d of %,d, %d alerts%n", phase, done, total, alerts);
            }
            marks.at(phase, done);
        };
    }

    /** Files come and go meanwhile. */
    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static Set<String> accused() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Set<String> accused = new TreeSet<>();
        try (Stream<String> lines = Files.lines(OUT.resolve("alerts.jsonl"))) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode group = json.readTree(line).path("group");
                accused.add(group.path("operator").asText()
                        + '/'
                        + group.path("account").asText());
            }
        }
        return accused;
    }

    private void print(long events, double seconds, long logBytes) throws IOException {
        long accounts;
        try (Stream<String> lines = Files.lines(OUT.resolve("accounts.csv"))) {
            accounts = lines.count() - 1;
        }
        System.out.printf(
                Locale.ROOT,
                "%n| events | accounts | heap allowed | heap after collections, at most | process, at most"
                        + " | disk beside %,.0f MiB of logs, about | s | events/s |%n"
                        + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |%n"
                        + "| %,d | %,d | %,.0f MiB | %,.0f MiB | %s | %,.0f MiB | %,.0f | %,.0f |%n",
                logBytes / MIB,
                events,
                accounts,
                Runtime.getRuntime().maxMemory() / MIB,
                liveBytesMax.get() / MIB,
                residentMax(),
                diskBytesMax / MIB,
                seconds,
                events / seconds);
    }

    /** As Linux knows it. */
    private static String residentMax() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "unknown";
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return String.format(Locale.ROOT, "%,d MiB", Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024);
            }
        }
        return "unknown";
    }
}
