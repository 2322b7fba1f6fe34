package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More, or worse, than what should come, by {@code -Pfaults}. */
final class LoadFaults {

    private static final int PER_SECOND = 200;
    private static final int POISON = 50;
    private static final int NESTING = 100_000;

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

    @Test
    void poison_amongTheRecords_isRejectedAndChangesNothingElse() throws Exception {
        FaultRun.trial(
                directory,
                broker,
                "poison",
                "poison records among logs, events, contributions and peers' days",
                4_000,
                run -> {
                    run.vigie(0, 0).start();
                    List<byte[]> lines = List.of(
                            "no JSON at all".getBytes(UTF_8),
                            "{\"time\": 9999}".getBytes(UTF_8),
                            new byte[] {(byte) 0xff, 0, (byte) 0xfe},
                            "[".repeat(NESTING).getBytes(UTF_8));
                    Broker to = run.broker();
                    for (int i = 0; i < POISON; i++) {
                        poisonWhatInstancesTellEachOther(to, run.topics());
                        lines.forEach(line -> to.send(run.topics().logs("alpha"), null, line));
                        to.send(run.topics().logs("alpha"), null, null);
                        to.send(run.topics().events(), null, lines.get(0));
                        to.send(run.topics().events(), "beta\0somebody".getBytes(UTF_8), lines.get(0));
                        to.send(run.topics().events(), "beta\0somebody".getBytes(UTF_8), null);
                        // As if a registry's id stood before it, of a registry that there is not.
                        to.send(run.topics().events(), "beta\0somebody".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 7, 1, 2
                        });
                    }
                    run.expected().total("alpha", 0, POISON * (lines.size() + 1L), 0, 0);
                    run.expected().total("beta", 0, POISON * 3L, 0, 0);
                    run.expected().total("", 0, POISON, 0, 0);
                    run.load(PER_SECOND);
                    return POISON * (lines.size() + 5) + " rejected";
                });
    }

    /** Nobody but Vigie may write there, and nobody is told that it was passed over, but in the log. */
    private static void poisonWhatInstancesTellEachOther(Broker to, Topics topics) {
        byte[] key = "no group".getBytes(UTF_8);
        to.send(topics.contributions(), key, key);
        to.send(topics.contributions(), key, null);
        to.send(topics.contributions(), key, new byte[] {1, -1, -1});
        to.send(topics.peers(), key, key);
    }

    @Test
    void burst_ofTwentyTimesTheRate_changesNothing() throws Exception {
        FaultRun.trial(directory, broker, "burst", "20 times the rate, 4,000 events a second", 44_000, run -> {
            run.vigie(0, 0).start();
            run.load(PER_SECOND);
            run.awaitDetected(0.05);
            run.rate(20 * PER_SECOND);
            run.awaitSent();
            long sentNanos = System.nanoTime();
            run.awaitDetected(1);
            return String.format(Locale.ROOT, "caught up %.1f s after it", (System.nanoTime() - sentNanos) / 1e9);
        });
    }

    @Test
    void detectorDownForLong_worksOffWhatCame() throws Exception {
        int events = 100_000;
        FaultRun.trial(directory, broker, "down-for-long", "detector down while everything comes", events, run -> {
            VigieProcess vigie = run.vigie(0, 0);
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(0.01);
            vigie.kill();
            run.rate(10_000);
            run.awaitSent();
            FaultRun.pass(Duration.ofSeconds(20));
            long beganNanos = System.nanoTime();
            vigie.start();
            run.awaitDetected(1);
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            return String.format(Locale.ROOT, "%.1f s from the start on to catch up", seconds);
        });
    }
}
