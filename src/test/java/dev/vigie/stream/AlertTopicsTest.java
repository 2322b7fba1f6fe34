package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.siem.AlertFormat;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The further topics of alerts, of both stages. */
final class AlertTopicsTest {

    /** As the driver has them, which knows one partition only. */
    private static final Topics TOPICS = new Topics("vigie", 1, 1, (short) 1);

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:30Z");

    @TempDir
    Path state;

    private final RocksMemory memory = new RocksMemory(8 << 20);
    private final AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());

    @AfterEach
    void freeMemory() {
        memory.close();
    }

    @Test
    void chosenFormats_haveEveryMessageOfBothStagesInItsPlace() throws Exception {
        Map<String, List<TestRecord<byte[], byte[]>>> written = run(List.of(
                new AlertTopic("ocsf", AlertFormat.OCSF.writer()::write),
                new AlertTopic("cef", AlertFormat.CEF.writer()::write)));
        List<Alert> alerts = alerts(written);
        assertThat(alerts).extracting(Alert::groupKind).contains("account", "src_ip");
        for (AlertFormat format : List.of(AlertFormat.OCSF, AlertFormat.CEF)) {
            List<TestRecord<byte[], byte[]>> texts = records(written, TOPICS.alerts(format.formatName()));
            assertThat(texts.stream().map(each -> text(each.value())))
                    .containsExactlyElementsOf(
                            alerts.stream().map(format.writer()::write).toList());
            assertThat(texts.stream().map(each -> text(each.key())))
                    .containsExactlyElementsOf(alerts.stream().map(Alert::id).toList());
        }
        assertThat(records(written, TOPICS.alertsRefused())).isEmpty();
    }

    @Test
    void aTextThatCannotBeWritten_isKeptAsRefusedAndTheRestGoesOn() throws Exception {
        Map<String, List<TestRecord<byte[], byte[]>>> written = run(List.of(new AlertTopic("fussy", alert -> {
            if (alert.state() == Alert.State.CLOSED) {
                throw new IllegalStateException("not this one");
            }
            return alert.groupKind().equals("src_ip") ? "x".repeat(AlertTexts.TEXT_BYTES_MAX + 1) : alert.id();
        })));
        List<String> reasons = new ArrayList<>();
        for (Alert alert : alerts(written)) {
            if (alert.state() == Alert.State.CLOSED) {
                reasons.add("not written " + alert.id() + " " + alert.sequence());
            } else if (alert.groupKind().equals("src_ip")) {
                reasons.add("too long " + alert.id() + " " + alert.sequence());
            }
        }
        List<String> refused = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : records(written, TOPICS.alertsRefused())) {
            Alert alert = codec.decode(record.value());
            assertThat(text(record.key())).isEqualTo(alert.id());
            assertThat(header(record, "vigie.format")).isEqualTo("fussy");
            assertThat(header(record, "vigie.target")).isEqualTo("vigie.alerts.fussy");
            refused.add(header(record, "vigie.reason") + " " + alert.id() + " " + alert.sequence());
        }
        assertThat(refused)
                .containsExactlyElementsOf(reasons)
                .anyMatch(each -> each.startsWith("not written"))
                .anyMatch(each -> each.startsWith("too long"));
        assertThat(records(written, TOPICS.alerts("fussy")))
                .isNotEmpty()
                .hasSize(records(written, TOPICS.alerts()).size() - refused.size());
    }

    @Test
    void noneChosen_leavesTheTopologyAsItWas() throws Exception {
        assertThat(topology(List.of()).describe().toString()).doesNotContain("vigie.alerts.", "alerts-");
    }

    @Test
    void alertTopic_withANameThatIsTaken_isRefused() {
        for (String name : List.of("refused", "", "OCSF", "a.b")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new AlertTopic(name, Alert::id))
                    .withMessageContaining("not '" + name + "'");
        }
    }

    /** What a story that fires rules of accounts and of groups above them writes, by topic. */
    private Map<String, List<TestRecord<byte[], byte[]>>> run(List<AlertTopic> chosen) throws RuleException {
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        List<AccessEvent> story = new ArrayList<>(Story.events(7, 600));
        story.addAll(Story.sentinels(story, 1));
        Map<String, List<TestRecord<byte[], byte[]>>> written = new HashMap<>();
        try (TopologyTestDriver driver = new TopologyTestDriver(
                topology(chosen),
                new ClientSettings(StreamSettings.of("none:9092", TOPICS, state)).detect(memory),
                NOW)) {
            TestInputTopic<byte[], byte[]> events = driver.createInputTopic(
                    TOPICS.events(), new ByteArraySerializer(), new ByteArraySerializer(), NOW, Duration.ZERO);
            story.forEach(event -> events.pipeInput(EventKey.of(event), encoder.encode(event)));
            driver.advanceWallClockTime(DetectAccount.SWEEP_INTERVAL);
            driver.advanceWallClockTime(DetectAccount.SWEEP_INTERVAL);
            List<String> names = new ArrayList<>(List.of(TOPICS.alerts(), TOPICS.alertsRefused()));
            chosen.forEach(each -> names.add(TOPICS.alerts(each.format())));
            for (String name : names) {
                written.put(
                        name,
                        driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                                .readRecordsToList());
            }
        }
        return written;
    }

    private static Topology topology(List<AlertTopic> chosen) throws RuleException {
        Plan plan = new Plan(SigmaLoader.loadDirectory(Path.of("src/test/resources/correlations")));
        return DetectTopology.of(
                TOPICS,
                new Detection(plan, Detections.settings()),
                Wire.withoutRegistry().withAlertTopics(chosen),
                1,
                DetectFigures.within(1 << 20));
    }

    private List<Alert> alerts(Map<String, List<TestRecord<byte[], byte[]>>> written) throws Exception {
        List<Alert> alerts = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : records(written, TOPICS.alerts())) {
            alerts.add(codec.decode(record.value()));
        }
        return alerts;
    }

    private static List<TestRecord<byte[], byte[]>> records(
            Map<String, List<TestRecord<byte[], byte[]>>> written, String topic) {
        return written.getOrDefault(topic, List.of());
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
