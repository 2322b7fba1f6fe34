package dev.vigie.detect;

import static dev.vigie.detect.Events.DAY;
import static dev.vigie.detect.Events.HOUR;
import static dev.vigie.detect.Events.MINUTE;
import static dev.vigie.detect.Events.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that are allowed, and that only somebody who means ill would send, or a log that is out of order. */
final class HostileEventsTest {

    static final String READS = """
            title: Reads
            name: reads
            logsource: {product: vigie}
            detection: {s: {action: READ, outcome: success}, condition: s}
            """;
    private final List<Alert> alerts = new ArrayList<>();

    static Plan plan(String rules) {
        try {
            return new Plan(SigmaLoader.load(List.of(new RuleFile("rules.yml", rules))));
        } catch (RuleException e) {
            throw new AssertionError(e);
        }
    }

    static Detector detector(Plan plan) {
        return new Detector(
                plan,
                new DetectorSettings(new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0));
    }

    static Origin at(long offset) {
        return new Origin("log", 0, offset);
    }

    @Test
    void process_moreRecordsThanCanBeWeighed_countsAsTheMost() throws Exception {
        Plan plan = new Plan(SigmaLoader.builtIn());
        Detector detector = detector(plan);
        MemoryProfiles profiles = new MemoryProfiles(plan);
        for (long records : new long[] {1_000_000_000_000_000_000L, 1L << 62, Long.MAX_VALUE}) {
            AccessEvent event = Events.withFields(
                    Events.counted("thief-" + records, "e", MORNING, records), List.of("passport_number", "name"));

            detector.process(event, at(0), profiles, alerts::add);

            assertThat(alerts)
                    .filteredOn(alert -> alert.group().containsValue("thief-" + records))
                    .extracting(Alert::recordsUnnamed)
                    .containsExactly(records);
        }
    }

    @Test
    void process_moreRecordsThanALongHolds_staysAtTheMost() {
        Plan plan = plan("""
                title: Records
                name: records
                logsource: {product: vigie}
                detection: {s: {record_count|gte: 1}, condition: s}
                level: high
                """);
        Detector detector = detector(plan);
        MemoryProfiles profiles = new MemoryProfiles(plan);
        detector.process(Events.counted("thief", "a", MORNING, Long.MAX_VALUE), at(0), profiles, alerts::add);
        detector.process(Events.counted("thief", "b", MORNING + 1, 1), at(1), profiles, alerts::add);
        detector.closeAll(profiles, alerts::add);

        assertThat(alerts).extracting(Alert::recordsUnnamed).containsOnly(Long.MAX_VALUE);
    }

    /** A mean of nothing is no figure, and what is not a number would be learnt for ever. */
    @Test
    void process_jointWithTheMeanOfNothing_isStoredAndReadBack() {
        Plan plan = plan(READS + """
                ---
                title: Bytes
                name: bytes
                correlation:
                  type: value_avg
                  rules: [reads]
                  group-by: [account]
                  timespan: 12h
                  condition: {field: bytes, gte: 999}
                ---
                title: Events
                name: events
                correlation:
                  type: event_count
                  rules: [reads]
                  group-by: [account]
                  timespan: 12h
                  condition: {gte: 999}
                ---
                title: Together
                correlation: {type: temporal, rules: [bytes, events], group-by: [account], timespan: 12h}
                vigie: {condition: {joint: {once_in: 1000d}}}
                """);
        Detector detector = detector(plan);
        ForgetfulProfiles profiles = new ForgetfulProfiles(plan);
        for (int i = 0; i < 5; i++) {
            detector.process(Events.read("clerk", "e" + i, MORNING + i * DAY, "p"), at(i), profiles, alerts::add);
        }
        assertThat(alerts).isEmpty();
    }

