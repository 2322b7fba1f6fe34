package dev.vigie.detect;

import static dev.vigie.detect.Events.HOUR;
import static dev.vigie.detect.Events.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The detector against a reference that keeps every event. */
final class DetectorPropertyTest {

    private static final int LIMIT = 8;
    private static final String RULE = """
            title: Reads
            id: 6f0c4f5e-5b5e-4b54-9d2c-111111111111
            name: reads
            logsource: {product: vigie}
            detection:
              selection:
                action: [READ, SEARCH, LIST, EXPORT, PRINT]
                outcome: SUCCESS
              condition: selection
            ---
            title: Many people
            id: 6f0c4f5e-5b5e-4b54-9d2c-222222222222
            level: high
            correlation:
              type: value_count
              rules: [reads]
              group-by: [account]
              timespan: 1h
              condition: {gte: %d, field: subject}
            """.formatted(LIMIT);

    private static RuleSet rules() throws Exception {
        return SigmaLoader.load(List.of(new RuleFile("reads.yml", RULE)));
    }

    private static Detector detector(Plan plan) {
        return new Detector(plan, new DetectorSettings(new long[] {3, 4}, null, 0, "test", () -> 0));
    }

    /**
     * Accounts at random work: late arrivals, duplicates and clock jumps among it; fewer than 256 people in any window,
     * so all is exact.
     */
    private static List<AccessEvent> history(Random random) {
        List<AccessEvent> events = new ArrayList<>();
        long[] clocks = {MORNING, MORNING, MORNING};
        for (int i = 0; i < 1_500; i++) {
            int account = random.nextInt(clocks.length);
            clocks[account] += random.nextInt(60) == 0 ? 5 * HOUR : random.nextInt(12) * 60_000L;
            long timeMillis = clocks[account] - (random.nextInt(5) == 0 ? random.nextInt(90) * 60_000L : 0);
            Action action = random.nextInt(4) == 0 ? Action.UPDATE : Action.READ;
            Outcome outcome = random.nextInt(8) == 0 ? Outcome.DENIED : Outcome.SUCCESS;
            String[] subjects = new String[random.nextInt(4)];
            for (int s = 0; s < subjects.length; s++) {
                subjects[s] = "p" + random.nextInt(40);
            }
            events.add(
                    Events.event("acc" + account, "e" + i, timeMillis, action, outcome, AccessEvent.UNKNOWN, subjects));
            if (random.nextInt(10) == 0) {
                events.add(events.get(random.nextInt(events.size())));
            }
        }
        return events;
    }

    @Test
    void process_randomHistories_opensAndCountsAsTheReferenceDoes() throws Exception {
        for (long seed = 0; seed < 30; seed++) {
            List<AccessEvent> events = history(new Random(seed));
            Plan plan = new Plan(rules());
            Detector detector = detector(plan);
            MemoryProfiles profiles = new MemoryProfiles(plan);
            Reference reference = new Reference();
            int opened = 0;
            for (int i = 0; i < events.size(); i++) {
                AccessEvent event = events.get(i);
                List<Alert> alerts = new ArrayList<>();
                detector.process(event, new Origin("log", 0, i), profiles, alerts::add);
                boolean crossed = reference.add(event);
                for (Alert alert : alerts) {
                    if (alert.state() == State.OPEN) {
                        opened++;
                        assertThat(crossed).as("seed %d event %d", seed, i).isTrue();
                        assertThat(alert.peopleExposed())
                                .as("seed %d event %d", seed, i)
                                .isEqualTo(reference.people);
                        assertThat(alert.peopleExposedBefore())
                                .as("seed %d event %d", seed, i)
                                .isEqualTo(reference.peopleBefore);
                    }
                }
                Profile profile = profiles.get(dev.vigie.model.Group.account(event.operator(), event.account()));
                if (crossed) {
                    assertThat(profile.episode())
                            .as("seed %d event %d", seed, i)
                            .isNotNull();
                }
            }
            assertThat(opened).as("seed %d", seed).isPositive();
        }
    }

    @Test
    void process_profilesWrittenAndReadBackBetweenEvents_saysTheSame() throws Exception {
        for (long seed = 100; seed < 110; seed++) {
            List<AccessEvent> events = history(new Random(seed));
            Plan plan = new Plan(rules());
            assertThat(run(events, plan, new ForgetfulProfiles(plan)))
                    .as("seed %d", seed)
                    .isEqualTo(run(events, plan, new MemoryProfiles(plan)));
        }
    }

    @Test
    void process_anyOrderWithinTheWindow_endsWithTheSameFigures() throws Exception {
        for (long seed = 200; seed < 230; seed++) {
            Random random = new Random(seed);
            List<AccessEvent> events = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                String person = "p" + random.nextInt(400);
                events.add(Events.read("thief", "e" + i, MORNING + random.nextInt((int) HOUR), person));
            }
            Plan plan = new Plan(rules());
            Alert first = last(run(events, plan, new MemoryProfiles(plan)));
            Collections.shuffle(events, random);
            Alert second = last(run(events, plan, new MemoryProfiles(plan)));
            assertThat(second.peopleExposed()).as("seed %d", seed).isEqualTo(first.peopleExposed());
            assertThat(second.lastEventAtMillis()).as("seed %d", seed).isEqualTo(first.lastEventAtMillis());
            assertThat(second.reasons().get(0).value())
                    .as("seed %d", seed)
                    .isEqualTo(first.reasons().get(0).value());
        }
    }

    private static List<Alert> run(List<AccessEvent> events, Plan plan, Profiles profiles) {
        Detector detector = detector(plan);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add);
        }
        detector.closeAll(profiles, alerts::add);
        return alerts;
    }

    private static Alert last(List<Alert> alerts) {
        return alerts.get(alerts.size() - 1);
    }

    /** Keeps all events and counts again for each. */
    private static final class Reference {
        private final Map<String, Long> clocks = new HashMap<>();
        private final Map<String, List<AccessEvent>> kept = new HashMap<>();
        private final Set<String> ids = new HashSet<>();
        private int people;
        private int peopleBefore;

        /** True if the event is counted and the account has at least LIMIT people in its window. */
        boolean add(AccessEvent event) {
            if (!ids.add(event.account() + event.id())) {
                return false;
            }
            long clock = Math.max(clocks.getOrDefault(event.account(), Long.MIN_VALUE), event.timeMillis());
            clocks.put(event.account(), clock);
            List<AccessEvent> events = kept.computeIfAbsent(event.account(), account -> new ArrayList<>());
            peopleBefore = people(events, clock);
            events.add(event);
            people = people(events, clock);
            return event.exposes() && event.timeMillis() > clock - HOUR && people >= LIMIT;
        }

        private static int people(List<AccessEvent> events, long clock) {
            Set<String> people = new HashSet<>();
            for (AccessEvent event : events) {
                if (event.exposes() && event.timeMillis() > clock - HOUR) {
                    event.subjects().forEach(subject -> people.add(subject.id()));
                }
            }
            return people.size();
        }
    }
}
