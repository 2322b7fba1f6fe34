package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A detector's state folder lost, damaged or of another format, by {@code -Pfaults}. */
final class StateFaults {

    private static final long SEED = Long.getLong("vigie.seed", 20_261_126L);
    private static final int EVENTS = 4_000;
    private static final int PER_SECOND = 200;
    private static final double AT_WORK = 0.4;

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
    void stateLost_isRestored() throws Exception {
        FaultRun.trial(directory, broker, "state-lost", "killed, and its state folder deleted", EVENTS, run -> {
            VigieProcess vigie = run.vigie(0, 0);
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(AT_WORK);
            vigie.kill();
            deleteAll(run.state(0));
            vigie.start();
            return "";
        });
    }

    /** After an orderly stop, when the folder is trusted. */
    @ParameterizedTest
    @CsvSource({"sst", "MANIFEST", "CURRENT", "OPTIONS", "any"})
    void stateDamaged_isRestoredOrReadRight(String part) throws Exception {
        String what = "stopped, and bytes flipped in " + (part.equals("any") ? "all files" : "files " + part)
                + " of its state";
        FaultRun.trial(directory, broker, "state-damaged-" + part.toLowerCase(Locale.ROOT), what, EVENTS, run -> {
            VigieProcess vigie = run.vigie(0, 0);
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(AT_WORK);
            vigie.terminate();
            int damaged = DamagedState.damage(run.state(0), part.equals("any") ? "" : part, SEED);
            assertThat(damaged).isPositive();
            vigie.start();
            return damaged + " files";
        });
    }

    @Test
    void stateThatCannotBeRead_endsTheDetectorBeforeItIsMisread() throws Exception {
        Topics topics = new Topics("unreadable", 1, 1, (short) 1);
        List<AccessEvent> events = Story.events(5, 100);
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, directory);
        broker.create(topics, List.of());
        broker.sendEvents(topics, events);
        try (StreamApplication detect =
                StreamApplication.startDetect(settings, Detections.plain(), Wire.withoutRegistry())) {
            broker.read(topics, Outcome.expectedOpen(events));
            assertThat(detect.isAlive()).isTrue();
        }
        // Where Kafka's copy is of another format, deleting the one on the disk mends nothing.
        String changelog = topics.detectApplication() + "-" + DetectTopology.PROFILES + "-changelog";
        for (AccessEvent event : events) {
            String key = "poperator,account\0" + event.operator() + "\0" + event.account();
            broker.send(changelog, key.getBytes(UTF_8), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0});
        }
        broker.sendEvents(topics, events);
        try (StreamApplication detect =
                StreamApplication.startDetect(settings, Detections.plain(), Wire.withoutRegistry())) {
            Broker.await("given up", () -> !detect.isAlive());
        }
    }

    /** An instance that is not upgraded yet must not pass over what the others tell it: it waits for its upgrade. */
    @Test
    void contributionsOfALaterRelease_endTheDetectorBeforeOneIsMissed() throws Exception {
        Topics topics = new Topics("later", 1, 1, (short) 1);
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, directory);
        broker.create(topics, List.of());
        byte[] later = {0, 100, 1, 2, 3}; // room, then version 50
        broker.send(topics.contributions(), later, ContributionMessage.contributions(later));
        broker.flush();
        try (StreamApplication detect =
                StreamApplication.startDetect(settings, Detections.plain(), Wire.withoutRegistry())) {
            Broker.await("given up", () -> !detect.isAlive());
        }
        assertThat(broker.committed(topics.detectApplication(), topics.contributions()))
                .isZero();
    }

    static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
