package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.wire.AlertJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that change under load, by the topic: whatever comes and goes beside it, a rule that stays says just what it
 * says undisturbed, each message once.
 */
class RuleChangeIT {

    private static final long SEED = 20261123;
    private static final int EVENTS = 5_000;
    private static final int SLICES = 5;
    private static final int PARTITIONS = 4;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final RuleFile STAYS = new RuleFile("stays.yml", """
            title: Reads
            name: reads
            logsource: {product: vigie}
            detection:
                selection: {action: READ}
                condition: selection
            ---
            title: Many people
            name: many-people
            level: high
            correlation:
                type: value_count
                rules: [reads]
                group-by: [account]
                timespan: 1h
                condition: {field: subject, gte: 40}
            """);

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

    /** Of another grouping than the rule that stays, so that its alerts are other episodes. */
    private static RuleFile other(String name, int limit) {
        return new RuleFile(name + ".yml", """
                title: %s
                name: %s
                correlation:
                    type: event_count
                    rules: [reads]
                    group-by: [account, resource]
                    timespan: 30m
                    condition: {gte: %d}
                """.formatted(name, name, limit));
    }

    @Test
    void setsThatChangeUnderLoad_loseAndDoubleNothing() throws Exception {
        Topics topics = new Topics("changing", PARTITIONS, 1, (short) 1);
        broker.create(topics, List.of());
        List<AccessEvent> events = Story.events(SEED, EVENTS);
        List<AccessEvent> sentinels = Story.sentinels(events, PARTITIONS);
        StreamSettings settings = StreamSettings.of(broker.bootstrap(), topics, state);
        List<List<RuleFile>> sets = List.of(
                List.of(STAYS),
                List.of(STAYS, other("added", 15)),
                List.of(STAYS, other("added", 25)),
                List.of(STAYS, new RuleFile("bad.yml", "title: no rule at all\n")),
                List.of(STAYS));
        publish(settings, sets.get(0));
        RuleTopic topic = RuleTopic.open(settings);
        Detection detection = new Detection(new Plan(RuleFeed.load(topic.files())), Detections.settings());
        RuleFeed feed = RuleFeed.start(topic, detection, topic.files());
        try (StreamApplication detect = StreamApplication.startDetect(settings, detection, Wire.withoutRegistry())) {
            assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
            for (int i = 0; i < SLICES; i++) {
                // The change comes in the middle of the slice's events.
                int middle = (2 * i + 1) * EVENTS / (2 * SLICES);
                broker.sendEvents(topics, events.subList(i * EVENTS / SLICES, middle));
                change(settings, detection, sets.get(i), i == 3);
                broker.sendEvents(topics, events.subList(middle, (i + 1) * EVENTS / SLICES));
                long sent = (long) (i + 1) * EVENTS / SLICES;
                Broker.await("slice " + i, () -> committed(topics) >= sent);
            }
            broker.sendEvents(topics, sentinels);
            List<AccessEvent> all = new ArrayList<>(events);
            all.addAll(sentinels);
            Map<String, List<String>> expected = expected(all);
            List<Alert> alerts = broker.readAlerts(topics, some -> size(ofAccounts(some)) >= size(expected));
            assertThat(size(expected)).isGreaterThan(10);
            assertThat(ofAccounts(alerts)).as("seed " + SEED).isEqualTo(expected);
            assertThat(alerts).anyMatch(alert -> alert.reasons().get(0).rule().equals("added"));
        } finally {
            feed.close();
        }
    }

    private static void change(StreamSettings settings, Detection detection, List<RuleFile> files, boolean bad)
            throws Exception {
        Plan before = detection.plan();
        publish(settings, files);
        if (bad) {
            return; // that it changes nothing shows in the alerts
        }
        RuleSet wanted = RuleFeed.load(files);
        Broker.await("the new rules", () -> detection.plan().rulesHash().equals(wanted.hash()));
        assertThat(detection.plan() == before).isEqualTo(before.rulesHash().equals(wanted.hash()));
    }

    private static void publish(StreamSettings settings, List<RuleFile> files) throws Exception {
        RulePublisher publisher = new RulePublisher(settings);
        publisher.publish(files, publisher.changes(files));
        Broker.await("the files in the topic", () -> isPublished(publisher, files));
    }

    private static boolean isPublished(RulePublisher publisher, List<RuleFile> files) {
        try {
            return publisher.changes(files).values().stream()
                    .allMatch(change -> change == RulePublisher.Change.UNCHANGED);
        } catch (TopicException | RuleException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, List<String>> expected(List<AccessEvent> events) throws Exception {
        Detection undisturbed = new Detection(new Plan(RuleFeed.load(List.of(STAYS))), Detections.settings());
        return Outcome.expected(events, undisturbed).alerts();
    }

    private static Map<String, List<String>> ofAccounts(List<Alert> alerts) {
        Map<String, List<String>> byAccount = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.groupKind().equals("account")) {
                byAccount
                        .computeIfAbsent(
                                alert.group().get("operator") + "/"
                                        + alert.group().get("account"),
                                account -> new ArrayList<>())
                        .add(AlertJson.withoutProvenance(alert));
            }
        }
        return byAccount;
    }

    private static int size(Map<String, List<String>> byAccount) {
        return byAccount.values().stream().mapToInt(List::size).sum();
    }

    private static long committed(Topics topics) {
        try {
            return broker.committed(topics.detectApplication(), topics.events());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
