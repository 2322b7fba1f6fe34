package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.Plan;
import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.LedgerRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log lines in, alerts and ledger out, through both applications and a real broker. */
final class VigieStreamsIT {

    private static final String UNASSIGNED_READ = "Many people read who are not assigned";
    /** Of that rule, before it knows what is usual. */
    private static final int UNASSIGNED_LIMIT = 30;

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
    void assignmentsByTopic_decideWhoseReadsAreReported() throws Exception {
        Topics topics = new Topics("assigned", 1, 1, (short) 1);
        broker.create(topics, List.of("alpha"));
        String topic = topics.assignments();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            new TopicCreation(admin, topics).createAssignments(topic);
        }
        broker.send(topic, "alpha/none-of-it".getBytes(UTF_8), "{\"untill\":1}".getBytes(UTF_8));
        for (int i = 0; i < UNASSIGNED_LIMIT; i++) {
            broker.send(topic, ("alpha/of-ann-" + i).getBytes(UTF_8), "{}".getBytes(UTF_8));
            broker.send(topic, ("alpha/of-bob-" + i).getBytes(UTF_8), "{\"until\":1767225600000}".getBytes(UTF_8));
        }
        broker.flush();
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, state);
        Detection detection = new Detection(new Plan(SigmaLoader.load(unassignedRead())), Detections.settings());
        try (VigieStreams streams =
                VigieStreams.start(settings, List.of(), withAssignments(topics), detection, Wire.withoutRegistry())) {
            assertThat(streams.awaitRunning(Duration.ofSeconds(60))).isTrue();
            Supplier<AssignmentFigures> figures = requireNonNull(streams.assignmentFigures());
            assertThat(figures.get()).isEqualTo(figures(0, 0));
            readAll(topics, "ann", "of-ann-");
            readAll(topics, "bob", "of-bob-");
            Broker.await("all events are judged", () -> figures.get().notAssigned() == UNASSIGNED_LIMIT);
            assertThat(figures.get()).isEqualTo(figures(UNASSIGNED_LIMIT, UNASSIGNED_LIMIT));
            assertThat(broker.read(topics, judged()).totals()).isEqualTo(judged().totals());
            List<Alert> reported =
                    broker.readAlerts(topics, alerts -> alerts.stream().anyMatch(VigieStreamsIT::isOnUnassigned));
            assertThat(reported.stream().filter(VigieStreamsIT::isOnUnassigned))
                    .isNotEmpty()
                    .allSatisfy(alert -> assertThat(alert.group()).containsEntry("account", "bob"));
            broker.send(topic, "alpha/of-ann-0".getBytes(UTF_8), null);
            broker.flush();
            Broker.await("what is taken back is gone", () -> figures.get().removed() == 1);
            assertThat(figures.get().entries()).isEqualTo(2 * UNASSIGNED_LIMIT - 1);
        }
    }

    private static boolean isOnUnassigned(Alert alert) {
        return alert.reasons().stream().anyMatch(reason -> reason.title().equals(UNASSIGNED_READ));
    }

    /** With all assignments, and the record that is none. */
    private static AssignmentFigures figures(long assigned, long notAssigned) {
        int entries = 2 * UNASSIGNED_LIMIT;
        return new AssignmentFigures(true, entries, 1, entries, 0, 1, 0, assigned, notAssigned, 0);
    }

    /** All that was sent to the topic of the logs, counted. */
    private static Outcome judged() {
        Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>());
        outcome.total("alpha", 2 * UNASSIGNED_LIMIT, 0, 0, 0);
        return outcome;
    }

    /** The built-in rule and what it adds up. */
    private static List<RuleFile> unassignedRead() {
        return SigmaLoader.builtInFiles().stream()
                .filter(file -> file.name().endsWith("unassigned-read.yml")
                        || file.name().endsWith("accesses.yml"))
                .toList();
    }

    private static Sources withAssignments(Topics topics) {
        Sources json = Sources.json(topics);
        return new Sources() {
            @Override
            public Pattern pattern() {
                return json.pattern();
            }

            @Override
            public LogSource of(String topic) {
                return json.of(topic);
            }

            @Override
            public AssignmentTopic assignments() {
                return new AssignmentTopic(topics.assignments(), new KeyedHash(3, 4)::of);
            }
        };
    }

    /** Once each within a few minutes, as many as the rule has as its limit. */
    private static void readAll(Topics topics, String account, String people) {
        for (int i = 0; i < UNASSIGNED_LIMIT; i++) {
            String line = "{'time':'2026-01-05T10:00:%02dZ','account':'%s','action':'READ','subject':'%s%d'}"
                    .replace('\'', '"')
                    .formatted(i, account, people, i);
            broker.send(topics.logs("alpha"), null, line.getBytes(UTF_8));
        }
        broker.flush();
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
