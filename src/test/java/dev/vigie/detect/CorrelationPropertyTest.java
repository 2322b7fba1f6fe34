package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every type of correlation, over groupings within and above the account, with aliases and chains, against
 * {@link CorrelationReference}, which keeps all events and counts anew at each. Windows hold few enough events to be
 * exact.
 */
class CorrelationPropertyTest {

    private static final String BASE = """
            title: Successful reads
            name: reads
            logsource: {product: vigie}
            detection: {s: {action: [READ, EXPORT], outcome: success}, condition: s}
            ---
            title: Denied
            name: denied
            logsource: {product: vigie}
            detection: {s: {outcome: denied}, condition: s}
            ---
            title: Visa
            name: visa
            logsource: {product: vigie}
            detection: {s: {resource: visa}, condition: s}
            """;

    private static String rule(
            String name, String type, String rules, String groupBy, String timespan, String condition, String more) {
        return "---\ntitle: " + name + "\nname: " + name + "\ncorrelation:\n  type: " + type + "\n  rules: " + rules
                + "\n  group-by: " + groupBy + "\n  timespan: " + timespan + "\n"
                + (condition.isEmpty() ? "" : "  condition: " + condition + "\n")
                + "  generate: true\n" + more;
    }

    /** One rule of every type and grouping, with timespans and limits by chance. */
    static RuleSet rules(Random random) throws RuleException {
        String t = (5 + random.nextInt(120)) + "m";
        String u = (5 + random.nextInt(300)) + "m";
        int n = 2 + random.nextInt(5);
        String text = BASE
                + rule("events", "event_count", "[reads, denied]", "[account]", t, "{gte: " + n + "}", "")
                + rule("people", "value_count", "[reads]", "[account]", u, "{field: subject, gt: " + n + "}", "")
                + rule("pairs", "value_count", "[reads]", "[role]", t, "{field: [src_ip, subject], gte: " + n + "}", "")
                + rule("sum", "value_sum", "[reads]", "[src_ip]", t, "{field: bytes, gte: " + 40 * n + "}", "")
                + rule("mean", "value_avg", "[reads, visa]", "[account, resource]", u, "{field: bytes, gt: 60.5}", "")
                + rule(
                        "p80",
                        "value_percentile",
                        "[reads]",
                        "[operator]",
                        t,
                        "{field: bytes, percentile: 80, gte: 90}",
                        "")
                + rule("median", "value_median", "[denied]", "[src_ip]", u, "{field: bytes, lte: 45, gt: 10}", "")
                + rule("together", "temporal", "[reads, denied, visa]", "[account]", t, "", "")
                + rule("two", "temporal", "[reads, denied, visa]", "[src_ip]", t, "{gte: 2}", "")
                + rule("ordered", "temporal_ordered", "[denied, visa, reads]", "[account]", u, "", "")
                + rule("steps", "temporal_ordered", "[visa, denied]", "[operator, src_ip]", t, "", "")
                + rule("few", "event_count", "[reads]", "[account]", u, "{lt: " + n + "}", "")
                + rule("range", "event_count", "[reads]", "[resource]", t, "{gte: " + n + ", lt: " + 2 * n + "}", "")
                + rule("exactly", "event_count", "[visa]", "[account]", t, "{eq: " + n + "}", "")
                + rule("everybody", "event_count", "[denied]", "[]", t, "{gte: " + 2 * n + "}", "")
                + rule("subjects", "value_count", "[reads]", "[subject]", u, "{field: account, gte: 2}", "")
                + rule("numbers", "event_count", "[reads]", "[record_count]", t, "{gte: " + n + "}", "")
                + rule(
                        "alias",
                        "event_count",
                        "[reads, denied]",
                        "[who]",
                        u,
                        "{gte: " + n + "}",
                        "  aliases: {who: {reads: src_ip, denied: session}}\n")
                + rule("chain", "temporal_ordered", "[events, visa]", "[account]", u, "", "")
                + rule("upwards", "value_count", "[people]", "[operator]", u, "{field: account, gte: 2}", "")
                + rule("networks", "value_count", "[reads]", "[src_network]", u, "{field: country, gte: 2}", "")
                + rule("hours", "value_count", "[reads]", "[account]", u, "{field: [hour, src_network], gt: 1}", "")
                + rule("sideways", "event_count", "[sum]", "[src_ip]", u, "{gte: " + n + "}", "");
        return SigmaLoader.load(List.of(new RuleFile("rules.yml", text)));
    }

