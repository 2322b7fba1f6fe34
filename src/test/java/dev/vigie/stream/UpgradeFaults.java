package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances of an older release replaced by today's under load, on their state, by {@code -Pfaults}. */
final class UpgradeFaults {

    private static final int EVENTS = 8_000;
    private static final int PER_SECOND = 200;
    private static final double AT_WORK = 0.25;
    private static final Duration UPGRADE_DEADLINE = Duration.ofMinutes(2);

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
    void rollingUpgrade_ofTwo_changesNothing() throws Exception {
        String older = OlderRelease.classPath();
        String what = "two instances of commit " + OlderRelease.NAME + " replaced by today's, one after the other";
        FaultRun.trial(directory, broker, "rolling-upgrade", what, EVENTS, run -> {
            VigieProcess[] two = {run.vigie(0, 1), run.vigie(1, 1)};
            for (VigieProcess each : two) {
                each.install(older);
                each.start();
            }
            run.load(PER_SECOND);
            for (int i = 0; i < two.length; i++) {
                run.awaitDetected(AT_WORK * (i + 1));
                two[i].terminate();
                two[i].install(VigieProcess.OWN_CLASS_PATH);
                two[i].start();
            }
            run.awaitDetected(1);
            assertBothHaveAlerted(run.topics());
            return "1 standby";
        });
    }

    /** With groups above the account: what the older release has told their stage, and what that stage remembers. */
    @Test
    void upgradeOfAllAtOnce_changesNothing() throws Exception {
        String older = OlderRelease.classPath();
        String what =
                "the only instance, of commit " + OlderRelease.NAME + ", replaced by today's; every correlation type";
        FaultTable.row("upgrade-at-once", () -> {
            CorrelationStory story = new CorrelationStory(broker, directory);
            Topics topics = new Topics("upgrade-at-once", CorrelationStory.PARTITIONS, 1, (short) -1);
            broker.create(topics, Story.OPERATORS);
            Path config = FaultRun.config(
                    directory, new FaultRun.Instance(0, 0), broker.bootstrap(), topics, CorrelationStory.RULES);
            List<AccessEvent> events = story.events();
            int half = events.size() / 2;
            try (Progress progress = new Progress(broker, topics);
                    VigieProcess vigie = new VigieProcess(config, directory.resolve("output.txt"))) {
                vigie.install(older);
                vigie.start();
                broker.sendEvents(topics, events.subList(0, half));
                progress.await(half / 2, UPGRADE_DEADLINE);
                vigie.terminate();
                broker.sendEvents(topics, events.subList(half, events.size()));
                vigie.install(VigieProcess.OWN_CLASS_PATH);
                vigie.start();
                progress.await(events.size(), UPGRADE_DEADLINE);
                double undetectedSeconds = progress.gapSeconds();
                story.finish(topics);
                story.assertAgrees(topics);
                assertBothHaveAlerted(topics);
                return new FaultTable.Row(what, events.size(), story.messages(), undetectedSeconds, "");
            }
        });
    }

    private static void assertBothHaveAlerted(Topics topics) throws Exception {
        List<Alert> alerts = broker.readAlerts(topics, known -> versions(known).size() == 2);
        assertThat(versions(alerts)).hasSize(2).contains(OlderRelease.NAME);
    }

    private static Set<String> versions(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.provenance().version()).collect(Collectors.toSet());
    }
}
