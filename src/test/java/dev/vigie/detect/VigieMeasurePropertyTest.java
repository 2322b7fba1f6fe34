package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleMeta;
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
 * Every measure that Sigma lacks, with fixed limits, over groupings within and above the account, against
 * {@link VigieReference}, event by event.
 */
final class VigieMeasurePropertyTest {

    private static final List<String> WITHIN = List.of("account", "account, resource");
    private static final List<String> ABOVE = List.of("role", "operator", "src_ip", "src_network");

    /** Every measure by every grouping that it is for, with timespans by chance. */
    static RuleSet rules(Random random) throws RuleException {
        StringBuilder text = new StringBuilder("""
                title: Reads
                name: reads
                logsource: {product: vigie}
                detection: {s: {action: READ, outcome: success}, condition: s}
                """);
        for (String groupBy : WITHIN) {
            add(text, "backdated-people", groupBy, hours(random), 2, "{type: backdated, field: subject}");
            add(text, "backdated-fields", groupBy, hours(random), 1, "{type: backdated, field: field}");
            add(text, "reused", groupBy, hours(random), 1, "{type: reused_id}");
        }
        List<String> all = new ArrayList<>(WITHIN);
        all.addAll(ABOVE);
        for (String groupBy : all) {
            add(text, "run", groupBy, hours(random), 5, "{type: sequential_run, field: subject}");
            add(text, "new-agent", groupBy, hours(random), 1, "{type: new_value, field: user_agent}");
            add(text, "new-field", groupBy, hours(random), 1, "{type: new_value, field: field}");
            add(text, "slept", groupBy, hours(random), 2, "{type: inactivity}");
            add(text, "weight", groupBy, hours(random), 60, "");
        }
        return SigmaLoader.load(List.of(new RuleFile("rules.yml", text.toString())));
    }

    private static String hours(Random random) {
        return 2 + random.nextInt(22) + "h";
    }

    private static void add(
            StringBuilder text, String name, String groupBy, String timespan, int least, String measure) {
        boolean sum = measure.isEmpty();
        String full = name + "-" + groupBy.replace(", ", "-");
        text.append("---\ntitle: ").append(full).append("\nname: ").append(full);
        text.append("\ncorrelation:\n  type: ").append(sum ? "value_sum" : "event_count");
        text.append("\n  rules: [reads]\n  group-by: [").append(groupBy).append("]\n  timespan: ");
        text.append(timespan).append("\n  condition: {");
        text.append(sum ? "field: sensitivity, " : "")
                .append("gte: ")
                .append(least)
                .append("}\n");
        if (!sum) {
            text.append("vigie: {measure: ").append(measure).append("}\n");
        }
    }

    @Test
    void process_everyMeasureAndGrouping_saysWhatTheReferenceSays() throws RuleException {
        Map<String, Integer> held = new TreeMap<>();
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            RuleSet rules = rules(random);
            List<AccessEvent> events = Histories.of(random);
            VigieReference reference = new VigieReference(rules);
            Plan plan = new Plan(rules);
            Watcher watcher = new Watcher(plan, new MemoryProfiles(plan));
            for (AccessEvent event : events) {
                watcher.process(event);
                assertThat(watcher.values).as("seed %d, %s", seed, event).isEqualTo(reference.add(event));
                watcher.held.forEach(rule -> held.merge(rule, 1, Integer::sum));
            }
        }
        assertThat(held.keySet()).as("every rule held at least once").hasSize(2 * 3 + 6 * 5);
    }

    @Test
    void process_profilesWrittenAndReadBackBetweenEvents_saysTheSame() throws RuleException {
        for (long seed = 100; seed < 104; seed++) {
            Random random = new Random(seed);
            Plan plan = new Plan(rules(random));
            Watcher remembering = new Watcher(plan, new MemoryProfiles(plan));
            Watcher forgetful = new Watcher(plan, new ForgetfulProfiles(plan));
            for (AccessEvent event : Histories.of(random)) {
                remembering.process(event);
                forgetful.process(event);
                assertThat(forgetful.values).as("seed %d, %s", seed, event).isEqualTo(remembering.values);
            }
            assertThat(forgetful.finish()).as("seed %d", seed).isEqualTo(remembering.finish());
        }
    }

    @Test
    void contributions_writtenAndReadBack_sayTheSame() throws RuleException {
        Random random = new Random(7);
        Plan plan = new Plan(rules(random));
        Watcher direct = new Watcher(plan, new MemoryProfiles(plan));
        Watcher through = new Watcher(plan, new MemoryProfiles(plan));
        for (AccessEvent event : Histories.of(random)) {
            direct.process(event);
            through.processInMessages(event);
        }
        assertThat(through.finish()).isEqualTo(direct.finish());
    }

    /** A detector whose every answer is written down. */
    private static final class Watcher {
        /** What rules said at the event at hand. */
        final Map<String, Double> values = new TreeMap<>();

        final List<String> held = new ArrayList<>();
        private final List<String> alerts = new ArrayList<>();
        private final Profiles profiles;
        private final Detector detector;
        private long offset;

        Watcher(Plan plan, Profiles profiles) {
            this.profiles = profiles;
            long[] hashKey = {1, 2};
            detector = new Detector(
                    plan,
                    new DetectorSettings(hashKey, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0),
                    this::judged);
        }

        private void judged(RuleMeta rule, Group group, double value, double error, boolean holds) {
            values.put(VigieReference.key(rule.name(), group), value);
            if (holds) {
                held.add(rule.title());
            }
        }

        void process(AccessEvent event) {
            values.clear();
            held.clear();
            detector.process(event, new Origin("log", 0, offset++), profiles, this::write);
        }

        void processInMessages(AccessEvent event) {
            List<Contribution> contributions = new ArrayList<>();
            detector.process(event, new Origin("log", 0, offset++), profiles, this::write, contributions::add);
            for (Contribution each : contributions) {
                for (Contribution read : ContributionReader.read(
                        new ContributionWriter().add(each).toBytes())) {
                    detector.processContribution(read, profiles, this::write);
                }
            }
        }

        private void write(Alert alert) {
            alerts.add(alert.toString());
        }

        /** All alerts. In the end open episodes close in the order in which a store lists them. */
        List<String> finish() {
            detector.closeAll(profiles, this::write);
            return alerts.stream().sorted().toList();
        }
    }
}
