package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration UPGRADE_DEADLINE = Duration.ofMinutes(4);

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
                // As the runbook has it: each one ready before the next.
                run.awaitRunning();
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
        groupTrial("upgrade-at-once", what, 1, (instances, stage) -> {
            VigieProcess vigie = instances.get(0);
            vigie.install(older);
            vigie.start();
            stage.send(0, 0.5);
            stage.awaitDetected(0.25);
            vigie.terminate();
            stage.send(0.5, 1);
            vigie.install(VigieProcess.OWN_CLASS_PATH);
            vigie.start();
            stage.awaitDetected(1);
            assertBothHaveAlerted(stage.topics());
            return "";
        });
    }

    /**
     * Both ways, with groups above the account: the next release takes in what today's has told it; today's ends at
     * what the next one has told it, as it cannot know it, until it is replaced, and misses nothing.
     */
    @Test
    void rollingUpgrade_toALaterFormatOfContributions_changesNothing() throws Exception {
        String next = NextRelease.classPath();
        String what = "two instances replaced, one after the other, by ones with a later format of contributions; every"
                + " correlation type";
        groupTrial("upgrade-format", what, 2, (instances, stage) -> {
            VigieProcess first = instances.get(0);
            VigieProcess last = instances.get(1);
            first.start();
            last.start();
            stage.send(0, 0.3);
            stage.awaitDetected(0.2);
            first.terminate();
            first.install(next);
            first.start();
            // Little by little: the last one would be through with all of it before the first is back at work.
            double sent = 0.3;
            while (last.starts() == 1 && sent < 0.8) {
                stage.send(sent, sent + 0.005);
                sent += 0.005;
                FaultRun.pass(Duration.ofSeconds(4));
            }
            assertThat(last.starts()).as("today's has ended by itself").isGreaterThan(1);
            stage.send(sent, 0.8);
            stage.awaitDetected(0.6);
            last.terminate();
            int ended = last.starts() - 1;
            assertThat(stage.output().lines()).anyMatch(line -> line.contains("come from a later release"));
            last.install(next);
            last.start();
            stage.send(0.8, 1);
            stage.awaitDetected(1);
            return "1 standby; today's ended by itself: " + ended;
        });
    }

    private interface Upgrade {
        /** Returns what was measured besides. */
        String happen(List<VigieProcess> instances, Stage stage) throws Exception;
    }

    /** What comes, and how much of it is detected. */
    private record Stage(Topics topics, List<AccessEvent> events, Progress progress, VigieOutput output) {

        void send(double from, double to) {
            broker.sendEvents(topics, events.subList((int) (from * events.size()), (int) (to * events.size())));
        }

        void awaitDetected(double share) throws InterruptedException {
            assertThat(progress.await((long) (share * events.size()), UPGRADE_DEADLINE))
                    .as("detected in time")
                    .isTrue();
        }
    }

    private void groupTrial(String name, String what, int count, Upgrade upgrade) throws Exception {
        FaultTable.row(name, () -> {
            CorrelationStory story = new CorrelationStory(broker, directory);
            Topics topics = new Topics(name, CorrelationStory.PARTITIONS, 1, (short) -1);
            broker.create(topics, Story.OPERATORS);
            VigieOutput output = new VigieOutput(directory.resolve("output.txt"));
            List<VigieProcess> instances = new ArrayList<>();
            try (Progress progress = new Progress(broker, topics)) {
                for (int i = 0; i < count; i++) {
                    FaultRun.Instance instance = new FaultRun.Instance(i, count - 1);
                    instances.add(new VigieProcess(
                            FaultRun.config(directory, instance, broker.bootstrap(), topics, CorrelationStory.RULES),
                            output.file()));
                }
                String figures = upgrade.happen(instances, new Stage(topics, story.events(), progress, output));
                double undetectedSeconds = progress.gapSeconds();
                story.finish(topics);
                story.assertAgrees(topics);
                return new FaultTable.Row(what, story.events().size(), story.messages(), undetectedSeconds, figures);
            } catch (AssertionError e) {
                throw output.with(e);
            } finally {
                instances.forEach(VigieProcess::close);
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
