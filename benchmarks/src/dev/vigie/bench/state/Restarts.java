package dev.vigie.bench.state;

import dev.vigie.bench.Cluster;
import dev.vigie.bench.Measurement;
import dev.vigie.bench.live.AlertWatch;
import dev.vigie.bench.live.DetectorProcess;
import dev.vigie.bench.live.Sender;
import dev.vigie.bench.live.Wait;
import dev.vigie.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Detectors that are stopped, killed and started again over the state of one group. */
final class Restarts {

    private static final String FIRST = "vigie-1";
    private static final String SECOND = "vigie-2";
    private static final Duration COMMIT_MAX = Duration.ofMinutes(2);
    private static final Duration STANDBY_MAX = Duration.ofMinutes(10);

    private final Cluster cluster;
    private final String prefix;
    private final Topics topics;
    private final Path state;
    private final Sender sender;
    private final Doorbells doorbells;
    private final List<String> faults = new ArrayList<>();

    Restarts(Cluster cluster, String prefix, Path state, Sender sender, AlertWatch watch, long timeMillis) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.topics = DetectorProcess.topics(prefix);
        this.state = state;
        this.sender = sender;
        this.doorbells = new Doorbells(sender, watch, timeMillis);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Seconds until it answers after it was stopped as it should be: nothing is to be restored. */
    double afterStop() throws Exception {
        long beginNanos = System.nanoTime();
        try (DetectorProcess detector = start(FIRST, 0)) {
            double seconds = doorbells.answered(beginNanos);
            detector.awaitRunning();
            return seconds;
        }
    }

    /** Seconds until it answers after SIGKILL, alone, started again at once. */
    double afterKill() throws Exception {
        DetectorProcess killed = start(FIRST, 0);
        killed.awaitRunning();
        prime();
        killed.kill();
        discard(FIRST);
        long beginNanos = System.nanoTime();
        try (DetectorProcess detector = start(FIRST, 0)) {
            double seconds = doorbells.answered(beginNanos);
            detector.awaitRunning();
            System.err.printf("%,d records restored%n", detector.restored());
            faults.addAll(doorbells.forgotten());
            return seconds;
        }
    }

    /** Seconds until everything is answered again after one of two was killed. */
    record WithStandby(double takeOverSeconds, double startedAgainSeconds) {}

    /** Has two instances with a standby each. The second is new: it gets its copies first. */
    WithStandby withStandby() throws Exception {
        DetectorProcess first = start(FIRST, 1);
        try (DetectorProcess second = start(SECOND, 1)) {
            first.awaitRunning();
            awaitCopies(second);
            prime();
            first.kill();
            double takeOverSeconds = doorbells.answered(System.nanoTime());
            faults.addAll(doorbells.forgotten());
            discard(FIRST);
            try (DetectorProcess again = start(FIRST, 1)) {
                awaitCopies(again);
                prime();
                second.kill();
                discard(SECOND);
                long beginNanos = System.nanoTime();
                try (DetectorProcess secondAgain = start(SECOND, 1)) {
                    double seconds = doorbells.answered(beginNanos);
                    faults.addAll(doorbells.forgotten());
                    secondAgain.awaitRunning();
                    return new WithStandby(takeOverSeconds, seconds);
                }
            }
        } finally {
            first.kill();
        }
    }

    /**
     * Takes away the state of an instance that was killed. A process that has written some of it to a file since it
     * started would discard all of it; one that has just begun need not have.
     */
    private void discard(String instance) throws IOException {
        Measurement.deleteAll(state.resolve(instance));
    }

    /** Waits until a new instance has all state, as its own or as copies of the other's. */
    private void awaitCopies(DetectorProcess fresh) throws Exception {
        fresh.awaitRunning();
        // What is left of the changelogs is read last: compaction may have made it less meanwhile.
        Wait.orFail(
                "the standby has its copies",
                STANDBY_MAX,
                () -> fresh.restored() > 0
                        && fresh.standbyLag() == 0
                        && fresh.restored() >= Changelogs.read(cluster, topics).records());
    }

    private void prime() throws Exception {
        doorbells.prime();
        awaitCommitted();
    }

    /** Waits until the detector has committed that it has read all events. */
    void awaitCommitted() throws Exception {
        sender.flush();
        Wait.orFail(
                "all events are committed",
                COMMIT_MAX,
                () -> cluster.hasRead(topics.detectApplication(), cluster.ends(List.of(topics.events()))));
    }

    DetectorProcess start(String instance, int standbys) throws IOException {
        return DetectorProcess.start(cluster.bootstrap(), prefix, state, instance, standbys, false);
    }

    DetectorProcess startFirst() throws IOException {
        return start(FIRST, 0);
    }
}
