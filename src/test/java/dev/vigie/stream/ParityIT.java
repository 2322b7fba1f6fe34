package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same events give the same alerts and the same ledger, whatever happens to the detector on the way. */
final class ParityIT {

    private static final long SEED = 20_260_101;
    private static final int EVENTS = 4_000;
    private static final int KILLS = 10;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    /** So little that nearly every event puts profiles away, and fetches them again. */
    private static final long TINY_HEAP_BYTES = 20_000;

    private static Broker broker;
    private static List<AccessEvent> events;

    @TempDir
    Path state;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
        events = Story.events(SEED, EVENTS);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void onePartition_saysWhatMemorySays() throws Exception {
        assertParityUndisturbed(new Topics("one", 1, 1, (short) 1), StreamSettings.usualHeapBytes());
    }

    @Test
    void fourPartitionsAndHardlyAnyHeap_sayWhatMemorySays() throws Exception {
        assertParityUndisturbed(new Topics("four", 4, 1, (short) 1), TINY_HEAP_BYTES);
    }

    private void assertParityUndisturbed(Topics topics, long heapBytes) throws Exception {
        List<AccessEvent> all = withSentinels(events, topics);
        broker.create(topics, List.of());
        try (StreamApplication detect = start(topics, heapBytes)) {
            assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
            broker.sendEvents(topics, all);
            assertSame(topics, Outcome.expected(all));
        }
    }

    @Test
    void everyBatchTwice_changesTheDuplicatesOnly() throws Exception {
        Topics topics = new Topics("twice", 4, 1, (short) 1);
        List<AccessEvent> all = new ArrayList<>();
        List<AccessEvent> once = withSentinels(events, topics);
        for (int from = 0; from < once.size(); from += 200) {
            List<AccessEvent> batch = once.subList(from, Math.min(once.size(), from + 200));
            all.addAll(batch);
            all.addAll(batch);
        }
        Outcome expected = Outcome.expected(all);
        assertThat(expected.alerts()).isEqualTo(Outcome.expected(once).alerts());
        broker.create(topics, List.of());
        try (StreamApplication detect = start(topics, StreamSettings.usualHeapBytes())) {
            broker.sendEvents(topics, all);
            assertSame(topics, expected);
            detect.awaitRunning(START_TIMEOUT);
        }
    }

    @Test
    void restartInTheMiddle_changesNothing() throws Exception {
        Topics topics = new Topics("restart", 4, 1, (short) 1);
        List<AccessEvent> all = withSentinels(events, topics);
        broker.create(topics, List.of());
        broker.sendEvents(topics, all.subList(0, EVENTS / 2));
        try (StreamApplication detect = start(topics, StreamSettings.usualHeapBytes())) {
            assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
            Broker.await("under way", () -> committed(topics) > 0);
        }
        broker.sendEvents(topics, all.subList(EVENTS / 2, all.size()));
        try (StreamApplication detect = start(topics, StreamSettings.usualHeapBytes())) {
            assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
            assertSame(topics, Outcome.expected(all));
        }
    }

    @Test
    void tenKills_changeNothing() throws Exception {
        Topics topics = new Topics("killed", 4, 1, (short) 1);
        List<AccessEvent> all = withSentinels(events, topics);
        File output = state.resolve("output.txt").toFile();
        broker.create(topics, List.of());
        int share = EVENTS / (KILLS + 1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process detector = startProcess(topics, output);
            try {
                long before = committed(topics);
                int from = kill * share;
                broker.sendEvents(topics, all.subList(from, from + share / 2));
                Broker.await("at work", () -> committed(topics) > before);
                long written = written(topics);
                broker.sendEvents(topics, all.subList(from + share / 2, from + share));
                // Now it has written of the second half what it has not yet committed.
                Broker.await("in the middle of a commit", () -> written(topics) > written);
            } finally {
                detector.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
        Process detector = startProcess(topics, output);
        try {
            broker.sendEvents(topics, all.subList(KILLS * share, all.size()));
            assertSame(topics, Outcome.expected(all));
            assertNotesAreThoseOfTheAlerts(topics);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe detector said:\n" + Files.readString(output.toPath()), e);
        } finally {
            detector.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** A further topic has exactly the alerts' messages, whatever was killed between the two. */
    private static void assertNotesAreThoseOfTheAlerts(Topics topics) throws Exception {
        Map<String, List<String>> expected = new TreeMap<>();
        int messages = Outcome.expected(withSentinels(events, topics)).messages();
        for (Alert alert : broker.readAlerts(topics, alerts -> alerts.size() >= messages)) {
            expected.computeIfAbsent(alert.id(), unseen -> new ArrayList<>())
                    .add(DetectorProcess.NOTES.writer().apply(alert));
        }
        assertThat(broker.readNotes(topics, messages)).as("seed " + SEED).isEqualTo(expected);
    }

    private Process startProcess(Topics topics, File output) throws Exception {
        return DetectorProcess.start(broker.bootstrap(), topics, state, TINY_HEAP_BYTES, output);
    }

    private StreamApplication start(Topics topics, long heapBytes) {
        StreamSettings settings =
                StreamSettings.of(broker.bootstrap(), topics, state).withHeapBytes(heapBytes);
        return StreamApplication.startDetect(settings, Detections.plain(), Wire.withoutRegistry());
    }

    private static List<AccessEvent> withSentinels(List<AccessEvent> events, Topics topics) {
        List<AccessEvent> all = new ArrayList<>(events);
        all.addAll(Story.sentinels(events, topics.eventPartitions()));
        return all;
    }

    private static void assertSame(Topics topics, Outcome expected) throws Exception {
        assertThat(expected.alerts()).as("seed " + SEED).hasSizeGreaterThanOrEqualTo(5);
        Outcome outcome = broker.read(topics, expected);
        assertThat(outcome.totals()).as("seed " + SEED).isEqualTo(expected.totals());
        assertThat(outcome.alerts()).as("seed " + SEED).isEqualTo(expected.alerts());
    }

    private static long committed(Topics topics) {
        try {
            return broker.committed(topics.detectApplication(), topics.events());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long written(Topics topics) {
        try {
            return broker.end(
                    topics.detectApplication() + "-" + DetectTopology.PROFILES + "-changelog",
                    topics.eventPartitions());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
