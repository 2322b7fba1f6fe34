package dev.vigie.backtest;

import static dev.vigie.backtest.Samples.cause;
import static dev.vigie.backtest.Samples.raised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.backtest.Raised.Cause;
import dev.vigie.rule.LimitChange;
import dev.vigie.rule.LimitChange.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TuningTest {

    private static List<LimitChange> changes(List<Raised> costs, long allowed) throws Exception {
        return Objects.requireNonNull(new Tuning(Samples.rules(), costs).changes(allowed));
    }

    private static List<Raised> alerts(Cause... causes) {
        List<Raised> alerts = new ArrayList<>();
        for (Cause cause : causes) {
            alerts.add(raised("a-" + alerts.size(), 0, 1, cause));
        }
        return alerts;
    }

    @Test
    void changes_ofOneRule_keepItsMostExtremeAlerts() throws Exception {
        List<Raised> costs =
                alerts(cause(Samples.READ_HOUR, 12), cause(Samples.READ_HOUR, 45), cause(Samples.READ_HOUR, 17));
        assertThat(changes(costs, 1)).containsExactly(new LimitChange(Samples.READ_HOUR, Setting.LIMIT, 18));
        assertThat(changes(costs, 2)).containsExactly(new LimitChange(Samples.READ_HOUR, Setting.LIMIT, 13));
        assertThat(changes(costs, 0)).containsExactly(new LimitChange(Samples.READ_HOUR, Setting.LIMIT, 46));
        assertThat(changes(costs, 3)).isEmpty();
    }

    @Test
    void changes_whereAlertsReachedTheSame_letAllOfThemGo() throws Exception {
        List<Raised> costs =
                alerts(cause(Samples.READ_HOUR, 12), cause(Samples.READ_HOUR, 12), cause(Samples.READ_HOUR, 30));
        assertThat(changes(costs, 2)).containsExactly(new LimitChange(Samples.READ_HOUR, Setting.LIMIT, 13));
    }

    @Test
    void changes_divideByTheRulesBudgets() throws Exception {
        List<Raised> costs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            costs.add(raised("h-" + i, 0, 1, cause(Samples.READ_HOUR, 11 + i)));
            costs.add(raised("d-" + i, 0, 1, cause(Samples.READ_DAY, 31 + i)));
        }
        // Once in 5,000 days may be wrong twice as often as once in 10,000: four of the one, eight of the other.
        assertThat(changes(costs, 12))
                .containsExactly(
                        new LimitChange(Samples.READ_HOUR, Setting.LIMIT, 19),
                        new LimitChange(Samples.READ_DAY, Setting.LIMIT, 35));
    }

    @Test
    void changes_whereARuleHasFewerThanItsPart_leaveItAsItIs() throws Exception {
        List<Raised> costs = new ArrayList<>(alerts(cause(Samples.READ_HOUR, 400)));
        for (int i = 0; i < 12; i++) {
            costs.add(raised("d-" + i, 0, 1, cause(Samples.READ_DAY, 31 + i)));
        }
        assertThat(changes(costs, 4)).extracting(LimitChange::rule).containsExactly(Samples.READ_DAY);
    }

    @Test
    void changes_ofAnAlertByTwoRules_raiseBoth() throws Exception {
        List<Raised> costs = List.of(raised("a", 0, 1, cause(Samples.READ_HOUR, 12), cause(Samples.READ_DAY, 33)));
        assertThat(changes(costs, 0))
                .containsExactlyInAnyOrder(
                        new LimitChange(Samples.READ_HOUR, Setting.LIMIT, 13),
                        new LimitChange(Samples.READ_DAY, Setting.LIMIT, 34));
    }

    @Test
    void changes_ofAnUnusualRule_raiseThePeriodWhereItKnowsAndTheLimitWhereItDoesNot() throws Exception {
        List<Raised> costs = alerts(cause(Samples.UNUSUAL, 80, 1_200.0), cause(Samples.UNUSUAL, 70));
        assertThat(changes(costs, 0))
                .containsExactlyInAnyOrder(
                        new LimitChange(Samples.UNUSUAL, Setting.ONCE_IN, 2_000),
                        new LimitChange(Samples.UNUSUAL, Setting.LIMIT, 71));
    }

    @Test
    void changes_ofWhatIsCriticalOrHasNoLimitOrIsRarerThanAnything_areNone() throws Exception {
        List<Raised> costs = alerts(
                cause(Samples.CRITICAL, 2_000), cause("a-detection", 1), cause(Samples.UNUSUAL, 9_000, 10_000_000.0));
        Tuning tuning = new Tuning(Samples.rules(), costs);
        assertThat(tuning.fixed()).isEqualTo(3);
        assertThat(tuning.changes(2)).isNull();
        assertThat(tuning.changes(3)).isEmpty();
    }

    /** What is promised: no more than allowed remain, and one alert more for each rule would be too many. */
    @Test
    void changes_ofRandomAlerts_keepToTheNumber() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Raised> costs = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                List<Cause> causes = new ArrayList<>();
                if (random.nextBoolean()) {
                    causes.add(cause(Samples.READ_HOUR, 10 + random.nextInt(80)));
                }
                if (causes.isEmpty() || random.nextInt(3) == 0) {
                    causes.add(cause(Samples.READ_DAY, 20 + random.nextInt(80)));
                }
                costs.add(raised("a-" + i, 0, 1, causes.toArray(Cause[]::new)));
            }
            long allowed = random.nextInt(costs.size() + 2);
            List<LimitChange> changes = changes(costs, allowed);
            long left = costs.stream()
                    .filter(alert -> alert.causes().stream().anyMatch(cause -> crosses(cause, changes)))
                    .count();
            assertThat(left).as("seed %d", seed).isLessThanOrEqualTo(allowed);
            if (costs.size() <= allowed) {
                assertThat(changes).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static boolean crosses(Cause cause, List<LimitChange> changes) {
        return changes.stream()
                .filter(change -> change.rule().equals(cause.rule()))
                .allMatch(change -> cause.value() >= change.value());
    }

    @Test
    void roundPeriod_isTheNextRoundNumberAbove() {
        assertThat(Tuning.roundPeriod(999)).isEqualTo(1_000);
        assertThat(Tuning.roundPeriod(1_000)).isEqualTo(2_000);
        assertThat(Tuning.roundPeriod(2_999.9)).isEqualTo(3_000);
        assertThat(Tuning.roundPeriod(7_000)).isEqualTo(10_000);
        assertThat(Tuning.roundPeriod(0)).isEqualTo(1);
    }

    @Test
    void roundLimit_isExactForFewAndRoundForMany() {
        assertThat(Tuning.roundLimit(12.7)).isEqualTo(13);
        assertThat(Tuning.roundLimit(99)).isEqualTo(100);
        assertThat(Tuning.roundLimit(1_234)).isEqualTo(1_300);
    }
}
