package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a change of rules keeps of what profiles remember. */
class ReplanTest {

    private static final long BEGIN_MILLIS = 1_765_785_600_000L;
    private static final String READS = """
            title: Reads
            name: reads
            logsource: {product: vigie}
            detection: {selection: {action: READ}, condition: selection}
            """;

    private final LiveProfiles profiles =
            new LiveProfiles(plan(READS), new MapStore(), new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
    private final List<Alert> alerts = new ArrayList<>();
    private Plan plan = plan(READS);
    private Detector detector = detector(plan);
    private int number;

    private static String many(String name, int limit) {
        return "---\ntitle: T\nname: " + name
                + "\ncorrelation: {type: event_count, rules: [reads], group-by: [account],"
                + " timespan: 1h, condition: {gte: " + limit + "}}\n";
    }

    private static String bytes() {
        return "---\ntitle: B\nname: bytes\ncorrelation: {type: value_sum, rules: [reads], group-by: [account],"
                + " timespan: 1h, condition: {field: bytes, gte: 30}}\n";
    }

    private static Plan plan(String rules) {
        try {
            return new Plan(SigmaLoader.load(List.of(new RuleFile("r.yml", rules))));
        } catch (RuleException e) {
            throw new AssertionError(e);
        }
    }

    private static Detector detector(Plan plan) {
        return new Detector(plan, new DetectorSettings(new long[] {1, 2}, null, 0, "test", () -> 0));
    }

    private void change(String rules) {
        plan = plan(rules);
        detector = detector(plan);
        profiles.replan(plan);
    }

    private void read(String account, int times) {
        for (int i = 0; i < times; i++) {
            AccessEvent event = new AccessEvent(
                    "e" + number,
                    BEGIN_MILLIS + number * 1_000L,
                    AccessEvent.UNKNOWN,
                    "op",
                    account,
                    null,
                    null,
                    null,
                    Action.READ,
                    Outcome.SUCCESS,
                    List.of(Subject.of("p" + number)),
                    AccessEvent.UNKNOWN,
                    10,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    AccessEvent.UNKNOWN,
                    null);
            detector.process(event, new Origin("t", 0, number), profiles, alerts::add);
            number++;
        }
    }

    private double value(String rule) {
        return alerts.stream()
                .flatMap(alert -> alert.reasons().stream())
                .filter(reason -> reason.rule().equals(rule))
                .mapToDouble(Alert.Reason::value)
                .max()
                .orElse(0);
    }

    @Test
    void replan_changedLimit_keepsTheCount() {
        change(READS + many("many", 100));
        read("a", 9);
        change(READS + many("many", 10));
        read("a", 1);
        assertThat(value("many")).isEqualTo(10);
    }

    @Test
    void replan_measureThatWasAway_beginsAnewOnlyWhereItMissedSomething() {
        change(READS + many("many", 100) + bytes());
        read("busy", 2);
        read("quiet", 2);
        change(READS + many("many", 100));
        read("busy", 1);
        change(READS + many("many", 100) + bytes());
        read("busy", 1);
        assertThat(value("bytes")).isZero();
        read("quiet", 1);
        assertThat(value("bytes")).isEqualTo(30);
    }

    @Test
    void replan_openEpisode_staysOpenAndClosesThoughItsRuleIsGone() {
        change(READS + many("many", 3));
        read("a", 4);
        assertThat(alerts).extracting(Alert::state).containsExactly(State.OPEN);
        change(READS + bytes());
        detector.closeAll(profiles, alerts::add);
        assertThat(alerts).extracting(Alert::state).containsExactly(State.OPEN, State.CLOSED);
        assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
        assertThat(alerts.get(1).reasons()).extracting(Alert.Reason::rule).containsExactly("many");
        assertThat(alerts.get(1).peopleExposed()).isEqualTo(4);
    }
}
