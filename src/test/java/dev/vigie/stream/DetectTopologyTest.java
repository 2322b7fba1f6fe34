package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.detect.NewerFormatException;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.store.RocksMemory;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DetectTopologyTest {

    /** As the driver has them, which knows one partition only. */
    private static final Topics TOPICS = new Topics("vigie", 1, 1, (short) 1);

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:30Z");
    private static final AccessEvent EVENT = Story.events(1, 1).get(0);

    @TempDir
    Path state;

    private RocksMemory memory;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> events;
    private final EventEncoder encoder = new EventEncoder(Framing.singleObject());

    @BeforeEach
    void start() {
        memory = new RocksMemory(8 << 20);
        StreamSettings settings = StreamSettings.of("none:9092", TOPICS, state);
        Properties properties = new ClientSettings(settings).detect(memory);
        driver = new TopologyTestDriver(
                DetectTopology.of(TOPICS, Detections.plain(), Wire.withoutRegistry(), 1, DetectFigures.within(1 << 20)),
                properties,
                NOW);
        events = driver.createInputTopic(
                TOPICS.events(), new ByteArraySerializer(), new ByteArraySerializer(), NOW, Duration.ZERO);
    }

    @AfterEach
    void stop() {
        driver.close();
        memory.close();
    }

    @Test
    void aNullKey_isRejected() {
        assertRejected(null, encoder.encode(EVENT), "null-key", "");
    }

    @Test
    void aNullValue_isRejected() {
        assertRejected(EventKey.of(EVENT), null, "null-value", EVENT.operator());
    }

    @Test
    void anUnknownSchemaId_isRejected() {
        assertRejected(EventKey.of(EVENT), new byte[] {0, 0, 0, 0, 77, 1, 2}, "not-readable", EVENT.operator());
    }

    @Test
    void garbage_isRejected() {
        assertRejected(EventKey.of(EVENT), "certainly no Avro".getBytes(UTF_8), "not-readable", EVENT.operator());
    }

    @Test
    void anotherAccountsKey_isRejected() {
        byte[] key = (EVENT.operator() + "\0somebody").getBytes(UTF_8);
        assertRejected(key, encoder.encode(EVENT), "wrong-key", EVENT.operator());
    }

    @Test
    void aRecordDatedInTheFuture_isForwardedAsOfNow() {
        events.pipeInput(EventKey.of(EVENT), null, Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(rejected().readRecord().getRecordTime()).isEqualTo(NOW);
    }

    @Test
    void anExtraction_isAlertedAndEndsWithTheOperatorsClock() throws Exception {
        List<AccessEvent> story = new ArrayList<>(Story.events(7, 2_000));
        story.addAll(Story.sentinels(story, 1));
        story.forEach(event -> events.pipeInput(EventKey.of(event), encoder.encode(event)));
        driver.advanceWallClockTime(DetectAccount.SWEEP_INTERVAL);
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        Outcome outcome = new Outcome(new java.util.TreeMap<>(), new java.util.TreeMap<>());
        for (TestRecord<byte[], byte[]> message : output(TOPICS.alerts()).readRecordsToList()) {
            Alert alert = codec.decode(message.value());
            assertThat(new String(message.key(), UTF_8)).isEqualTo(alert.id());
            outcome.add(alert);
        }
        assertThat(outcome.alerts())
                .isNotEmpty()
                .isEqualTo(Outcome.expected(story).alerts());
    }

    @Test
    void anExtractionInPastLogs_isAlertedAsOfThePast() throws Exception {
        List<AccessEvent> story = new ArrayList<>(Story.events(7, 2_000));
        story.addAll(Story.sentinels(story, 1));
        story.forEach(event -> events.pipeInput(EventKey.of(event), encoder.encode(event.ofThePast())));
        driver.advanceWallClockTime(DetectAccount.SWEEP_INTERVAL);
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        List<Alert> alerts = new ArrayList<>();
        for (byte[] message : output(TOPICS.alerts()).readValuesToList()) {
            alerts.add(codec.decode(message));
        }
        assertThat(alerts).isNotEmpty().allMatch(alert -> alert.provenance().historic());
    }

    /** Or an instance that is not upgraded yet would miss what the others tell it. */
    @Test
    void contributionsOfALaterRelease_stopTheDetectorAndAreNotPassedOver() {
        byte[] later = {0, 100, 1, 2, 3}; // room, then version 50
        assertThatThrownBy(() -> contributions().pipeInput(later, ContributionMessage.contributions(later)))
                .hasRootCauseInstanceOf(NewerFormatException.class);
    }

    @Test
    void messagesOfAKindOfALaterRelease_stopTheDetectorAndAreNotPassedOver() {
        byte[] later = {4, 1, 2, 3};
        assertThatThrownBy(() -> contributions().pipeInput(later, later))
                .hasRootCauseInstanceOf(NewerFormatException.class);
    }

    @Test
    void contributionsThatAreNone_arePassedOver() {
        byte[] nothing = {0, -1, -1};
        contributions().pipeInput(nothing, ContributionMessage.contributions(nothing));
        contributions().pipeInput(nothing, "no contribution at all".getBytes(UTF_8));
        contributions().pipeInput(nothing, (byte[]) null);
        contributions().pipeInput(nothing, new byte[0]);
        assertThat(output(TOPICS.alerts()).isEmpty()).isTrue();
    }

    /** What was put together for one partition must not end up in another. */
    @Test
    void contributions_intoATopicOfOtherPartitions_areRefused() {
        StreamPartitioner<byte[], byte[]> partitioner = ContributionMessage.partitioner(12);
        byte[] key = {1, 2, 3};
        assertThat(partitioner.partitions("c", key, new byte[0], 12))
                .contains(Set.of(BuiltInPartitioner.partitionForKey(key, 12)));
        assertThatThrownBy(() -> partitioner.partitions("c", key, new byte[0], 6))
                .hasMessageContaining("topic c has 6 partitions, but 12 are configured");
    }

    private TestInputTopic<byte[], byte[]> contributions() {
        return driver.createInputTopic(
                TOPICS.contributions(), new ByteArraySerializer(), new ByteArraySerializer(), NOW, Duration.ZERO);
    }

    private void assertRejected(byte @Nullable [] key, byte @Nullable [] value, String reason, String operator) {
        events.pipeInput(key, value);
        TestRecord<byte[], byte[]> record = rejected().readRecord();
        assertThat(Rejected.reason(record.headers())).isEqualTo(reason);
        assertThat(Rejected.operator(record.headers())).isEqualTo(operator);
        assertThat(record.value()).isEqualTo(value);
        events.pipeInput(EventKey.of(EVENT), encoder.encode(EVENT));
        driver.advanceWallClockTime(DetectAccount.SWEEP_INTERVAL);
        Map<String, JsonNode> ledger = ledger();
        JsonNode bad = requireNonNull(ledger.get(operator + "|2026-01-05T10:00:00Z|rejected-0"));
        assertThat(bad.get("received").asLong()).isEqualTo(1);
        assertThat(bad.get("reasons").get(reason).asLong()).isEqualTo(1);
        JsonNode good = requireNonNull(ledger.get(EVENT.operator() + "|2026-01-05T10:00:00Z|events-0"));
        assertThat(good.get("received").asLong()).isEqualTo(1);
        assertThat(good.get("counted").asLong()).isEqualTo(1);
    }

    private Map<String, JsonNode> ledger() {
        Map<String, JsonNode> rows = new HashMap<>();
        output(TOPICS.ledger()).readRecordsToList().forEach(row -> {
            try {
                rows.put(new String(row.key(), UTF_8), new ObjectMapper().readTree(row.value()));
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
        return rows;
    }

    private TestOutputTopic<byte[], byte[]> rejected() {
        return output(TOPICS.rejected());
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