    /** Delayed by a day, and dated so: as in a replay, where it comes in its place, it is none of the hour's people. */
    @Test
    void process_lateEventFromBeforeTheOpeningWindow_isNotOfTheEpisode() {
        Plan plan = plan(READS + """
                ---
                title: Many people
                correlation:
                  type: value_count
                  rules: [reads]
                  group-by: [account]
                  timespan: 1h
                  condition: {field: subject, gte: 5}
                ---
                title: Very many people
                correlation:
                  type: value_count
                  rules: [reads]
                  group-by: [account]
                  timespan: 7d
                  condition: {field: subject, gte: 100}
                """);
        String[] others = IntStream.range(0, 20).mapToObj(i -> "other-" + i).toArray(String[]::new);
        AccessEvent yesterday = Events.read("thief", "late", MORNING - DAY, others);
        AccessEvent withinTheHour = Events.read("thief", "delayed", MORNING - 50 * MINUTE, "delayed");
        for (boolean live : new boolean[] {true, false}) {
            List<AccessEvent> events = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                events.add(Events.read("thief", "e" + i, MORNING + i * MINUTE, "p" + i));
            }
            events.addAll(live ? 6 : 0, List.of(yesterday, withinTheHour));
            alerts.clear();
            Detector detector = detector(plan);
            ForgetfulProfiles profiles = new ForgetfulProfiles(plan);
            for (int i = 0; i < events.size(); i++) {
                detector.process(events.get(i), at(i), profiles, alerts::add);
            }
            detector.closeAll(profiles, alerts::add);

            Alert last = alerts.get(alerts.size() - 1);
            assertThat(last.state()).isEqualTo(State.CLOSED);
            assertThat(last.peopleExposed()).as("live %s", live).isEqualTo(9);
            assertThat(last.firstEventAtMillis()).as("live %s", live).isEqualTo(withinTheHour.timeMillis());
        }
    }

    /** Dated a second before the one that opened the episode, and a reason of its own. */
    @Test
    void process_earlierEventThatIsAReason_isOfTheEpisode() {
        String rule = """
                title: %1$s
                name: %1$s
                logsource: {product: vigie}
                detection: {s: {resource: cir-dossiers, subject: %1$s}, condition: s}
                level: high
                """;
        Plan plan = plan(rule.formatted("one") + "---\n" + rule.formatted("two"));
        Detector detector = detector(plan);
        ForgetfulProfiles profiles = new ForgetfulProfiles(plan);
        detector.process(Events.read("thief", "a", MORNING + 5_000, "one"), at(0), profiles, alerts::add);
        detector.process(Events.read("thief", "b", MORNING + 4_000, "two"), at(1), profiles, alerts::add);
        detector.closeAll(profiles, alerts::add);

        Alert last = alerts.get(alerts.size() - 1);
        assertThat(last.reasons()).hasSize(2);
        assertThat(last.peopleExposed()).isEqualTo(2);
        assertThat(last.firstEventAtMillis()).isEqualTo(MORNING + 4_000);
    }

    @Test
    void process_nightDatedAsAMorningToCome_isOfTheNight() {
        Plan plan = plan("""
                title: At night
                name: at-night
                logsource: {product: vigie}
                detection: {s: {action: READ, hour|endswith: ' 03'}, condition: s}
                level: high
                """);
        Detector detector = detector(plan);
        long nightMillis = MORNING - 5 * HOUR;
        AccessEvent dated = Events.ingested(
                "thief", "e", MORNING + DAY, nightMillis, Action.READ, Outcome.SUCCESS, AccessEvent.UNKNOWN, "p");

        Verdict verdict = detector.process(dated, at(0), new MemoryProfiles(plan), alerts::add);

        assertThat(verdict.skewed()).isTrue();
        assertThat(alerts).hasSize(1);
    }

    /** A topic that others have made may have time stamps of its writer's choice. */
    @Test
    void process_ingestedBeforeThereWasTime_countsAllTheSame() {
        Plan plan = plan(READS);
        AccessEvent event =
                Events.ingested("clerk", "e", MORNING, 5, Action.READ, Outcome.SUCCESS, AccessEvent.UNKNOWN, "p");

        Verdict verdict = detector(plan).process(event, at(0), new MemoryProfiles(plan), alerts::add);

        assertThat(verdict.skewed()).isTrue();
        assertThat(verdict.fate()).isEqualTo(Verdict.Fate.COUNTED);
    }
}
