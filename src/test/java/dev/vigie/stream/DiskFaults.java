package dev.vigie.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full to the last byte, a detector's and a broker's, by {@code -Pfaults}. */
final class DiskFaults {

    private static final int EVENTS = 4_000;
    private static final int PER_SECOND = 200;
    private static final double AT_WORK = 0.3;
    private static final int STATE_MEGABYTES = 96;
    private static final int BROKER_MEGABYTES = 128;
    private static final Duration FULL = Duration.ofSeconds(30);
    private static final Duration BROKER_FALLS = Duration.ofSeconds(90);

    private static Broker broker;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private interface Fault {
        String happen(FaultRun run, VigieProcess vigie, SmallDisk disk) throws Exception;
    }

    private void stateTrial(String name, String what, Fault fault) throws Exception {
        FaultRun.trial(directory, broker, name, what, EVENTS, run -> {
            SmallDisk disk = new SmallDisk(run.state(0), STATE_MEGABYTES);
            run.atEnd(() -> close(disk));
            VigieProcess vigie = run.vigie(0, 0);
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(AT_WORK);
            return fault.happen(run, vigie, disk);
        });
    }

    @Test
    void stateDisk_fullAtTheStart_isWaitedOut() throws Exception {
        String what = "killed, its state deleted, and started again with the disk full to the last byte for 30 s";
        stateTrial("disk-full", what, (run, vigie, disk) -> {
            vigie.kill();
            StateFaults.deleteAll(run.state(0).resolve(run.topics().detectApplication()));
            disk.fill();
            vigie.start();
            FaultRun.pass(FULL);
            disk.free();
            return "";
        });
    }

    /** It cannot write its state when it stops, and finds what it could write when it starts. */
    @Test
    void stateDisk_fullUnderLoadAndAcrossARestart_isWaitedOut() throws Exception {
        String what = "the state's disk full to the last byte under load, SIGTERM 15 s later, started again, 15 s more";
        stateTrial("disk-full-under-load", what, (run, vigie, disk) -> {
            disk.fill();
            FaultRun.pass(FULL.dividedBy(2));
            double seconds = vigie.terminate();
            vigie.start();
            FaultRun.pass(FULL.dividedBy(2));
            disk.free();
            return String.format(Locale.ROOT, "stopped within %.1f s", seconds);
        });
    }

    /** A broker whose disk is full ends; a service manager starts it again, and again, until there is room. */
    @Test
    void brokersDisk_full_isWaitedOut() throws Exception {
        String what =
                "the only broker's disk full to the last byte for 30 s under load, started again whenever it ends";
        brokerTrial("broker-disk-full", what, 1);
    }

    @Test
    void diskOfOneOfThreeBrokers_full_isNoOutage() throws Exception {
        String what = "the disk of one of three brokers full to the last byte for 30 s under load";
        brokerTrial("broker-disk-full-of-three", what, 3);
    }

    private void brokerTrial(String name, String what, int brokers) throws Exception {
        FaultTable.row(name, () -> {
            Path kafka = directory.resolve("kafka");
            try (SmallDisk disk = new SmallDisk(BrokerProcesses.data(kafka, 0), BROKER_MEGABYTES);
                    BrokerProcesses cluster = new BrokerProcesses(kafka, brokers);
                    Broker clients = new Broker(cluster.bootstrap(), () -> {});
                    FaultRun run = new FaultRun(directory, clients, cluster.vigieBootstrap(), name, EVENTS)) {
                run.vigie(0, 0).start();
                run.load(PER_SECOND);
                run.awaitDetected(AT_WORK);
                cluster.keepUp(0);
                disk.fill();
                // It notices when it writes more than fits into what it had begun.
                Broker.await("down, since its disk is full", BROKER_FALLS, () -> cluster.isDown(0));
                FaultRun.pass(FULL);
                disk.free();
                cluster.awaitAll();
                return run.finish(what, "broker started again: " + (cluster.starts(0) - 1));
            }
        });
    }

    private static void close(SmallDisk disk) {
        try {
            disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
