package dev.vigie.stream;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of brokers, and of the network to them, by {@code -Pfaults}. */
final class ClusterFaults {

    private static final int EVENTS = 6_000;
    private static final int PER_SECOND = 200;
    private static final double AT_WORK = 0.2;

    @TempDir
    private Path directory;

    private interface Fault {
        void happen(BrokerProcesses brokers) throws Exception;
    }

    private void trial(String name, String what, int brokers, Fault fault) throws Exception {
        FaultTable.row(name, () -> {
            try (BrokerProcesses cluster = new BrokerProcesses(directory.resolve("kafka"), brokers);
                    Broker broker = new Broker(cluster.bootstrap(), () -> {});
                    FaultRun run = new FaultRun(directory, broker, cluster.vigieBootstrap(), name, EVENTS)) {
                run.vigie(0, 0).start();
                run.load(PER_SECOND);
                run.awaitDetected(AT_WORK);
                fault.happen(cluster);
                return run.finish(what, "");
            }
        });
    }

    @Test
    void nothing() throws Exception {
        trial("nothing", "none: undisturbed, one broker", 1, brokers -> {});
    }

    @Test
    void brokerKilled_andStartedAgain_changesNothing() throws Exception {
        trial("broker-killed", "the only broker killed 3 times, each time back after 5 s", 1, brokers -> {
            for (int i = 0; i < 3; i++) {
                brokers.kill(0);
                FaultRun.pass(Duration.ofSeconds(5));
                brokers.start(0);
                brokers.awaitAll();
                FaultRun.pass(Duration.ofSeconds(5));
            }
        });
    }

    @Test
    void twoOfThreeBrokersLost_andBack_changesNothing() throws Exception {
        trial("two-of-three-brokers", "two of three brokers (KRaft, 3 copies) killed, back after 20 s", 3, brokers -> {
            brokers.kill(0);
            brokers.kill(1);
            FaultRun.pass(Duration.ofSeconds(20));
            brokers.start(0);
            brokers.start(1);
            brokers.awaitAll();
        });
    }

    @Test
    void networkCut_forMinutes_changesNothing() throws Exception {
        // Beyond the two minutes after which Kafka's producer gives up what it could not send.
        trial("network-cut", "network between detector and broker cut for 3 minutes", 1, brokers -> {
            brokers.cut();
            FaultRun.pass(Duration.ofMinutes(3));
            brokers.mend();
        });
    }
}
