package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.ingest.Mapping;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
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
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Events for rules of every correlation type, what a replay says of them, and how a live run is compared with it.
 * Groups within an account say the same, message by message; groups above it, whose events come from several
 * partitions, have the same episodes with the same final figures.
 */
final class CorrelationStory {

    static final int PARTITIONS = 4;
    static final Path RULES = Path.of("src/test/resources/correlations");

    private static final long SEED = 20261122;
    private static final int EVENTS = 4_000;
    private static final int BARRIERS_EACH = 6;

    private final Broker broker;
    private final List<AccessEvent> events;
    private final List<AccessEvent> barriers;
    private final List<AccessEvent> sentinels;
    private final List<Alert> replayed;

    /** @param work for the replay */
    CorrelationStory(Broker broker, Path work) throws Exception {
        this.broker = broker;
        this.events = events(new SplittableRandom(SEED));
        this.barriers = barriers(events);
        this.sentinels = Story.sentinels(barriers, PARTITIONS);
        this.replayed = replay(work);
    }

    List<AccessEvent> events() {
        return events;
    }

    /** How many messages a replay gives. */
    int messages() {
        return replayed.size();
    }

    private static List<AccessEvent> events(SplittableRandom random) {
        List<AccessEvent> events = new ArrayList<>();
        long nowMillis = 1_765_785_600_000L;
        for (int i = 0; i < EVENTS; i++) {
            nowMillis += random.nextLong(1, 12_000);
            int account = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(40);
            boolean denied = random.nextInt(12) == 0;
            Action action = random.nextInt(15) == 0 ? Action.EXPORT : Action.READ;
            String person = random.nextInt(40) == 0
                    ? "well-known-" + random.nextInt(3)
                    : "person-" + (account < 4 ? random.nextInt(3_000) : account * 10 + random.nextInt(12));
            events.add(new AccessEvent(
                    "event-" + i,
                    nowMillis,
                    AccessEvent.UNKNOWN,
                    Story.OPERATORS.get(account % Story.OPERATORS.size()),
                    "account-" + account,
                    null,
                    null,
                    "register-" + random.nextInt(3),
                    action,
                    denied ? Outcome.DENIED : Outcome.SUCCESS,
                    List.of(Subject.of(person)),
                    AccessEvent.UNKNOWN,
                    random.nextLong(2_000),
                    List.of("name"),
                    "192.0.2." + random.nextInt(8),
                    null,
                    null,
                    null,
                    null,
                    AccessEvent.UNKNOWN,
                    null));
        }
        return events;
    }

    /**
     * From every partition an event for many groups, so that each partition of contributions gets one from each of
     * events: when all have been alerted on, nothing from before is under way.
     */
    private static List<AccessEvent> barriers(List<AccessEvent> events) {
        List<AccessEvent> barriers = new ArrayList<>();
        for (AccessEvent sentinel : Story.sentinels(events, PARTITIONS)) {
            for (int i = 0; i < BARRIERS_EACH; i++) {
                String id = "barrier-" + sentinel.operator() + "-" + sentinel.account() + "-" + i;
                barriers.add(new AccessEvent(
                        id,
                        events.get(events.size() - 1).timeMillis(),
                        AccessEvent.UNKNOWN,
                        sentinel.operator(),
                        sentinel.account(),
                        null,
                        id,
                        null,
                        Action.LOGIN,
                        Outcome.SUCCESS,
                        List.of(),
                        AccessEvent.UNKNOWN,
                        AccessEvent.UNKNOWN,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        AccessEvent.UNKNOWN,
                        null));
            }
        }
        return barriers;
    }

    private List<AccessEvent> all() {
        List<AccessEvent> all = new ArrayList<>(events);
        all.addAll(barriers);
        all.addAll(sentinels);
        return all;
    }

    /** Sends the barriers, and what ends every episode once nothing else is under way. */
    void finish(Topics topics) throws Exception {
        broker.sendEvents(topics, barriers);
        broker.readAlerts(topics, this::barriersAreThrough);
        broker.sendEvents(topics, sentinels);
    }

    private boolean barriersAreThrough(List<Alert> alerts) {
        return alerts.stream()
                        .filter(alert -> alert.group().containsKey("session"))
                        .map(alert -> alert.group().get("session"))
                        .distinct()
                        .count()
                == barriers.size();
    }

    private List<Alert> replay(Path work) throws Exception {
        Path log = work.resolve("events.jsonl");
        List<String> lines = new ArrayList<>();
        for (AccessEvent event : all()) {
            lines.add(new String(EventJson.line(event), StandardCharsets.UTF_8));
        }
        Files.write(log, lines);
        Path output = work.resolve("out");
        Replay.run(
                new ReplayJob(
                        List.of(log),
                        output,
                        null,
                        Mapping.NONE,
                        ReplayJob.OPERATOR_UNKNOWN,
                        SigmaLoader.loadDirectory(RULES),
                        Detections::settings,
                        "test"),
                (phase, done, total, alerts) -> {});
        List<Alert> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("alerts.jsonl"))) {
            alerts.add(AlertJson.read(line));
        }
        return alerts;
    }

    void assertAgrees(Topics topics) throws Exception {
        Map<String, List<String>> expected = withinAccounts(replayed);
        Map<String, String> expectedAbove = aboveAccounts(replayed);
        assertThat(rulesOf(replayed)).as("every rule crossed").hasSize(15);
        List<Alert> live = broker.readAlerts(
                topics,
                alerts -> aboveAccounts(alerts).size() == expectedAbove.size()
                        && size(withinAccounts(alerts)) >= size(expected));
        assertThat(withinAccounts(live)).isEqualTo(expected);
        assertThat(aboveAccounts(live)).isEqualTo(expectedAbove);
    }

    private static int size(Map<String, List<String>> byGroup) {
        return byGroup.values().stream().mapToInt(List::size).sum();
    }

    private static List<String> rulesOf(List<Alert> alerts) {
        return alerts.stream()
                .flatMap(alert -> alert.reasons().stream())
                .map(Alert.Reason::rule)
                .distinct()
                .toList();
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
                Map<String, Double> values = new TreeMap<>();
                alert.reasons().forEach(reason -> values.put(reason.rule(), reason.value()));
                byEpisode.put(
                        group(alert) + " " + alert.id(),
                        values + " " + alert.peopleReadByGroup() + " " + alert.recordsUnnamed() + " "
                                + alert.accounts());
            }
        }
        return byEpisode;
    }

    private static String group(Alert alert) {
        return new TreeMap<>(alert.group()).toString();
    }
}
