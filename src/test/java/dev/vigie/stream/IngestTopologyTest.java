package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestTopologyTest {

    private static final Topics TOPICS = Topics.standard();
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:30Z");
    private static final String LINE =
            "{\"id\":\"e\",\"time\":\"2026-01-05T10:00:00Z\",\"account\":\"ann\",\"action\":\"READ\"}";

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    /** What the topic of assignments would say of anybody. */
    private @Nullable Boolean assigned;

    @BeforeEach
    void start() {
        StreamSettings settings = StreamSettings.of("none:9092", TOPICS, state);
        driver = new TopologyTestDriver(
                IngestTopology.of(
                        TOPICS,
                        new Four(),
                        Wire.withoutRegistry(),
                        NOW::toEpochMilli,
                        new IngestFigures(),
                        event -> assigned),
                new ClientSettings(settings).ingest(),
                NOW);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aTopicsRecord_isItsOperators() throws Exception {
        send("access", LINE, null);
        AccessEvent event = event();
        assertThat(event.operator()).isEqualTo("atlas");
        assertThat(event.ingestedAtMillis()).isEqualTo(NOW.toEpochMilli());
        assertThat(event.historic()).isFalse();
    }

    @Test
    void aGatewaysRecord_isTheOperatorsOfItsHeader() throws Exception {
        send("gateway", LINE, "borealis");
        assertThat(event().operator()).isEqualTo("borealis");
    }

    @Test
    void aGatewaysRecordWithoutAnOperator_isRejectedWhole() {
        for (String operator : new String[] {null, "", "a b", "x".repeat(250)}) {
            send("gateway", LINE, operator);
            TestRecord<byte[], byte[]> rejected = output(TOPICS.rejected()).readRecord();
            assertThat(Rejected.reason(rejected.headers())).isEqualTo("no-operator");
            RejectedRecord read = RejectedRecord.read(rejected.headers(), rejected.value());
            assertThat(read.topic()).isEqualTo("gateway");
            assertThat(read.operator()).isEmpty();
            assertThat(read.detail()).contains("x-operator");
            assertThat(read.raw()).isEqualTo(LINE.getBytes(UTF_8));
        }
        assertThat(output(TOPICS.events()).isEmpty()).isTrue();
    }

    @Test
    void aPastLogsRecord_hasNotArrivedAndSaysSo() throws Exception {
        send("history", LINE, null);
        AccessEvent event = event();
        assertThat(event.historic()).isTrue();
        assertThat(event.ingestedAtMillis()).isEqualTo(AccessEvent.UNKNOWN);
    }

    @Test
    void aRejectedRecord_saysWhereItWas() {
        send("access", "no JSON", null);
        TestRecord<byte[], byte[]> rejected = output(TOPICS.rejected()).readRecord();
        RejectedRecord read = RejectedRecord.read(rejected.headers(), rejected.value());
        assertThat(read.place()).isEqualTo("access-0-0");
        assertThat(read.operator()).isEqualTo("atlas");
        assertThat(read.reason()).isEqualTo("not-json");
        assertThat(read.truncated()).isFalse();
    }

    @Test
    void whoIsAssigned_isFilledInWhereTheLogDoesNotSay() throws Exception {
        String said = LINE.replace("}", ",\"assigned\":true}");
        send("access", LINE, null);
        assertThat(event().assigned()).isNull();
        assigned = false;
        send("access", LINE, null);
        assertThat(event().assigned()).isFalse();
        send("history", LINE, null);
        AccessEvent past = event();
        assertThat(past.assigned()).isFalse();
        assertThat(past.historic()).isTrue();
        send("access", said, null);
        assertThat(event().assigned()).isTrue();
    }

    @Test
    void aContainersMembers_areEachAnEventOrRejectedByItself() throws Exception {
        String trail = "{\"eventTime\":\"2026-01-05T10:00:00Z\",\"eventSource\":\"s3.amazonaws.com\","
                + "\"eventName\":\"ListBuckets\",\"userIdentity\":{\"arn\":\"arn:kim\"}}";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(("{\"Records\":[" + trail + ",{\"eventName\":1}," + trail + "]}").getBytes(UTF_8));
        }
        send("trail", packed.toByteArray(), null);

        EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
        List<String> ids = new ArrayList<>();
        for (byte[] message : output(TOPICS.events()).readValuesToList()) {
            ids.add(decoder.decode(message).id());
        }
        assertThat(ids).containsExactly("trail-0-0:1", "trail-0-0:3");
        List<TestRecord<byte[], byte[]>> rejected = output(TOPICS.rejected()).readRecordsToList();
        assertThat(rejected).hasSize(1);
        RejectedRecord read =
                RejectedRecord.read(rejected.get(0).headers(), rejected.get(0).value());
        assertThat(read.member()).isEqualTo(2);
        assertThat(read.place()).isEqualTo("trail-0-0:2");
        assertThat(read.raw()).isEqualTo("{\"eventName\":1}".getBytes(UTF_8));
        assertThat(read.truncated()).isFalse();
    }

    private void send(String topic, String value, @Nullable String operator) {
        send(topic, value.getBytes(UTF_8), operator);
    }

    private void send(String topic, byte[] value, @Nullable String operator) {
        Headers headers = new RecordHeaders();
        if (operator != null) {
            headers.add("x-operator", operator.getBytes(UTF_8));
        }
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value, headers, NOW));
    }

    private AccessEvent event() throws Exception {
        return new EventDecoder(SchemaRegistry.none(), List.of())
                .decode(output(TOPICS.events()).readValue());
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** An operator's topic, a gateway's, past logs, and CloudTrail's. */
    private static final class Four implements Sources {

        @Override
        public Pattern pattern() {
            return Pattern.compile("access|gateway|history|trail");
        }

        @Override
        public LogSource of(String topic) {
            boolean gateway = topic.equals("gateway");
            return new LogSource(
                    gateway ? null : "atlas",
                    gateway ? "x-operator" : null,
                    () -> LineParser.of(topic.equals("trail") ? Format.CLOUDTRAIL : Format.JSON, Mapping.NONE),
                    topic.equals("history"));
        }
    }
}
