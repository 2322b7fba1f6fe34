package dev.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs jobs one after the other, each from nothing to its end, and remembers what was wrong with them. */
public final class Measurement {

    private static final Duration START_MAX = Duration.ofMinutes(1);
    private static final Duration RUN_MAX = Duration.ofMinutes(15);
    private static final long LOOK_MILLIS = 50;
    private static final double PERCENT = 100;

    private final BrokerProcess broker;
    private final Path state;
    private final List<String> faults = new ArrayList<>();
    private long stateBytes;

    /** @param state the directory in which jobs keep theirs; emptied after each run */
    public Measurement(BrokerProcess broker, Path state) {
        this.broker = broker;
        this.state = state;
    }

    /**
     * One run of the job.
     *
     * @param name unlike those of all runs before
     */
    public Sample of(Job job, String name) throws Exception {
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
            sample = meter.done(job.events(), run.elsewhere());
            run.faults().forEach(fault -> faults.add(name + ", " + job.title() + ": " + fault));
        }
        stateBytes = bytes(state);
        deleteAll(state);
        System.err.printf(
                Locale.ROOT,
                "%s  %,10.0f events/s  %7.2f CPU s per million (%2.0f %% compiling)  %s%n",
                name,
                sample.eventsPerSecond(),
                sample.cpuSecondsPerMillion(),
                PERCENT * sample.compiling(),
                job.title());
        return sample;
    }

    /** Says what was wrong, on standard error. False if nothing was. */
    public boolean tellFaults() {
        faults.forEach(fault -> System.err.println("FAILED: " + fault));
        return !faults.isEmpty();
    }

    /** The size of the files in which the last run kept its state. */
    public long stateBytes() {
        return stateBytes;
    }

    private static long bytes(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toFile)
                    .filter(file -> file.isFile())
                    .mapToLong(file -> file.length())
                    .sum();
        }
    }

    /** Deletes the directory and what is in it, if it is there. */
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
