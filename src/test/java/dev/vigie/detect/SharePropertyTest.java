package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.VigieReference.Arrival;
import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.ShareEvidence;
import dev.vigie.measure.ValueMix;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Subject;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shares as the detector follows them, days and peers included, against evidence that is fed by hand. */
final class SharePropertyTest {

    private static final String BASE = """
            title: Reads
            name: reads
            logsource: {product: vigie}
            detection: {s: {action: READ, outcome: success}, condition: s}
            """;

    private static RuleSet rules(Random random) throws RuleException {
        StringBuilder text = new StringBuilder(BASE);
        for (String groupBy : List.of("account", "account, resource", "role", "operator", "src_ip", "src_network")) {
            String name = "share-" + groupBy.replace(", ", "-");
            text.append("---\ntitle: ").append(name).append("\nname: ").append(name);
            text.append("\ncorrelation: {type: event_count, rules: [reads], group-by: [")
                    .append(groupBy);
            text.append("], timespan: ").append(4 + random.nextInt(40)).append("h, condition: {gte: 3}}\n");
            text.append("vigie: {measure: {type: share, field: subject.nationality}}\n");
        }
        return SigmaLoader.load(List.of(new RuleFile("rules.yml", text.toString())));
    }

    @Test
    void process_sharesOfSixGroupings_sayWhatEvidenceFedByHandSays() throws RuleException {
        int held = 0;
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            RuleSet rules = rules(random);
            Plan plan = new Plan(rules);
            MemoryProfiles profiles = new MemoryProfiles(plan);
            Map<String, Double> values = new TreeMap<>();
            Detector detector = new Detector(
                    plan,
                    new DetectorSettings(
                            new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> 0),
                    (rule, group, value, error, holds) -> values.put(VigieReference.key(rule.name(), group), value));
            ByHand byHand = new ByHand(rules, profiles);
            List<AccessEvent> events = Histories.of(random);
            for (int i = 0; i < events.size(); i++) {
                Map<String, Double> expected = byHand.add(events.get(i));
                values.clear();
                detector.process(events.get(i), new Origin("log", 0, i), profiles, alert -> {});
                assertThat(values).as("seed %d, event %d", seed, i).isEqualTo(expected);
                held += (int)
                        values.values().stream().filter(value -> value > 0).count();
            }
        }
        assertThat(held).as("how often there was any").isGreaterThan(10);
    }

    /** Evidence by rule and group, told of each day and each subject. */
    private static final class ByHand {
        private final KeyedHash hash = new KeyedHash(1, 2);
        private final RuleSet rules;
        private final MemoryProfiles profiles;
        private final VigieReference reference;
        private final Map<String, Followed> followed = new HashMap<>();
        private final List<Report> reports = new ArrayList<>();
        /** What was reported when somebody first asked, by rule and day. */
        private final Map<String, List<Report>> asked = new HashMap<>();

        private record Report(String rule, long day, String operator, String role, ValueMix mix) {}

        private static final class Followed {
            long clockMillis = Long.MIN_VALUE;

            @Nullable
            ShareEvidence evidence;
        }

        ByHand(RuleSet rules, MemoryProfiles profiles) {
            this.rules = rules;
            this.profiles = profiles;
            this.reference = new VigieReference(rules);
        }

        /** To be called before the detector sees the event. */
        Map<String, Double> add(AccessEvent event) {
            Map<String, Double> values = new TreeMap<>();
            Arrival now = reference.arrive(event);
            if (now != null && !now.late()) {
                for (CorrelationRule rule : rules.correlations()) {
                    Group group = VigieReference.group(rule, event);
                    if (group != null) {
                        add(rule, group, now, values);
                    }
                }
            }
            return values;
        }

        private void add(CorrelationRule rule, Group group, Arrival now, Map<String, Double> values) {
            String key = VigieReference.key(rule.meta().name(), group);
            Followed its = followed.computeIfAbsent(key, unseen -> new Followed());
            long clockMillis = VigieReference.clock(rule, group, now, its.clockMillis);
            boolean newDay = clockMillis > its.clockMillis && Days.dayOf(clockMillis) != Days.dayOf(its.clockMillis);
            its.clockMillis = clockMillis;
            String operator = group.isWithinAccount() ? now.event().operator() : "";
            String role = group.isWithinAccount()
                    ? Objects.requireNonNullElse(now.event().role(), "")
                    : "";
            long day = Days.dayOf(clockMillis);
            ShareEvidence evidence = its.evidence;
            if (evidence != null && newDay) {
                ValueMix mix = evidence.endDay();
                reports.add(new Report(rule.meta().id(), day, operator, role, mix));
                evidence.beginDay(day, mix(rule, day, operator, role));
            }
            if (VigieReference.concerns(rule, now)) {
                if (evidence == null) {
                    evidence = new ShareEvidence(rule.timespanMillis());
                    evidence.beginDay(day, mix(rule, day, operator, role));
                    its.evidence = evidence;
                }
                evidence.advance(clockMillis);
                read(evidence, now, teaches(group, now.timeMillis()));
                values.put(key, evidence.value());
            }
        }

        private boolean teaches(Group group, long timeMillis) {
            Episode episode = profiles.get(group).episode();
            return episode == null || timeMillis >= episode.closeAtMillis();
        }

        private void read(ShareEvidence evidence, Arrival now, boolean teaches) {
            for (Subject subject : now.event().subjects()) {
                String value = subject.attributes().get("nationality");
                if (value != null) {
                    evidence.add(now.timeMillis(), hash.of(subject.id()), hash.of(value), teaches);
                }
            }
        }

        /** The nearest circle first, wider ones as far as it is short of 500 people; what is two days old. */
        private ValueMix mix(CorrelationRule rule, long day, String operator, String role) {
            List<Report> known = asked.computeIfAbsent(rule.meta().id() + day, unseen -> List.copyOf(reports)).stream()
                    .filter(each -> each.rule().equals(rule.meta().id()))
                    .filter(each -> each.day() <= day - 2 && each.day() > day - 122)
                    .toList();
            ValueMix mix = new ValueMix();
            if (!role.isEmpty()) {
                mix.addScaled(sum(known, operator, role), 500);
            }
            if (!operator.isEmpty()) {
                mix.addScaled(sum(known, operator, ""), Math.max(0, 500 - mix.total()));
            }
            mix.addScaled(sum(known, "", ""), Math.max(0, 500 - mix.total()));
            return mix;
        }

        private static ValueMix sum(List<Report> known, String operator, String role) {
            ValueMix sum = new ValueMix();
            known.stream()
                    .filter(each -> operator.isEmpty() || each.operator().equals(operator))
                    .filter(each -> role.isEmpty() || each.role().equals(role))
                    .forEach(each -> sum.add(each.mix()));
            return sum;
        }
    }
}
