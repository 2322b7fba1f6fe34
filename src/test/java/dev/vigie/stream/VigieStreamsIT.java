package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.store.LedgerRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log lines in, alerts and ledger out, through both applications and a real broker. */
final class VigieStreamsIT {

    private static Broker broker;

    @TempDir
    Path state;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void logLines_becomeAlertsAndEveryOneIsAccountedFor() throws Exception {
        Topics topics = new Topics("lines", 2, 1, (short) 1);
        List<AccessEvent> events = Story.events(3, 1_500).stream()
                .filter(event -> event.operator().equals("alpha"))
                .toList();
        Outcome expected = new Outcome(new TreeMap<>(), new TreeMap<>());
        Outcome fromMemory = Outcome.expectedOpen(events);
        expected.alerts().putAll(fromMemory.alerts());
        expected.totals().putAll(fromMemory.totals());
        expected.total("alpha", 0, 3, 0, 0);
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, state);
        try (VigieStreams streams = VigieStreams.start(
                settings,
                List.of(LogTopic.of(topics, "alpha")),
                Sources.json(topics),
                Detections.plain(),
                Wire.withoutRegistry())) {
            assertThat(streams.awaitRunning(Duration.ofSeconds(60))).isTrue();
            broker.send(topics.logs("alpha"), null, "no JSON at all".getBytes(UTF_8));
            broker.send(topics.logs("alpha"), null, "{\"time\": 9999}".getBytes(UTF_8));
            broker.send(topics.logs("alpha"), null, null);
            for (AccessEvent event : events) {
                broker.send(topics.logs("alpha"), null, json(event).getBytes(UTF_8));
            }
            broker.flush();
            Outcome outcome = broker.read(topics, expected);
            assertThat(outcome.totals()).isEqualTo(expected.totals());
            assertThat(outcome.alerts()).isEqualTo(expected.alerts());
            FeedFigures feed = streams.ingestFigures().feeds().get(0);
            assertThat(feed)
                    .isEqualTo(new FeedFigures(
                            "alpha", events.size() + 3, feed.bytes(), events.size(), 3, feed.lastArrivedMillis()));
            assertThat(feed.bytes()).isGreaterThan(50L * events.size());
            LedgerRow totals = streams.detectFigures().ledger().byOperator().get("alpha");
            assertThat(totals).isNotNull();
            assertThat(List.of(
                            totals.received(),
                            totals.counted(),
                            totals.rejectedInAll(),
                            totals.late(),
                            totals.duplicate()))
                    .isEqualTo(expected.totals().get("alpha"));
            assertThat(streams.detectFigures().alerts().messages().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isGreaterThanOrEqualTo(expected.messages());
            assertThat(streams.ingest().isAlive() && streams.detect().isRunning())
                    .isTrue();
        }
    }

    @Test
    void stateDamagedWhileDown_isRestoredFromKafka() throws Exception {
        Topics topics = new Topics("damaged", 2, 1, (short) 1);
        List<AccessEvent> events = Story.events(5, 600).stream()
                .filter(event -> event.operator().equals("alpha"))
                .toList();
        Outcome expected = Outcome.expectedOpen(events);
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, state);
        broker.create(topics, List.of("alpha"));
        int sent = 0;
        for (int end : new int[] {events.size() / 2, events.size()}) {
            DamagedState.damage(state, "MANIFEST", 5);
            try (VigieStreams streams = VigieStreams.start(
                    settings, List.of(), Sources.json(topics), Detections.plain(), Wire.withoutRegistry())) {
                assertThat(streams.awaitRunning(Duration.ofSeconds(60))).isTrue();
                for (AccessEvent event : events.subList(sent, end)) {
                    broker.send(topics.logs("alpha"), null, json(event).getBytes(UTF_8));
                }
                broker.flush();
                sent = end;
                broker.read(topics, Outcome.expectedOpen(events.subList(0, end)));
            }
        }
        Outcome outcome = broker.read(topics, expected);
        assertThat(outcome.totals()).isEqualTo(expected.totals());
        assertThat(outcome.alerts()).isEqualTo(expected.alerts());
    }

    @Test
    void topics_areCreatedOnceAndKeepTheirPartitions() throws Exception {
        broker.create(new Topics("twice-made", 2, 1, (short) 1), List.of("alpha"));
        broker.create(new Topics("twice-made", 2, 1, (short) 1), List.of("alpha", "beta"));
        assertThatThrownBy(() -> broker.create(new Topics("twice-made", 3, 1, (short) 1), List.of()))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("twice-made.events has 2 partitions");
        assertThatThrownBy(() -> broker.create(new Topics("too-safe", 1, 1, (short) 3), List.of()))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("too-safe.");
    }

    private static String json(AccessEvent event) {
        String line = "{'id':'%s','time':%d,'account':'%s','action':'%s','resource':'%s',"
                + "'subject':'%s','field':'name','src_ip':'%s'}";
        return line.replace('\'', '"')
                .formatted(
                        event.id(),
                        event.timeMillis(),
                        event.account(),
                        event.action(),
                        event.resource(),
                        event.subjects().get(0).id(),
                        event.sourceIp());
    }
}
