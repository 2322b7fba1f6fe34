package dev.vigie.backtest;

import static dev.vigie.backtest.Samples.cause;
import static dev.vigie.backtest.Samples.raised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.backtest.Case.Difference;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.Raised.Cause;
import dev.vigie.model.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseTest {

    private static final Cause HOUR = cause(Samples.READ_HOUR, 40);

    @Test
    void of_alertsOfOneGroupThatOverlap_isOneCaseThatStays() {
        List<Case> cases = Case.of(List.of(raised("petit", 0, 60, HOUR)), List.of(raised("petit", 0, 50, HOUR)));
        assertThat(cases).singleElement().satisfies(each -> {
            assertThat(each.fate()).isEqualTo(Fate.STAYS);
            assertThat(each.differences()).isEmpty();
        });
    }

    @Test
    void of_alertsThatMeetAtOneMoment_areOneCase() {
        List<Case> cases = Case.of(List.of(raised("petit", 0, 60, HOUR)), List.of(raised("petit", 60, 90, HOUR)));
        assertThat(cases).hasSize(1);
    }

    @Test
    void of_alertsApart_areOneThatGoesAndOneThatComes() {
        List<Case> cases = Case.of(List.of(raised("petit", 0, 60, HOUR)), List.of(raised("petit", 61, 90, HOUR)));
        assertThat(cases.stream().map(Case::fate)).containsExactly(Fate.GOES, Fate.COMES);
    }

    @Test
    void of_alertsOfDifferentGroups_neverMeet() {
        Raised source = new Raised(
                "id",
                "src_ip",
                Map.of("operator", "atlas", "account", "petit"),
                "petit",
                List.of(),
                0,
                1,
                "",
                Level.HIGH,
                Samples.alert(""),
                List.of(),
                List.of(),
                0,
                0,
                List.of());
        List<Case> cases = Case.of(
                List.of(raised("petit", 0, 60, HOUR), raised("grand", 0, 60, HOUR)),
                List.of(source, raised("moyen", 0, 60, HOUR)));
        assertThat(cases)
                .hasSize(4)
                .allMatch(each -> each.before().size() + each.after().size() == 1);
    }

    @Test
    void of_oneLongAlertAndTwoWithinIt_isOneCaseOfAnotherNumber() {
        List<Case> cases = Case.of(
                List.of(raised("petit", 0, 90, HOUR)),
                List.of(raised("petit", 0, 20, HOUR), raised("petit", 50, 90, HOUR)));
        assertThat(cases).singleElement().satisfies(each -> {
            assertThat(each.fate()).isEqualTo(Fate.CHANGES);
            assertThat(each.differences()).containsExactly(Difference.ALERTS);
        });
    }

    @Test
    void differences_areSaidEachForItself() {
        Raised old = raised("petit", 0, 60, Level.HIGH, 5, "e-1", HOUR);
        assertThat(differences(old, raised("petit", 0, 60, Level.HIGH, 5, "e-1", HOUR, cause(Samples.READ_DAY, 40))))
                .containsExactly(Difference.RULES);
        assertThat(differences(old, raised("petit", 1, 60, Level.HIGH, 5, "e-1", HOUR)))
                .containsExactly(Difference.OPENING);
        assertThat(differences(old, raised("petit", 0, 60, Level.HIGH, 5, "e-2", HOUR)))
                .containsExactly(Difference.OPENING);
        assertThat(differences(old, raised("petit", 0, 60, Level.HIGH, 6, "e-1", HOUR)))
                .containsExactly(Difference.PEOPLE);
        assertThat(differences(old, raised("petit", 0, 60, Level.MEDIUM, 5, "e-1", HOUR)))
                .containsExactly(Difference.LEVEL);
        assertThat(differences(old, raised("petit", 0, 60, Level.HIGH, 5, "e-1", cause(Samples.READ_HOUR, 900))))
                .as("another figure of the same rule")
                .isEmpty();
    }

    private static Set<Difference> differences(Raised old, Raised fresh) {
        return Case.of(List.of(old), List.of(fresh)).get(0).differences();
    }

    /** Every alert is in one case, cases of a group never overlap, and within one each alert overlaps another. */
    @Test
    void of_randomAlerts_isAPartitionByOverlap() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Raised> before = random(random, "old");
            List<Raised> after = random(random, "new");
            List<Case> cases = Case.of(before, after);
            List<Raised> all = new ArrayList<>();
            for (Case each : cases) {
                List<Raised> its = new ArrayList<>(each.before());
                its.addAll(each.after());
                assertThat(its.stream().map(Raised::group).distinct())
                        .as("seed %d", seed)
                        .hasSize(1);
                for (Raised one : its) {
                    assertThat(its.size() == 1
                                    || its.stream().anyMatch(other -> !other.equals(one) && one.overlaps(other)))
                            .as("seed %d", seed)
                            .isTrue();
                    assertThat(all.stream()
                                    .filter(other -> other.group().equals(one.group()))
                                    .noneMatch(one::overlaps))
                            .as("seed %d", seed)
                            .isTrue();
                }
                all.addAll(its);
            }
            assertThat(new HashSet<>(all)).as("seed %d", seed).hasSize(before.size() + after.size());
        }
    }

    /** Alerts of one set never overlap within a group: an episode ends before the next begins. */
    private static List<Raised> random(Random random, String event) {
        List<Raised> alerts = new ArrayList<>();
        for (String account : List.of("petit", "grand")) {
            int minute = random.nextInt(20);
            for (int i = random.nextInt(5); i > 0; i--) {
                int end = minute + 1 + random.nextInt(30);
                alerts.add(raised(account, minute, end, Level.HIGH, 0, event + i, HOUR));
                minute = end + 1 + random.nextInt(30);
            }
        }
        return alerts;
    }
}
