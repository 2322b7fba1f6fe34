package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.Parsed;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in rule against the logs that ship beside it: those that must fire it and those that must not. */
final class BuiltInRulesTest {

    private static final Path LOGS = Path.of("src/test/resources/rules");
    private static final RuleSet RULES = builtInWithHoneytokens();

    private static RuleSet builtInWithHoneytokens() {
        try {
            return SigmaLoader.load(SigmaLoader.withLists(SigmaLoader.builtInFiles(), LOGS.resolve("honeytoken")));
        } catch (RuleException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<RuleMeta> alertingRules() {
        return Stream.concat(
                RULES.detections().stream().filter(DetectionRule::alerts).map(DetectionRule::meta),
                RULES.correlations().stream().map(CorrelationRule::meta));
    }

    @Test
    void builtInRules_areThoseOfTheirFiles() {
        assertThat(alertingRules().map(RuleMeta::name))
                .doesNotContainNull()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @MethodSource("alertingRules")
    void fireLog_everyAccountInIt_raisesTheRule(RuleMeta rule) throws Exception {
        List<AccessEvent> events = log(rule, "fire.jsonl");
        Set<String> accounts = events.stream().map(AccessEvent::account).collect(Collectors.toCollection(TreeSet::new));
        assertThat(accounts).isNotEmpty();
        assertThat(raised(rule, events)).isEqualTo(accounts);
    }

    @ParameterizedTest
    @MethodSource("alertingRules")
    void silentLog_nobodyInIt_raisesTheRule(RuleMeta rule) throws Exception {
        List<AccessEvent> events = log(rule, "silent.jsonl");
        assertThat(events).isNotEmpty();
        assertThat(raised(rule, events)).isEmpty();
    }

    private static List<AccessEvent> log(RuleMeta rule, String name) throws Exception {
        Path file = LOGS.resolve(String.valueOf(rule.name())).resolve(name);
        assertThat(Files.exists(file)).as("%s must ship %s", rule.name(), file).isTrue();
        List<AccessEvent> events = new ArrayList<>();
        try (LogFile log = LogFile.open(file, Format.JSON, Mapping.NONE, "op")) {
            log.read((parsed, line) -> {
                assertThat(parsed).as("%s:%d", file, line).isInstanceOf(Parsed.Event.class);
                events.add(((Parsed.Event) parsed).event());
            });
        }
        return events;
    }

    private static Set<String> raised(RuleMeta rule, List<AccessEvent> events) {
        Plan plan = new Plan(RULES);
        Detector detector = new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add);
        }
        return alerts.stream()
                .filter(alert -> alert.reasons().stream()
                        .anyMatch(reason -> reason.rule().equals(rule.id())))
                .map(alert -> String.valueOf(alert.group().get("account")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