    private static List<AccessEvent> history(Random random) {
        List<AccessEvent> events = new ArrayList<>();
        long clock = Events.MORNING;
        for (int i = 0; i < 220; i++) {
            clock += random.nextInt(40) == 0 ? 6 * Events.HOUR : random.nextInt(5) * Events.MINUTE / 2;
            long timeMillis = clock - (random.nextInt(4) == 0 ? random.nextInt(100) * Events.MINUTE / 2 : 0);
            events.add(event(random, "e" + i, timeMillis));
        }
        return events;
    }

    private static AccessEvent event(Random random, String id, long timeMillis) {
        int account = random.nextInt(4);
        List<Subject> subjects = new ArrayList<>();
        for (int s = random.nextInt(3); s > 0; s--) {
            subjects.add(Subject.of("p" + random.nextInt(12)));
        }
        Action[] actions = {Action.READ, Action.READ, Action.EXPORT, Action.UPDATE};
        Outcome[] outcomes = {Outcome.SUCCESS, Outcome.SUCCESS, Outcome.DENIED};
        return new AccessEvent(
                id,
                timeMillis,
                AccessEvent.UNKNOWN,
                "op" + account / 2,
                "acc" + account,
                random.nextInt(5) == 0 ? null : "role" + random.nextInt(2),
                random.nextInt(3) == 0 ? null : "10.0.0." + random.nextInt(3),
                random.nextInt(4) == 0 ? null : random.nextBoolean() ? "visa" : "stay",
                actions[random.nextInt(actions.length)],
                outcomes[random.nextInt(outcomes.length)],
                subjects,
                random.nextInt(4) == 0 ? AccessEvent.UNKNOWN : random.nextInt(4),
                random.nextInt(4) == 0 ? AccessEvent.UNKNOWN : random.nextInt(120),
                List.of(),
                random.nextInt(4) == 0 ? null : "10.0." + random.nextInt(2) + "." + random.nextInt(3),
                null,
                random.nextInt(4) == 0 ? null : random.nextBoolean() ? "FR" : "DE",
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
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

    private static List<String> lines(List<Alert> alerts) {
        return alerts.stream().map(Alert::toString).sorted().toList();
    }

    /** The highest value at which each rule held, by rule and group. */
    private static Map<String, Double> highest(List<Alert> alerts) {
        Map<String, Double> highest = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.state() == Alert.State.CLOSED) {
                String group = new TreeMap<>(alert.group()).toString();
                for (Alert.Reason reason : alert.reasons()) {
                    if (reason.timespanMillis() > 0) {
                        highest.merge(reason.rule() + " " + group, reason.value(), Math::max);
                    }
                }
            }
        }
        return highest;
    }

    @Test
    void process_everyTypeAndGrouping_holdsWhereTheReferenceDoes() throws RuleException {
        Map<String, Integer> held = new TreeMap<>();
        for (long seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            RuleSet rules = rules(random);
            List<AccessEvent> events = history(random);
            Plan plan = new Plan(rules);
            CorrelationReference reference = new CorrelationReference(rules);
            events.forEach(reference::add);
            Map<String, Double> highest = highest(run(events, plan, new MemoryProfiles(plan)));
            assertThat(highest).as("seed %d", seed).isEqualTo(reference.highest());
            highest.keySet().forEach(key -> held.merge(key.substring(0, key.indexOf(' ')), 1, Integer::sum));
        }
        assertThat(held.keySet()).as("every rule held at least once").hasSize(23);
    }

    @Test
    void process_profilesWrittenAndReadBackBetweenEvents_saysTheSame() throws RuleException {
        for (long seed = 100; seed < 105; seed++) {
            Random random = new Random(seed);
            Plan plan = new Plan(rules(random));
            List<AccessEvent> events = history(random);
            // In the end open episodes close in the order in which a store lists them.
            assertThat(lines(run(events, plan, new ForgetfulProfiles(plan))))
                    .as("seed %d", seed)
                    .isEqualTo(lines(run(events, plan, new MemoryProfiles(plan))));
        }
    }

    @Test
    void contributions_writtenAndReadBack_sayTheSame() throws RuleException {
        Random random = new Random(7);
        Plan plan = new Plan(rules(random));
        List<AccessEvent> events = history(random);
        long[] hashKey = {1, 2};
        Detector detector = new Detector(
                plan, new DetectorSettings(hashKey, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            List<Contribution> contributions = new ArrayList<>();
            detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add, contributions::add);
            for (Contribution each : contributions) {
                for (Contribution read : ContributionReader.read(
                        new ContributionWriter().add(each).toBytes())) {
                    detector.processContribution(read, profiles, alerts::add);
                }
            }
        }
        detector.closeAll(profiles, alerts::add);
        assertThat(alerts).isEqualTo(run(events, plan, new MemoryProfiles(plan)));
    }
}
