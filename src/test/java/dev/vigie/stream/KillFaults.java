package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Detectors killed (SIGKILL) at random moments under load, one, two and three of them, by {@code -Pfaults}: the same
 * alerts, once each, and a ledger that adds up; and how long it took until somebody had detected what came before.
 * Fewer kills, for a machine with other work: {@code -Dvigie.kills=10}; the row says how many there were.
 */
final class KillFaults {

    private static final long SEED = Long.getLong("vigie.seed", 20_261_126L);
    private static final int KILLS = Integer.getInteger("vigie.kills", 50);
    private static final int EVENTS_PER_KILL = 400;
    private static final int PARTITIONS = 6;
    private static final long TINY_HEAP_BYTES = 20_000;
    private static final int DEADLINE_SECONDS = 300;
    /** After so long without an end, what is to be seen is noted. */
    private static final Duration QUIET = Duration.ofSeconds(45);

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

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 1"})
    void kills_atRandomMoments_changeNothing(int detectors, int standbys) throws Exception {
        FaultTable.row("kills-" + detectors + "-" + KILLS, () -> trial(detectors, standbys, KILLS));
    }

    private FaultTable.Row trial(int detectors, int standbys, int kills) throws Exception {
        Topics topics = new Topics("kills-" + detectors, PARTITIONS, 1, (short) 1);
        List<AccessEvent> all = new ArrayList<>(Story.events(SEED + detectors, (kills + 1) * EVENTS_PER_KILL));
        all.addAll(Story.sentinels(all, PARTITIONS));
        Outcome expected = Outcome.expected(all);
        broker.create(topics, List.of());
        File output = directory.resolve("output.txt").toFile();
        List<Process> running = new ArrayList<>();
        try {
            for (int i = 0; i < detectors; i++) {
                running.add(start(topics, output, i, standbys));
            }
            List<Double> seconds = killAll(topics, all, kills, running, output, standbys);
            broker.sendEvents(topics, all.subList(kills * EVENTS_PER_KILL, all.size()));
            Outcome outcome = broker.read(topics, expected);
            assertThat(outcome.totals()).as("seed %d", SEED).isEqualTo(expected.totals());
            assertThat(outcome.alerts()).as("seed %d", SEED).isEqualTo(expected.alerts());
            return new FaultTable.Row(
                    (detectors == 1 ? "the detector" : "one of " + detectors + " detectors") + " killed " + kills
                            + " times, at random, " + standbys + " standbys",
                    all.size(),
                    expected.messages(),
                    seconds.get(seconds.size() - 1),
                    String.format(Locale.ROOT, "median %.1f s", seconds.get(seconds.size() / 2)));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe detectors said:\n" + Files.readString(output.toPath()), e);
        } finally {
            for (Process process : running) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    /** How long it took, after each kill, until all that had been sent before was detected; rising. */
    private List<Double> killAll(
            Topics topics, List<AccessEvent> all, int kills, List<Process> running, File output, int standbys)
            throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Standstill standstill = new Standstill(
                topics.detectApplication(),
                List.of(topics.detectApplication()),
                () -> running.stream().map(Process::toHandle).toList());
        List<Double> seconds = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            int from = kill * EVENTS_PER_KILL;
            long before = committed(topics);
            broker.sendEvents(topics, all.subList(from, from + EVENTS_PER_KILL));
            long sent = (long) from + EVENTS_PER_KILL;
            // At work, but not through: somewhere within what has just been sent.
            long moment = before + 1 + random.nextLong(Math.max(1, (sent - before) / 2));
            Broker.await("at work", Duration.ofSeconds(DEADLINE_SECONDS), () -> committed(topics) >= moment);
            int victim = random.nextInt(running.size());
            running.get(victim).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            long killedNanos = System.nanoTime();
            running.set(victim, start(topics, output, victim, standbys));
            while (!Broker.within(QUIET, () -> committed(topics) >= sent)) {
                double waited = (System.nanoTime() - killedNanos) / 1e9;
                standstill.note(broker.admin(), waited);
                assertThat(waited).as("seconds since a kill").isLessThan(DEADLINE_SECONDS);
            }
            seconds.add((System.nanoTime() - killedNanos) / 1e9);
        }
        Collections.sort(seconds);
        return seconds;
    }

    private Process start(Topics topics, File output, int detector, int standbys) throws Exception {
        return DetectorProcess.start(
                broker.bootstrap(),
                topics,
                directory.resolve("state-" + detector),
                TINY_HEAP_BYTES,
                output,
                "",
                "vigie-" + detector,
                standbys);
    }

    private static long committed(Topics topics) {
        try {
            return broker.committed(topics.detectApplication(), topics.events());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
