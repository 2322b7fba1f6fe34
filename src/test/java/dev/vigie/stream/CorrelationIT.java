package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.rule.SigmaLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every correlation type, live through a real broker against a replay of the same events. */
class CorrelationIT {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Path RULES = CorrelationStory.RULES;
    private static final int PARTITIONS = CorrelationStory.PARTITIONS;

    private static Broker broker;
    private static CorrelationStory story;

    @TempDir
    Path state;

    @BeforeAll
    static void startBroker(@TempDir Path work) throws Exception {
        broker = new Broker();
        story = new CorrelationStory(broker, work);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void everyType_liveAndReplayed_agree() throws Exception {
        Topics topics = new Topics("types", PARTITIONS, 1, (short) 1);
        broker.create(topics, List.of());
        try (StreamApplication detect = start(topics)) {
            assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
            broker.sendEvents(topics, story.events());
            story.finish(topics);
            story.assertAgrees(topics);
        }
    }

    @Test
    void everyType_detectorKilledUnderLoad_agrees() throws Exception {
        Topics topics = new Topics("typeskilled", PARTITIONS, 1, (short) 1);
        broker.create(topics, List.of());
        List<AccessEvent> events = story.events();
        int half = events.size() / 2;
        Path output = state.resolve("output.txt");
        Process detector =
                DetectorProcess.start(broker.bootstrap(), topics, state, 1 << 20, output.toFile(), RULES.toString());
        try {
            broker.sendEvents(topics, events.subList(0, half));
            Broker.await("contributions under way", () -> hasRecords(topics.contributions()));
        } finally {
            detector.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        broker.sendEvents(topics, events.subList(half, events.size()));
        Process again =
                DetectorProcess.start(broker.bootstrap(), topics, state, 1 << 20, output.toFile(), RULES.toString());
        try {
            story.finish(topics);
            story.assertAgrees(topics);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe detector said:\n" + Files.readString(output), e);
        } finally {
            again.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static boolean hasRecords(String topic) {
        try {
            return broker.end(topic, PARTITIONS) > 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private StreamApplication start(Topics topics) throws Exception {
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, state);
        Detection detection = new Detection(new Plan(SigmaLoader.loadDirectory(RULES)), Detections.settings());
        return StreamApplication.startDetect(settings, detection, Wire.withoutRegistry());
    }
}
