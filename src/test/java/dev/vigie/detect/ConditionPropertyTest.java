package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Conditions that look back on days say the same whether or not what they know is put away between events. */
final class ConditionPropertyTest {

    private static final int DAYS = 45;

    private static String rule(String name, String type, String rules, String groupBy, String condition, String vigie) {
        return "---\ntitle: " + name + "\nname: " + name + "\ncorrelation:\n  type: " + type + "\n  rules: " + rules
                + "\n  group-by: " + groupBy + "\n  timespan: 1d\n"
                + (condition.isEmpty() ? "" : "  condition: " + condition + "\n") + "vigie: {" + vigie + "}\n";
    }

    static RuleSet rules() throws RuleException {
        String people = "{field: subject, gte: 500}";
        String unusual = "condition: {unusual: {once_in: 300d, at_least: 10}}";
        String text = """
                title: Reads
                name: reads
                logsource: {product: vigie}
                detection: {s: {action: READ, outcome: success}, condition: s}
                """
                + rule("people", "value_count", "[reads]", "[account]", people, unusual)
                + rule("of-role", "value_count", "[reads]", "[account]", people, unusual + ", peers: role")
                + rule("of-operator", "value_count", "[reads]", "[account]", people, unusual + ", peers: operator")
                + rule("of-register", "value_count", "[reads]", "[account, resource]", people, unusual)
                + rule("everybody", "value_count", "[reads]", "[operator]", people, unusual)
                + rule("source", "event_count", "[reads]", "[src_ip]", "{gte: 900}", unusual)
                + rule("weight", "value_sum", "[reads]", "[account]", "{field: sensitivity, gte: 900}", unusual)
                + rule(
                        "share",
                        "event_count",
                        "[reads]",
                        "[account]",
                        "{gte: 50}",
                        "measure: {type: share, field: subject.nationality},"
                                + " condition: {unusual: {once_in: 100d, at_least: 1}}")
                + rule(
                        "drift",
                        "value_count",
                        "[reads]",
                        "[account]",
                        people,
                        "condition: {drift: {run_length: 300d, at_least: 20}}")
                + rule(
                        "joint",
                        "temporal",
                        "[people, weight, share]",
                        "[account]\n  generate: true",
                        "",
                        "condition: {joint: {once_in: 300d}}");
        return SigmaLoader.load(List.of(new RuleFile("rules.yml", text)));
    }

    /** Eight accounts of two operators at work; one takes much at once, one more from week to week. */
    private static List<AccessEvent> history(Random random) {
        Weeks weeks = new Weeks(random);
        List<AccessEvent> events = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int account = 0; account < 8; account++) {
                boolean away = (day + account) % 7 >= 5;
                boolean drifting = account == 1 && day >= 30;
                String operator = "op" + account / 4;
                String role = account == 3 ? "" : "role" + (account + (account == 2 && day > 20 ? 1 : 0)) % 2;
                if (account == 0 && day == 33) {
                    events.addAll(weeks.read(day, operator, "acc0", role, 200, ""));
                } else if (account == 5 && day == 39) {
                    events.addAll(weeks.read(day, operator, "acc5", role, 40, "N8"));
                } else if (!away) {
                    events.addAll(weeks.work(day, operator, "acc" + account, role, drifting ? 16 : 4));
                }
            }
        }
        return events;
    }

    private static List<Alert> run(List<AccessEvent> events, Plan plan, Profiles profiles) {
        long[] hashKey = {1, 2};
        Detector detector = new Detector(
                plan, new DetectorSettings(hashKey, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0));
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add);
        }
        detector.closeAll(profiles, alerts::add);
        return alerts;
    }

    @Test
    void process_profilesWrittenAndReadBackBetweenEvents_saysTheSame() throws RuleException {
        Plan plan = new Plan(rules());
        Set<String> held = new TreeSet<>();
        for (long seed = 0; seed < 3; seed++) {
            List<AccessEvent> events = history(new Random(seed));
            List<Alert> alerts = run(events, plan, new MemoryProfiles(plan));
            alerts.forEach(alert -> alert.reasons().forEach(reason -> held.add(reason.title())));
            assertThat(lines(run(events, plan, new ForgetfulProfiles(plan))))
                    .as("seed %d", seed)
                    .isEqualTo(lines(alerts));
        }
        assertThat(held).as("every rule held at least once").hasSize(10);
    }

    private static List<String> lines(List<Alert> alerts) {
        return alerts.stream().map(Alert::toString).sorted().toList();
    }
}
