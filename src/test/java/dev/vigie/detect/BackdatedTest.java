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
import dev.vigie.model.Group;
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

/** Events dated so far back that no window takes them. */
final class BackdatedTest {

    private static final String RULES = """
            title: Reads
            name: reads
            logsource: {product: vigie}
            detection: {s: {action: READ, outcome: success}, condition: s}
            ---
            title: Many people
            correlation:
              type: value_count
              rules: [reads]
              group-by: [account]
              timespan: 6h
              condition: {field: subject, gte: 40}
            ---
            title: Backdated
            correlation: {type: event_count, rules: [reads], group-by: [account], timespan: 1d, condition: {gte: 5}}
            vigie: {measure: {type: backdated, field: subject}}
            ---
            title: Backdated by register
            correlation:
              type: event_count
              rules: [reads]
              group-by: [account, resource]
              timespan: 1d
              condition: {gte: 8}
            vigie: {measure: {type: backdated, field: subject}}
            ---
            title: One id, two contents
            correlation: {type: event_count, rules: [reads], group-by: [account], timespan: 1d, condition: {gte: 3}}
            vigie: {measure: {type: reused_id}}
            """;

    private final List<Alert> alerts = new ArrayList<>();
    private final Plan plan = plan();
    private final MemoryProfiles profiles = new MemoryProfiles(plan);
    private final Detector detector = new Detector(
            plan,
            new DetectorSettings(new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0));

    private static Plan plan() {
        try {
            return new Plan(SigmaLoader.load(List.of(new RuleFile("rules.yml", RULES))));
        } catch (RuleException e) {
            throw new AssertionError(e);
        }
    }

    private Verdict read(String account, String id, long timeMillis, long ingestedAtMillis, String subject) {
        AccessEvent event = Events.ingested(
                account, id, timeMillis, ingestedAtMillis, Action.READ, Outcome.SUCCESS, AccessEvent.UNKNOWN, subject);
        return detector.process(event, new Origin("log", 0, 0), profiles, alerts::add);
    }

    /** Most accounts never date back, nor use an id twice: they keep nothing that would count it. */
    @Test
    void process_ordinaryEvents_keepNoMeasureOfWhatIsRare() {
        Profile account = profiles.get(Group.account("op-07", "agent"));
        assertThat(rareMeasures(account)).isZero();
        read("agent", "one", MORNING, MORNING, "A-1");
        read("agent", "two", MORNING + HOUR, MORNING + HOUR, "A-2");
        assertThat(rareMeasures(account)).isZero();

        read("agent", "three", MORNING - 3 * DAY, MORNING + 2 * HOUR, "A-3");
        long ofBackdating = rareMeasures(account);
        assertThat(ofBackdating).isPositive();
        read("agent", "two", MORNING + 3 * HOUR, MORNING + 3 * HOUR, "A-4");
        assertThat(rareMeasures(account)).isGreaterThan(ofBackdating);
    }

    private long rareMeasures(Profile profile) {
        List<MeasureSpec> measures = plan.groupPlan(Group.ACCOUNT).measures();
        return IntStream.range(0, measures.size())
                .filter(i -> measures.get(i).kind().countsLate() && profile.has(i))
                .count();
    }

    private List<Alert> of(String kind) {
        return alerts.stream().filter(alert -> alert.groupKind().equals(kind)).toList();
    }

    @Test
    void process_peopleReadTooLateForEveryWindow_areThePeopleOfTheAlert() {
        for (int i = 0; i < 20; i++) {
            read("clerk", "now-" + i, MORNING + i * MINUTE, MORNING + i * MINUTE, "in-time-" + i);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(alerts).isEmpty();
            long arrivedMillis = MORNING + HOUR + i * MINUTE;
            Verdict verdict = read("clerk", "back-" + i, MORNING - (9 + i) * DAY, arrivedMillis, "backdated-" + i);
            assertThat(verdict.fate()).isEqualTo(Verdict.Fate.LATE);
        }
        Alert alert = of("account").get(0);
        assertThat(alert.state()).isEqualTo(State.OPEN);
        assertThat(alert.reasons()).extracting(Alert.Reason::measure).containsExactly("backdated(subject)");
        assertThat(alert.reasons().get(0).value()).isEqualTo(5);
        assertThat(alert.peopleExposed()).isEqualTo(5);
        assertThat(alert.peopleExposedBefore()).isEqualTo(4);
    }

    @Test
    void process_oneBackdatedPersonAMonth_staysSilent() {
        for (int i = 0; i < 30; i++) {
            long nowMillis = MORNING + i * 30L * DAY;
            read("clerk", "now-" + i, nowMillis, nowMillis, "in-time-" + i);
            read("clerk", "back-" + i, nowMillis - 5 * DAY, nowMillis, "backdated-" + i);
        }
        assertThat(alerts).isEmpty();
    }

    @Test
    void process_backdatedIntoARegisterNeverOpened_countsThereToo() {
        AccessEvent login = Events.event("clerk", "login", MORNING, Action.LOGIN, Outcome.SUCCESS, AccessEvent.UNKNOWN);
        AccessEvent elsewhere = Histories.at(login, null);
        detector.process(elsewhere, new Origin("log", 0, 0), profiles, alerts::add);
        for (int i = 0; i < 8; i++) {
            read("clerk", "back-" + i, MORNING - 9 * DAY, AccessEvent.UNKNOWN, "backdated-" + i);
        }
        Alert alert = of("account+resource").get(0);
        assertThat(alert.peopleExposed()).isEqualTo(8);
        assertThat(alert.openedAtMillis()).isEqualTo(MORNING);
        assertThat(alert.id()).startsWith("2025-12-15-");
    }

    @Test
    void closeSilent_whileASilentAccountIsBackdating_leavesItsEpisodeOpen() {
        read("clerk", "now", MORNING, MORNING, "in-time");
        for (int i = 0; i < 20; i++) {
            long nowMillis = MORNING + 3 * DAY + i * MINUTE;
            read("colleague", "colleague-" + i, nowMillis, nowMillis, "somebody");
            read("clerk", "back-" + i, MORNING - 2 * DAY, nowMillis, "backdated-" + i);
            detector.closeSilent(profiles, alerts::add);
        }
        assertThat(of("account"))
                .extracting(Alert::state)
                .startsWith(State.OPEN)
                .doesNotContain(State.CLOSED);
        read("colleague", "later", MORNING + 6 * DAY, MORNING + 6 * DAY, "somebody");
        detector.closeSilent(profiles, alerts::add);
        List<Alert> account = of("account");
        Alert closed = account.get(account.size() - 1);
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.peopleExposed()).isEqualTo(20);
        assertThat(closed.closedAtMillis()).isBetween(MORNING + 4 * DAY, MORNING + 5 * DAY);
        assertThat(account).extracting(Alert::id).containsOnly(closed.id());
    }

    @Test
    void process_oneIdForManyContents_isAlertedAndSaysWhatWasRead() {
        for (int i = 0; i < 4; i++) {
            read("clerk", "same", MORNING + i * MINUTE, MORNING + i * MINUTE, "person-" + i);
        }
        Alert alert = of("account").get(0);
        assertThat(alert.reasons()).extracting(Alert.Reason::measure).containsExactly("reused_id");
        assertThat(alert.reasons().get(0).value()).isEqualTo(3);
        assertThat(alert.peopleExposed()).isEqualTo(4);
    }
}
