package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the house knows of a group that it has not known for long, and what a theft leaves of it. */
final class YoungOperatorTest {

    private static final Group SMALL = new Group(List.of("operator"), List.of("small"));

    private static String rule(String groupBy) {
        return """
                title: Reads
                name: reads
                logsource: {product: vigie}
                detection: {s: {action: READ, outcome: success}, condition: s}
                ---
                title: Many
                correlation:
                  type: value_count
                  rules: [reads]
                  group-by: GROUP
                  timespan: 12h
                  condition: {field: subject, gte: 999}
                vigie: {condition: {unusual: {once_in: 1000d, at_least: 5}}}
                """.replace("GROUP", groupBy);
    }

    private static final class House {
        final Weeks weeks;
        final Plan plan;
        final MemoryProfiles profiles;
        final List<Alert> alerts = new ArrayList<>();
        private final Detector detector;

        House(String groupBy, long seed) {
            try {
                plan = new Plan(SigmaLoader.load(List.of(new RuleFile("rules.yml", rule(groupBy)))));
            } catch (RuleException e) {
                throw new AssertionError(e);
            }
            weeks = new Weeks(new Random(seed));
            profiles = new MemoryProfiles(plan);
            detector = new Detector(plan, new DetectorSettings(new long[] {1, 2}, null, 0, "test", () -> 0));
        }

        void process(List<AccessEvent> events) {
            events.forEach(event -> detector.process(event, new Origin("log", 0, 0), profiles, alerts::add));
        }

        UsualMaximum usual(Group group) {
            DayPlan day = plan.groupPlan(group.names()).days().get(0);
            return (UsualMaximum) profiles.get(group).daily(day.measure());
        }
    }

    /** Ten large operators for three weeks, then a small one. */
    private static House smallAmongLarge(int days) {
        House house = new House("[operator]", 1);
        for (int day = 0; day < 22 + days; day++) {
            for (int operator = 0; operator < 10; operator++) {
                house.process(house.weeks.work(day, "large" + operator, "account", "clerk", 60));
            }
            if (day >= 22) {
                house.process(house.weeks.read(day, "small", "account", "clerk", 4, ""));
            }
        }
        return house;
    }

    @Test
    void operator_onItsFirstDay_isJudgedByTheOthers() {
        UsualMaximum usual = smallAmongLarge(1).usual(SMALL);
        assertThat(usual.isKnown()).isTrue();
        assertThat(usual.usual()).isGreaterThan(50);
    }

    @Test
    void operator_smallerThanTheOthers_isJudgedByItselfAfterAWeek() {
        House house = smallAmongLarge(6);
        assertThat(house.usual(SMALL).usual()).isLessThan(20);
        assertThat(house.alerts).isEmpty();
        house.process(house.weeks.read(28, "small", "account", "clerk", 120, ""));
        assertThat(house.alerts).as("twice what a large operator reads a day").isNotEmpty();
        assertThat(house.alerts.get(0).group()).containsValue("small");
    }

    @Test
    void limit_afterAColleaguesTheftOfDays_isHardlyRaised() {
        double honest = colleaguesLimit(20);
        assertThat(colleaguesLimit(400)).isCloseTo(honest, within(0.1 * honest));
    }

    /** Of six accounts one reads so many a day for two weeks. */
    private static double colleaguesLimit(int people) {
        House house = new House("[account]", 2);
        for (int day = 0; day < 50; day++) {
            for (int account = 0; account < 6; account++) {
                boolean busy = account == 0 && day >= 30 && day < 44;
                int usually = 12 + (7 * day + 5 * account) % 9;
                house.process(house.weeks.read(day, "op", "account" + account, "clerk", busy ? people : usually, ""));
            }
        }
        assertThat(house.alerts.isEmpty()).isEqualTo(people < 100);
        return house.usual(Group.account("op", "account5")).limit(10_000);
    }
}
