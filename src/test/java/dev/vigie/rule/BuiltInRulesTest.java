package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built-in rules on the logs that must and must not fire them, counted the obvious way: look at every window again.
 * So are only those counted that go by fixed limits: by themselves, or because nothing before the log says what is
 * usual.
 */
class BuiltInRulesTest {

    private static final Path RULES = Path.of("src/main/resources/rules");
    private static final Path LOGS = Path.of("src/test/resources/rules");

    private static final RuleSet BUILT_IN = builtInWithHoneytokens();

    private static RuleSet builtInWithHoneytokens() {
        try {
            return SigmaLoader.load(SigmaLoader.withLists(SigmaLoader.builtInFiles(), LOGS.resolve("honeytoken")));
        } catch (RuleException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> alertingRules() {
        return BUILT_IN.alerting().stream()
                .map(rule -> String.valueOf(rule.meta().name()))
                .toList();
    }

    /** Those whose logs are lines of their own, with nothing before. */
    static List<String> limitedRules() {
        Set<String> counted = BUILT_IN.alerting().stream()
                .filter(rule -> rule instanceof DetectionRule || isLimited((CorrelationRule) rule))
                .map(rule -> String.valueOf(rule.meta().name()))
                .collect(Collectors.toSet());
        return alertingRules().stream()
                .filter(counted::contains)
                .filter(rule -> Files.exists(LOGS.resolve(rule).resolve("fire.jsonl")))
                .filter(rule -> !Files.exists(LOGS.resolve(rule).resolve("past.csv")))
                .toList();
    }

    private static boolean isLimited(CorrelationRule rule) {
        return rule.measure() == null
                && rule.groupNames().equals(Group.ACCOUNT)
                && rule.inputs().stream().allMatch(input -> input.rule() instanceof DetectionRule)
                && (rule.rarity() == null || rule.rarity().condition() == Rarity.Condition.UNUSUAL);
    }

    @Test
    void builtIn_index_listsEveryRuleFile() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("index"))
                    .sorted()
                    .toList();
            assertThat(Files.readAllLines(RULES.resolve("index"))).isEqualTo(names);
        }
    }

    @Test
    void builtIn_withoutAnInstallationsLists_watchesNoHoneytoken() throws IOException {
        DetectionRule honeytoken = SigmaLoader.builtIn().detections().stream()
                .filter(rule -> "honeytoken".equals(rule.meta().name()))
                .findFirst()
                .orElseThrow();
        assertThat(log("honeytoken", "fire")).noneMatch(honeytoken.selection()::matches);
        assertThat(SigmaLoader.builtIn().warnings()).isEmpty();
    }

    @Test
    void builtIn_everyAlertingRule_saysWhatAnAnalystNeeds() {
        for (Rule rule : BUILT_IN.alerting()) {
            RuleMeta meta = rule.meta();
            assertThat(meta.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(meta.description()).as(meta.id()).isNotEmpty();
            assertThat(meta.tags()).as(meta.id()).anyMatch(tag -> tag.startsWith("attack."));
            assertThat(meta.falsePositives()).as(meta.id()).isNotEmpty();
        }
    }

    @Test
    void builtIn_pack_raisesAtMostOneFalseAlertInTenThousandAccountDays() {
        assertThat(BUILT_IN.withoutBudget()).isEmpty();
        assertThat(BUILT_IN.budgetPer10000Days()).isBetween(0.5, 1.0);
    }

    @Test
    void builtIn_logs_existForEachAlertingRuleAndNoOther() throws IOException {
        try (Stream<Path> folders = Files.list(LOGS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(alertingRules());
        }
    }

    @ParameterizedTest
    @MethodSource("limitedRules")
    void fire_everyAccount_crosses(String rule) throws IOException {
        List<AccessEvent> events = log(rule, "fire");
        assertThat(crossing(rule, events)).isEqualTo(accounts(events)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("limitedRules")
    void silent_noAccount_crosses(String rule) throws IOException {
        List<AccessEvent> events = log(rule, "silent");
        assertThat(events).isNotEmpty();
        assertThat(crossing(rule, events)).isEmpty();
    }

    private static List<AccessEvent> log(String rule, String kind) throws IOException {
        return Files.readAllLines(LOGS.resolve(rule).resolve(kind + ".jsonl")).stream()
                .map(JsonEvents::parse)
                .toList();
    }

    private static String account(AccessEvent event) {
        return event.operator() + "/" + event.account();
    }

    private static Set<String> accounts(List<AccessEvent> events) {
        return events.stream().map(BuiltInRulesTest::account).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> crossing(String name, List<AccessEvent> events) {
        Set<String> crossing = new TreeSet<>();
        for (DetectionRule rule : BUILT_IN.detections()) {
            if (name.equals(rule.meta().name())) {
                events.stream().filter(rule.selection()::matches).forEach(event -> crossing.add(account(event)));
            }
        }
        for (CorrelationRule rule : BUILT_IN.correlations()) {
            if (name.equals(rule.meta().name())) {
                events.stream()
                        .filter(last -> crosses(rule, last, events))
                        .forEach(last -> crossing.add(account(last)));
            }
        }
        return crossing;
    }

    private static boolean crosses(CorrelationRule rule, AccessEvent last, List<AccessEvent> events) {
        List<AccessEvent> window = events.stream()
                .filter(event -> account(event).equals(account(last)))
                .filter(event -> event.timeMillis() <= last.timeMillis()
                        && event.timeMillis() > last.timeMillis() - rule.timespanMillis())
                .filter(event -> rule.inputs().stream()
                        .anyMatch(detection -> detection.selection().matches(event)))
                .toList();
        double value = measure(rule, window);
        return rule.limits().stream().allMatch(limit -> limit.holds(value));
    }

    private static double measure(CorrelationRule rule, List<AccessEvent> window) {
        return switch (rule.type()) {
            case EVENT_COUNT -> window.size();
            case VALUE_COUNT -> {
                assertThat(rule.valueFields()).containsExactly(Field.SUBJECT);
                Set<String> subjects = new HashSet<>();
                window.forEach(event -> event.subjects().forEach(subject -> subjects.add(subject.id())));
                yield subjects.size();
            }
            case VALUE_SUM -> {
                assertThat(rule.valueFields()).containsExactly(Field.RECORD_COUNT);
                yield window.stream()
                        .mapToLong(event -> Math.max(0, event.recordCount()))
                        .sum();
            }
            case VALUE_AVG, VALUE_PERCENTILE, TEMPORAL, TEMPORAL_ORDERED ->
                throw new AssertionError("no built-in rule is a " + rule.type());
        };
    }
}
