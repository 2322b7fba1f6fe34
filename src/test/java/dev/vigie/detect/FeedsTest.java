package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The built-in rules about logs themselves: what they say, when, and that it is the same whoever waits. */
final class FeedsTest {

    private static final Path RULES = Path.of("src/main/resources/rules");
    /** A Monday, 08:00 UTC. */
    private static final long MONDAY = Events.MORNING - Events.MORNING % Events.DAY + 8 * Events.HOUR;

    private static final int WEEKS = 5;
    /** The rules that those about logs refer to. */
    private static final List<String> NEEDED = List.of("account-active", "other-operator-named", "numbered");

    private final Plan plan = plan();
    private final MemoryProfiles profiles = new MemoryProfiles(plan);
    private final Detector detector =
            new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 300_000, "test", () -> 0));
    private final List<Alert> alerts = new ArrayList<>();
    private int count;

    private static Plan plan() {
        try {
            String feeds = Files.readString(RULES.resolve("feeds.yml"));
            String needed = Stream.of(
                            Files.readString(RULES.resolve("accesses.yml")).split("(?m)^---$"))
                    .filter(rule -> NEEDED.stream().anyMatch(name -> rule.contains("name: " + name + "\n")))
                    .collect(Collectors.joining("---"));
            return new Plan(
                    SigmaLoader.load(List.of(new RuleFile("accesses.yml", needed), new RuleFile("feeds.yml", feeds))));
        } catch (IOException | RuleException e) {
            throw new IllegalStateException(e);
        }
    }

    private AccessEvent event(String operator, long timeMillis, long sequence, @Nullable String claimed) {
        String id = "e" + count++;
        return new AccessEvent(
                id,
                timeMillis,
                AccessEvent.UNKNOWN,
                operator,
                "desk-" + count % 4,
                null,
                null,
                "files",
                Action.READ,
                Outcome.SUCCESS,
                List.of(Subject.of("P-" + id)),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                sequence,
                claimed);
    }

    private void see(AccessEvent event) {
        detector.process(event, new Origin("log", 0, count), profiles, alerts::add);
    }

    /** Work on a day, an event every ten minutes or so. */
    private List<AccessEvent> work(String operator, int day, double fromHour, double toHour, Random random) {
        List<AccessEvent> events = new ArrayList<>();
        long startMillis = MONDAY + day * Events.DAY - 8 * Events.HOUR;
        long timeMillis = startMillis + (long) (fromHour * Events.HOUR);
        while (timeMillis < startMillis + toHour * Events.HOUR) {
            events.add(event(operator, timeMillis, AccessEvent.UNKNOWN, null));
            timeMillis += 3 * Events.MINUTE + random.nextInt((int) (14 * Events.MINUTE));
        }
        return events;
    }

    private List<AccessEvent> weeks(String operator, int weeks, Random random) {
        List<AccessEvent> events = new ArrayList<>();
        for (int day = 0; day < 7 * weeks; day++) {
            if (day % 7 < 5) {
                events.addAll(work(operator, day, 8, 17, random));
            }
        }
        return events;
    }

    @Test
    void logThatBreaksOff_isToldFromTheMinuteOnInWhichItWasTooLong() {
        Random random = new Random(1);
        List<AccessEvent> events = weeks("atlas", WEEKS, random);
        events.addAll(work("atlas", 7 * WEEKS, 8, 10.5, random));
        long lastMillis = events.get(events.size() - 1).timeMillis();
        events.forEach(this::see);
        assertThat(alerts).isEmpty();
        detector.await(Detector.feed("atlas"), lastMillis + 110 * Events.MINUTE, profiles, alerts::add);
        assertThat(alerts).isEmpty();
        detector.await(Detector.feed("atlas"), lastMillis + 5 * Events.HOUR, profiles, alerts::add);
        assertThat(alerts).hasSize(1);
        Alert opened = alerts.get(0);
        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.group()).isEqualTo(Map.of("operator", "atlas"));
        assertThat(opened.openedAtMillis()).isBetween(lastMillis + 110 * Events.MINUTE, lastMillis + 4 * Events.HOUR);
        assertThat(opened.firstEventAtMillis()).isEqualTo(lastMillis);
        assertThat(opened.sentence())
                .matches("atlas: A log has fallen silent \\(nothing from 2026-\\d\\d-\\d\\d 10:\\d\\d UTC on, for"
                        + " 5 hours in which it usually says something\\), expected once in .*\\.");
        detector.await(Detector.feed("atlas"), lastMillis + 30 * Events.HOUR, profiles, alerts::add);
        assertThat(alerts).as("the next day's morning is no work of the night").hasSizeLessThan(4);
        work("atlas", 7 * WEEKS + 2, 8, 17, random).forEach(this::see);
        detector.closeSilent(profiles, alerts::add);
        assertThat(alerts.get(alerts.size() - 1).state()).isEqualTo(State.CLOSED);
        assertThat(alerts).extracting(Alert::id).containsOnly(opened.id());
    }

    @Test
    void silence_waitedForOrNot_isTheSameEpisodeInTheEnd() {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            List<AccessEvent> events = weeks("atlas", WEEKS, random);
            int day = 7 * WEEKS + random.nextInt(3);
            events.addAll(work("atlas", day, 8, 9 + 3 * random.nextDouble(), random));
            events.addAll(work("atlas", day + 1 + random.nextInt(2), 8 + 6 * random.nextDouble(), 17, random));
            events.addAll(work("atlas", day + 4, 8, 17, random));
            FeedsTest waiting = new FeedsTest();
            FeedsTest replaying = new FeedsTest();
            long beforeMillis = events.get(0).timeMillis();
            for (AccessEvent event : events) {
                long sleptMillis = event.timeMillis() - beforeMillis;
                for (int i = 1; i < 5 && sleptMillis > 2 * Events.HOUR; i++) {
                    long nowMillis = beforeMillis + i * sleptMillis / 5 + random.nextInt(1_000);
                    waiting.detector.await(Detector.feed("atlas"), nowMillis, waiting.profiles, waiting.alerts::add);
                    waiting.detector.closeSilent(waiting.profiles, waiting.alerts::add);
                }
                beforeMillis = event.timeMillis();
                waiting.see(event);
                replaying.see(event);
            }
            waiting.detector.closeAll(waiting.profiles, waiting.alerts::add);
            replaying.detector.closeAll(replaying.profiles, replaying.alerts::add);
            assertThat(replaying.closed()).as("seed %d", seed).isNotEmpty();
            assertThat(waiting.closed()).as("seed %d", seed).isEqualTo(replaying.closed());
        }
    }

    /** The closing messages but for their numbers and provenance. */
    private Map<String, String> closed() {
        Map<String, String> closed = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.state() == State.CLOSED) {
                closed.put(
                        alert.id(),
                        alert.sentence() + alert.reasons() + alert.openedAtMillis() + " " + alert.firstEventAtMillis()
                                + " " + alert.lastEventAtMillis() + " " + alert.closedAtMillis() + alert.evidence()
                                + alert.peopleReadByGroup() + alert.accounts());
            }
        }
        return closed;
    }

    @Test
    void logsThatEnd_oneBeforeTheOthers_tellOfIt() {
        Random random = new Random(3);
        List<AccessEvent> events = new ArrayList<>();
        for (String operator : List.of("atlas", "boreal", "ceres")) {
            events.addAll(weeks(operator, WEEKS, random));
            events.addAll(work(operator, 7 * WEEKS, 8, operator.equals("atlas") ? 11 : 17, random));
        }
        events.add(event("ceres", MONDAY + 40_000 * Events.DAY / 10, AccessEvent.UNKNOWN, null));
        events.sort((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        events.forEach(this::see);
        assertThat(opened("atlas")).isEmpty();
        detector.closeAll(profiles, alerts::add);
        assertThat(opened("atlas")).hasSize(1);
        assertThat(opened("boreal")).as("one wrong clock silences nobody").isEmpty();
    }

    private List<Alert> opened(String operator) {
        return alerts.stream()
                .filter(alert -> alert.state() == State.OPEN)
                .filter(alert -> operator.equals(alert.group().get("operator")))
                .toList();
    }

    @Test
    void otherOperatorNamed_anyNumberOfTimes_isOneEpisode() {
        for (int i = 0; i < 1_000; i++) {
            see(event("atlas", MONDAY + i * Events.MINUTE, AccessEvent.UNKNOWN, i % 2 == 0 ? "boreal" : null));
        }
        detector.closeAll(profiles, alerts::add);
        assertThat(opened("atlas")).hasSize(1);
        assertThat(alerts)
                .extracting(Alert::id)
                .hasSizeLessThan(14)
                .containsOnly(alerts.get(0).id());
        assertThat(alerts.get(0).sentence()).isEqualTo("atlas: A log names another operator (1 in 1d, limit 1).");
        assertThat(alerts.get(0).evidence().get(0).eventId()).isEqualTo("e0");
    }

    @Test
    void numbersLeftOut_saysHowManyAndWhen() {
        for (int number = 1; number <= 300; number++) {
            if (number < 100 || number > 140) {
                see(event("atlas", MONDAY + number * Events.MINUTE, 1_000 + number, null));
            }
        }
        assertThat(opened("atlas")).hasSize(1);
        assertThat(alerts.get(0).sentence())
                .isEqualTo("atlas: Numbers are missing in a log (41 numbers, from 1,100 to 1,140, sent between"
                        + " 2025-12-15 09:39 UTC and 2025-12-15 10:21 UTC).");
    }
}
