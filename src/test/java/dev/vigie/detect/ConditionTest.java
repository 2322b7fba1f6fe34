package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.Drift;
import dev.vigie.measure.JointScore;
import dev.vigie.measure.UsualMaximum;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What conditions that look back on days make of a house, and what an alert then says. */
final class ConditionTest {

    private static final String READS = """
            title: Reads
            name: reads
            logsource: {product: vigie}
            detection: {s: {action: READ, outcome: success}, condition: s}
            ---
            """;
    private static final String UNUSUAL = READS + """
            title: Unusual
            correlation:
              type: value_count
              rules: [reads]
              group-by: [account]
              timespan: 1d
              condition: {field: subject, gte: 999}
            vigie: {condition: {unusual: {once_in: 1000d, at_least: 5}}, peers: [operator, role]}
            """;
    private static final String DRIFT = READS + """
            title: Drift
            correlation:
              type: value_count
              rules: [reads]
              group-by: [account]
              timespan: 12h
              condition: {field: subject, gte: 999}
            vigie: {condition: {drift: {run_length: 1000d, at_least: 30}}}
            """;
    private static final String JOINT = READS + """
            title: People
            name: people
            correlation:
              type: value_count
              rules: [reads]
              group-by: [account]
              timespan: 12h
              condition: {field: subject, gte: 999}
            ---
            title: Events
            name: events
            correlation: {type: event_count, rules: [reads], group-by: [account], timespan: 12h, condition: {gte: 999}}
            ---
            title: Together
            correlation: {type: temporal, rules: [people, events], group-by: [account], timespan: 12h}
            vigie: {condition: {joint: {once_in: 1000d}}}
            """;

    /** A house that is asked what it knows. */
    private static final class Run {
        final Weeks weeks = new Weeks(new Random(1));
        final List<Alert> alerts = new ArrayList<>();
        final Plan plan;
        final MemoryProfiles profiles;
        private final Detector detector;

        Run(String rules) {
            try {
                plan = new Plan(SigmaLoader.load(List.of(new RuleFile("rules.yml", rules))));
            } catch (RuleException e) {
                throw new AssertionError(e);
            }
            profiles = new MemoryProfiles(plan);
            long[] hashKey = {1, 2};
            detector = new Detector(
                    plan, new DetectorSettings(hashKey, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0));
        }

        void process(List<AccessEvent> events) {
            for (AccessEvent event : events) {
                detector.process(event, new Origin("log", 0, 0), profiles, alerts::add);
            }
        }

        /** Three accounts that read so many a day each, on days from {@code first} on. */
        void work(int first, int days, String operator, String role, int people) {
            for (int day = first; day < first + days; day++) {
                for (int account = 0; account < 3; account++) {
                    process(weeks.read(day, operator, role + account, role, people, ""));
                }
            }
        }

        /** What the account's past days, by the only such measure, say at the end of what was processed. */
        <T> T daily(String operator, String account, Class<T> type) {
            for (DayPlan each : plan.groupPlan(Group.ACCOUNT).days()) {
                Object daily = profiles.get(Group.account(operator, account)).daily(each.measure());
                if (type.isInstance(daily)) {
                    return type.cast(daily);
                }
            }
            throw new AssertionError("no " + type);
        }

        /** The usual maximum of an account that is seen for the first time on {@code day}. */
        double usualOfNewcomer(int day, String operator, String role) {
            String account = "newcomer-" + day + role;
            process(weeks.read(day, operator, account, role, 1, ""));
            return daily(operator, account, UsualMaximum.class).usual();
        }
    }

    @Test
    void newcomer_inARoleWithAPast_isJudgedByTheRole() {
        Run run = new Run(UNUSUAL);
        run.work(0, 20, "op", "clerk", 64);
        run.work(0, 20, "op", "nurse", 4);
        assertThat(run.usualOfNewcomer(22, "op", "clerk")).isEqualTo(64);
        assertThat(run.usualOfNewcomer(22, "op", "nurse")).isEqualTo(4);
    }

    @Test
    void newcomer_withoutARole_isJudgedByTheOperator() {
        Run run = new Run(UNUSUAL);
        run.work(0, 20, "op", "clerk", 64);
        run.work(0, 20, "other", "clerk", 4);
        assertThat(run.usualOfNewcomer(22, "op", "")).isEqualTo(64);
        assertThat(run.usualOfNewcomer(22, "op", "new role")).isEqualTo(64);
        assertThat(run.usualOfNewcomer(22, "other", "")).isEqualTo(4);
    }

    @Test
    void newcomer_atANewOperator_isJudgedByTheHouse() {
        Run run = new Run(UNUSUAL);
        run.work(0, 20, "op", "clerk", 16);
        assertThat(run.usualOfNewcomer(22, "another", "clerk")).isEqualTo(16);
    }

    @Test
    void newcomer_inARoleOfOneDay_isJudgedAsBefore() {
        Run run = new Run(UNUSUAL);
        run.work(0, 60, "op", "clerk", 16);
        run.work(58, 1, "op", "new", 16);
        run.work(60, 1, "op", "new", 16);
        assertThat(run.usualOfNewcomer(63, "op", "new")).isEqualTo(16);
        assertThat(run.daily("op", "newcomer-63new", UsualMaximum.class).isKnown())
                .isTrue();
    }

