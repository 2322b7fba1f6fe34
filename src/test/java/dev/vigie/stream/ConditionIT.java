package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Plan;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayJob;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every measure and condition that Sigma lacks over four weeks, live through a real broker and killed on the way,
 * against memory and a replay of the same events. Days are played one after the other: what peers are like counts two
 * days after it was reported, and a stream that is faster than its tasks can tell each other knows less.
 */
final class ConditionIT {

    private static final long SEED = 20_251_215;
    private static final int PARTITIONS = 4;
    private static final int RULES = 21;
    private static final int KILL_ON = 23;
    private static final Path DIRECTORY = Path.of("src/test/resources/measures");

    private static Broker broker;
    private static List<List<AccessEvent>> days;
    private static List<AccessEvent> sentinels;

    @TempDir
    Path work;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
        days = Month.of(SEED);
        List<AccessEvent> last = days.get(days.size() - 1);
        // A drift's episode ends four days after the last of it.
        sentinels = Story.sentinels(Story.sentinels(last, PARTITIONS), PARTITIONS);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void everyMeasureAndCondition_liveKilledAndReplayed_agree() throws Exception {
        InMemory expected = new InMemory(new Plan(SigmaLoader.loadDirectory(DIRECTORY)));
        Topics topics = new Topics("measures", PARTITIONS, 1, (short) 1);
        broker.create(topics, List.of());
        Path output = work.resolve("output.txt");
        Process detector = start(topics, output);
        try (Shared shared = new Shared(broker, topics)) {
            long known = dayOf(days.get(0)) - 1;
            for (int i = 0; i < days.size(); i++) {
                List<AccessEvent> events = days.get(i);
                for (; known < dayOf(events) - 2; known++) {
                    awaitPeers(known + 1, shared, expected);
                }
                int half = i == KILL_ON ? events.size() / 2 : events.size();
                broker.sendEvents(topics, events.subList(0, half));
                if (i == KILL_ON) {
                    long before = expected.contributions;
                    Broker.await("contributions under way", () -> shared.contributions() > before);
                    detector.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                    broker.sendEvents(topics, events.subList(half, events.size()));
                    detector = start(topics, output);
                }
                expected.process(events);
                Broker.await("all contributions of day " + i, () -> shared.contributions() >= expected.contributions);
            }
            broker.sendEvents(topics, sentinels);
            expected.process(sentinels);
            expected.finish();
            assertAgrees(topics, expected);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe detector said:\n" + Files.readString(output), e);
        } finally {
            detector.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static long dayOf(List<AccessEvent> events) {
        return Math.floorDiv(events.get(0).timeMillis(), TimeUnit.DAYS.toMillis(1));
    }

    /** Waits until all tasks have been told what everybody's groups reported on the day. */
    private static void awaitPeers(long day, Shared shared, InMemory expected) {
        try {
            Broker.await("all peers of day " + day, () -> shared.peers(day).equals(expected.peers(day)));
        } catch (AssertionError e) {
            assertThat(shared.peers(day)).as(e.getMessage()).isEqualTo(expected.peers(day));
        }
    }

    private Process start(Topics topics, Path output) throws Exception {
        return DetectorProcess.start(
                broker.bootstrap(), topics, work.resolve("state"), 1 << 20, output.toFile(), DIRECTORY.toString());
    }

    private void assertAgrees(Topics topics, InMemory memory) throws Exception {
        List<Alert> replayed = replay();
        assertThat(crossed(memory.alerts)).as("every rule crossed").hasSize(RULES);
        // A replay sorts events by time: there nothing is backdated.
        assertThat(punctual(withinAccounts(replayed))).isEqualTo(punctual(withinAccounts(memory.alerts)));
        assertThat(aboveAccounts(replayed)).isEqualTo(aboveAccounts(memory.alerts));
        Map<String, List<String>> expected = withinAccounts(memory.alerts);
        Map<String, String> expectedAbove = aboveAccounts(memory.alerts);
        List<Alert> live = broker.readAlerts(
                topics,
                alerts -> aboveAccounts(alerts).size() >= expectedAbove.size()
                        && size(withinAccounts(alerts)) >= size(expected));
        assertThat(withinAccounts(live)).isEqualTo(expected);
        assertThat(aboveAccounts(live)).isEqualTo(expectedAbove);
    }

    private List<Alert> replay() throws Exception {
        Path log = work.resolve("events.jsonl");
        List<String> lines = new ArrayList<>();
        for (List<AccessEvent> day : days) {
            for (AccessEvent event : day) {
                lines.add(new String(EventJson.line(event), StandardCharsets.UTF_8));
            }
        }
        for (AccessEvent event : sentinels) {
            lines.add(new String(EventJson.line(event), StandardCharsets.UTF_8));
        }
        Files.write(log, lines);
        ReplayJob job = new ReplayJob(
                List.of(log),
                work.resolve("out"),
                null,
                Mapping.NONE,
                ReplayJob.OPERATOR_UNKNOWN,
                SigmaLoader.loadDirectory(DIRECTORY),
                Detections::settings,
                "test");
        Replay.run(job, (phase, done, total, alerts) -> {});
        List<Alert> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(work.resolve("out").resolve("alerts.jsonl"))) {
            alerts.add(AlertJson.read(line));
        }
        return alerts;
    }

    private static Set<String> crossed(List<Alert> alerts) {
        return alerts.stream()
                .flatMap(alert -> alert.reasons().stream())
                .map(Alert.Reason::title)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int size(Map<String, List<String>> byGroup) {
        return byGroup.values().stream().mapToInt(List::size).sum();
    }

    private static Map<String, List<String>> punctual(Map<String, List<String>> byGroup) {
        byGroup.keySet().removeIf(group -> group.contains(Month.BACKDATER));
        return byGroup;
    }

    /** Every message of groups within an account, by group, without what depends on the run. */
    private static Map<String, List<String>> withinAccounts(List<Alert> alerts) {
        Map<String, List<String>> byGroup = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.group().containsKey("account")) {
                byGroup.computeIfAbsent(group(alert), group -> new ArrayList<>())
                        .add(AlertJson.withoutProvenance(alert));
            }
        }
        return byGroup;
    }

    /** The final figures of groups above the account, by episode. Which event opened it depends on the partitions. */
    private static Map<String, String> aboveAccounts(List<Alert> alerts) {
        Map<String, String> byEpisode = new TreeMap<>();
        for (Alert alert : alerts) {
            if (!alert.group().containsKey("account") && alert.state() == Alert.State.CLOSED) {
                Map<String, String> reasons = new TreeMap<>();
                alert.reasons()
                        .forEach(reason -> reasons.put(
                                reason.title(),
                                reason.value() + " " + reason.usual() + " " + reason.rarity() + " " + reason.share()
                                        + " " + reason.usualShare()));
                byEpisode.put(
                        group(alert) + " " + alert.id(),
                        reasons + " " + alert.peopleReadByGroup() + " " + alert.recordsUnnamed() + " "
                                + alert.accounts());
            }
        }
        return byEpisode;
    }

    private static String group(Alert alert) {
        return new TreeMap<>(alert.group()).toString();
    }
}
