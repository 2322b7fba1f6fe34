package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.vigie.detect.Plan;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.RocksMemory;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only an operator's feed can tell, from a line of its topic to the alert, by the built-in rules. */
final class FeedTopologyTest {

    /** As the driver has them, which knows one partition only. */
    private static final Topics TOPICS = new Topics("vigie", 1, 1, (short) 1);

    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;

    @TempDir
    Path state;

    private RocksMemory memory;
    private TopologyTestDriver ingest;
    private TopologyTestDriver detect;
    private TestInputTopic<byte[], byte[]> log;
    private TestInputTopic<byte[], byte[]> events;
    private TestOutputTopic<byte[], byte[]> parsed;
    private TestOutputTopic<byte[], byte[]> alerts;
    private int count;

    @BeforeEach
    void start() throws RuleException {
        memory = new RocksMemory(8 << 20);
        StreamSettings settings = StreamSettings.of("none:9092", TOPICS, state);
        ClientSettings clients = new ClientSettings(settings);
        Detection detection = new Detection(new Plan(SigmaLoader.builtIn()), Detections.settings());
        Wire wire = Wire.withoutRegistry();
        ingest = new TopologyTestDriver(
                IngestTopology.of(
                        TOPICS,
                        Sources.json(TOPICS),
                        wire,
                        () -> Long.MAX_VALUE,
                        new IngestFigures(),
                        Assignments.NONE),
                clients.ingest(),
                NOW);
        detect = new TopologyTestDriver(
                DetectTopology.of(TOPICS, detection, wire, 1, DetectFigures.within(8 << 20)),
                clients.detect(memory),
                NOW);
        ByteArraySerializer write = new ByteArraySerializer();
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        log = ingest.createInputTopic("vigie.logs.atlas", write, write, NOW, Duration.ZERO);
        parsed = ingest.createOutputTopic(TOPICS.events(), read, read);
        events = detect.createInputTopic(TOPICS.events(), write, write, NOW, Duration.ZERO);
        alerts = detect.createOutputTopic(TOPICS.alerts(), read, read);
    }

    @AfterEach
    void stop() {
        ingest.close();
        detect.close();
        memory.close();
    }

    /** Sends a line by the topic of {@code atlas}. */
    private void send(long timeMillis, String more) {
        String line = "{\"id\":\"e%d\",\"time\":\"%s\",\"account\":\"a%d\",\"action\":\"READ\",\"subject\":\"P-%d\"%s}"
                .formatted(++count, Instant.ofEpochMilli(timeMillis), count % 3, count % 50, more);
        log.pipeInput(null, line.getBytes(UTF_8), timeMillis);
        parsed.readRecordsToList().forEach(record -> events.pipeInput(record.key(), record.value(), timeMillis));
    }

    private void sweep() {
        detect.advanceWallClockTime(DetectAccount.SWEEP_INTERVAL);
    }

    /** Messages about feeds since this was last asked. */
    private List<Alert> alerts() {
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        List<Alert> read = new ArrayList<>();
        alerts.readRecordsToList().forEach(message -> {
            try {
                Alert alert = codec.decode(message.value());
                if (alert.groupKind().equals("operator")) {
                    read.add(alert);
                }
            } catch (WireException | RegistryException e) {
                throw new AssertionError(e);
            }
        });
        return read;
    }

    @Test
    void payloadThatNamesAnotherOperator_countsUnderItsTopicsAndIsAlerted() {
        long now = NOW.toEpochMilli();
        send(now, "");
        send(now + MINUTE, ",\"operator\":\"atlas\"");
        sweep();
        assertThat(alerts()).isEmpty();
        for (int i = 2; i < 50; i++) {
            send(now + i * MINUTE, ",\"operator\":\"boreal\"");
        }
        sweep();
        List<Alert> told = alerts();
        assertThat(told).hasSizeBetween(1, 6);
        assertThat(told).extracting(Alert::id).containsOnly(told.get(0).id());
        assertThat(told.get(0).group()).containsOnlyKeys("operator").containsEntry("operator", "atlas");
        assertThat(told.get(0).reasons().get(0).title()).isEqualTo("A log names another operator");
    }

    @Test
    void numbersLeftOut_areAlertedWithHowManyAndWhen() {
        for (int i = 0; i < 60; i++) {
            live(i, i < 20 || i > 29);
        }
        assertThat(alerts())
                .extracting(Alert::sentence)
                .containsExactly("atlas: Numbers are missing in a log (10 numbers, from 20 to 29, sent between"
                        + " 2026-01-05 08:18 UTC and 2026-01-05 08:30 UTC).");
    }

    @Test
    void numbersOutOfABacklog_onlyThoseThatNeverCameAreMissing() {
        for (int i = 0; i < 30; i++) {
            live(i, true);
        }
        detect.advanceWallClockTime(Duration.ofHours(2));
        for (int part = 2; part >= 0; part--) {
            for (int i = 30 + part; i < 150; i += 3) {
                if (i != 100) {
                    send(NOW.toEpochMilli() + i * MINUTE, ",\"sequence\":" + i);
                }
            }
            sweep();
            assertThat(alerts()).as("part %d", part).isEmpty();
        }
        detect.advanceWallClockTime(Duration.ofSeconds(57));
        for (int i = 151; i < 157; i++) {
            live(i, true);
        }
        assertThat(alerts())
                .extracting(Alert::sentence)
                .singleElement(STRING)
                .startsWith("atlas: Numbers are missing in a log (1 number, from 100 to 100, sent between");
    }

    /** A minute in which an event comes and is told of within a second, or none comes. */
    private void live(int minute, boolean comes) {
        if (comes) {
            send(NOW.toEpochMilli() + minute * MINUTE, ",\"sequence\":" + minute);
        }
        sweep();
        detect.advanceWallClockTime(Duration.ofSeconds(59));
    }

    @Test
    void logThatBreaksOff_isAlertedByTheWallClockAndEndsWithTheNextEvent() {
        long start = NOW.toEpochMilli();
        for (int day = 0; day <= 42; day++) {
            for (int minute = 0; minute < (day == 42 ? 180 : 540) && day % 7 < 5; minute += 10) {
                send(start + day * DAY + minute * MINUTE, "");
            }
        }
        sweep();
        assertThat(alerts()).isEmpty();
        long last = start + 42 * DAY + 170 * MINUTE;
        for (int minute = 0; minute < 100; minute++) {
            detect.advanceWallClockTime(Duration.ofMinutes(1));
        }
        assertThat(alerts())
                .as("the wall clock is a month behind the log, and only what has gone by counts")
                .isEmpty();
        for (int minute = 0; minute < 200; minute++) {
            detect.advanceWallClockTime(Duration.ofMinutes(1));
        }
        List<Alert> told = alerts();
        assertThat(told).isNotEmpty();
        Alert opened = told.get(0);
        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.openedAtMillis()).isBetween(last + 120 * MINUTE, last + 240 * MINUTE);
        assertThat(opened.sentence()).startsWith("atlas: A log has fallen silent (nothing from 2026-02-16 10:50 UTC");
        for (int minute = 0; minute < 300; minute += 10) {
            send(last + 310 * MINUTE + minute * MINUTE, "");
        }
        sweep();
        told = alerts();
        assertThat(told).extracting(Alert::id).containsOnly(opened.id());
        assertThat(told.get(told.size() - 1).state()).isEqualTo(State.CLOSED);
    }
}