    @Test
    void peers_whatTheyReportedYesterday_isNotKnownToday() {
        Run run = new Run(UNUSUAL);
        run.work(0, 12, "op", "clerk", 4);
        run.work(12, 12, "op", "clerk", 64);
        // The days from 0 to 11 were over by day 12; those of the busy time by day 13 and later.
        assertThat(run.usualOfNewcomer(14, "op", "clerk")).isEqualTo(4);
        assertThat(run.usualOfNewcomer(20, "op", "clerk")).isEqualTo(64);
    }

    @Test
    void unusual_farTooMuch_saysTheLimitTheUsualAndTheRarity() {
        Run run = new Run(UNUSUAL);
        run.work(0, 30, "op", "clerk", 16);
        assertThat(run.alerts).isEmpty();
        run.process(run.weeks.read(31, "op", "clerk0", "clerk", 150, ""));
        UsualMaximum usual = run.daily("op", "clerk0", UsualMaximum.class);
        Alert opened = run.alerts.get(0);
        Alert.Reason reason = opened.reasons().get(0);
        double limit = Math.floor(usual.limit(1_000));
        assertThat(usual.usual()).isEqualTo(16);
        assertThat(reason.limit()).isEqualTo("> " + Numbers.text(limit));
        assertThat(reason.value()).isEqualTo(limit + 1);
        assertThat(reason.usual()).isEqualTo(16);
        assertThat(reason.rarity())
                .isEqualTo(Math.rint(usual.periodDays(limit + 1)))
                .isGreaterThan(1_000);
        assertThat(opened.peopleExposedBefore()).isEqualTo((long) limit);
        Alert last = run.alerts.get(run.alerts.size() - 1);
        double supported = 10 * usual.daysKnown();
        assertThat(last.reasons().get(0).rarity())
                .as("no more than the days known support")
                .isEqualTo(supported);
    }

    @Test
    void drift_afterWeeks_speaksOfThePeopleReadSinceItBegan() {
        Run run = new Run(DRIFT);
        run.work(0, 40, "op", "clerk", 4);
        assertThat(run.alerts).isEmpty();
        Set<String> since = new HashSet<>();
        for (int day = 40; run.alerts.isEmpty(); day++) {
            assertThat(day).as("days until it is seen").isLessThan(70);
            run.work(day, 1, "op", "other", 4);
            List<AccessEvent> events = run.weeks.read(day, "op", "clerk0", "clerk", 14, "");
            for (AccessEvent event : events) {
                if (run.alerts.isEmpty()) {
                    run.process(List.of(event));
                    if (run.daily("op", "clerk0", Drift.class).isCalm() && event.equals(events.get(0))) {
                        since.clear();
                    }
                    since.add(event.subjects().get(0).id());
                }
            }
        }
        Alert alert = run.alerts.get(0);
        assertThat(alert.peopleExposed()).isEqualTo(since.size()).isGreaterThan(30);
        assertThat(alert.peopleExposedBefore()).isEqualTo(since.size() - 1);
        assertThat(alert.reasons().get(0).value()).isBetween(30.0, (double) since.size());
        assertThat(alert.reasons().get(0).usual()).isEqualTo(4);
        assertThat(alert.firstEventAtMillis())
                .isBetween(Events.MORNING + 40 * Events.DAY, alert.openedAtMillis() - Events.DAY);
    }

    @Test
    void drift_ofHundreds_stillSaysSinceWhen() {
        Run run = new Run(DRIFT);
        for (int day = 0; day < 40; day++) {
            for (int account = 0; account < 3; account++) {
                run.process(run.weeks.work(day, "op", "clerk" + account, "clerk", 40));
            }
        }
        assertThat(run.alerts).isEmpty();
        for (int day = 40; run.alerts.isEmpty(); day++) {
            assertThat(day).as("days until it is seen").isLessThan(70);
            run.process(run.weeks.read(day, "op", "clerk0", "clerk", 90, ""));
        }
        Alert alert = run.alerts.get(0);
        long beganMillis = Events.MORNING + 40 * Events.DAY;
        assertThat(alert.peopleExposed()).isGreaterThan(300);
        assertThat(alert.firstEventAtMillis()).isBetween(beganMillis, beganMillis + 2 * Events.DAY);
    }

    @Test
    void joint_twoMeasuresTogether_isAReasonOfItsOwn() {
        Run run = new Run(JOINT);
        run.work(0, 75, "op", "clerk", 4);
        assertThat(run.alerts).isEmpty();
        assertThat(run.daily("op", "clerk0", JointScore.class).isKnown()).isTrue();
        run.process(run.weeks.read(76, "op", "clerk0", "clerk", 60, ""));
        Alert.Reason reason = run.alerts.get(0).reasons().get(0);
        JointScore score = run.daily("op", "clerk0", JointScore.class);
        assertThat(reason.title()).isEqualTo("Together");
        assertThat(reason.measure()).isEqualTo("temporal");
        assertThat(reason.value()).isGreaterThan(score.limit());
        assertThat(reason.limit()).isEqualTo("> " + Numbers.text(Math.rint(score.limit() * 10) / 10));
        assertThat(reason.rarity()).isEqualTo(1_000);
        assertThat(reason.usual()).isNull();
    }
}
