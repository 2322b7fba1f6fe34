package dev.vigie.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.Layout;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.Parsed;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every built-in rule against the logs that ship beside it: those that must fire it and those that must not. A log is
 * {@code fire.jsonl}, or a recipe {@code fire.csv} for weeks of it ({@link WorkRecipe}), and likewise {@code silent};
 * {@code past.csv} is what came before both. A name that ends in {@code -by-topic} is of a log that came by the topic
 * of operator {@code atlas}. What is raised in its first two weeks, while nobody knows yet what is usual, does not
 * matter.
 */
final class BuiltInRulesTest {

    private static final Path LOGS = Path.of("src/test/resources/rules");
    private static final String BY_TOPIC = "-by-topic.jsonl";
    private static final RuleSet RULES = builtInWithHoneytokens();

    private static final Plan PLAN = new Plan(RULES);
    private static final long WARM_UP_MILLIS = 14 * Events.DAY;

    @TempDir
    private Path folder;

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
                RULES.correlations().stream().filter(CorrelationRule::alerts).map(CorrelationRule::meta));
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
    void fireLog_everyGroupInIt_raisesTheRule(RuleMeta rule) throws Exception {
        List<AccessEvent> events = log(rule, "fire");
        Set<Map<String, String>> groups = groups(rule, events);
        assertThat(groups).isNotEmpty();
        assertThat(raised(rule, events)).isEqualTo(groups);
    }

    @ParameterizedTest
    @MethodSource("alertingRules")
    void silentLog_nobodyInIt_raisesTheRule(RuleMeta rule) throws Exception {
        assertThat(raised(rule, log(rule, "silent"))).isEmpty();
    }

    @Test
    void severalRulesAtOnce_onOneAccount_areReasonsOfOneEpisode() throws Exception {
        List<Alert> opened = alerts(read(LOGS.resolve("bulk-read/fire.jsonl"))).stream()
                .filter(alert -> alert.state() != State.CLOSED)
                .filter(alert -> "fire-one-event".equals(alert.group().get("account")))
                .toList();
        assertThat(opened).filteredOn(alert -> alert.state() == State.OPEN).hasSize(1);
        assertThat(opened.get(opened.size() - 1).reasons()).hasSizeGreaterThan(1);
    }

    private List<AccessEvent> log(RuleMeta rule, String kind) throws Exception {
        Path own = LOGS.resolve(String.valueOf(rule.name()));
        List<AccessEvent> events = new ArrayList<>();
        for (String name : List.of(kind + ".jsonl", kind + ".csv", kind + BY_TOPIC)) {
            if (Files.exists(own.resolve(name))) {
                events.addAll(read(own.resolve(name)));
            }
        }
        assertThat(events)
                .as("%s must ship a log that must %s", rule.name(), kind)
                .isNotEmpty();
        return events;
    }

    private static List<AccessEvent> readByTopic(Path file) throws Exception {
        List<AccessEvent> events = new ArrayList<>();
        LineParser parser = LineParser.of(Format.JSON, Mapping.NONE);
        for (String line : Files.readAllLines(file)) {
            byte[] bytes = line.getBytes(UTF_8);
            parser.parse(bytes, 0, bytes.length, "atlas", "id", AccessEvent.UNKNOWN, (parsed, member) -> {
                assertThat(parsed).as("%s: %s", file, line).isInstanceOf(Parsed.Event.class);
                events.add(((Parsed.Event) parsed).event());
            });
        }
        return events;
    }

    private List<AccessEvent> read(Path file) throws Exception {
        if (file.toString().endsWith(BY_TOPIC)) {
            return readByTopic(file);
        }
        boolean recipe = file.toString().endsWith(".csv");
        Path written = recipe
                ? Files.write(
                        folder.resolve(LOGS.relativize(file).toString().replace('/', '-')),
                        WorkRecipe.csv(Files.readAllLines(file)))
                : file;
        List<AccessEvent> events = new ArrayList<>();
        try (LogFile log = LogFile.open(written, Layout.of(recipe ? Format.CSV : Format.JSON), Mapping.NONE, "op")) {
            log.read((parsed, line) -> {
                assertThat(parsed).as("%s:%d", file, line).isInstanceOf(Parsed.Event.class);
                events.add(((Parsed.Event) parsed).event());
            });
        }
        return events;
    }

    private static List<String> groupNames(RuleMeta rule) {
        return RULES.correlations().stream()
                .filter(each -> each.meta().id().equals(rule.id()))
                .map(CorrelationRule::groupNames)
                .findFirst()
                .orElse(Group.ACCOUNT);
    }

    /** The groups that the rule would see in the events. */
    private static Set<Map<String, String>> groups(RuleMeta rule, List<AccessEvent> events) {
        return events.stream()
                .map(event -> {
                    Map<String, String> group = new LinkedHashMap<>();
                    groupNames(rule).forEach(name -> {
                        String value = Objects.requireNonNull(Field.named(name)).text(event);
                        if (value != null) {
                            group.put(name, value);
                        }
                    });
                    return group;
                })
                .filter(group -> group.size() == groupNames(rule).size())
                .collect(Collectors.toSet());
    }

    private Set<Map<String, String>> raised(RuleMeta rule, List<AccessEvent> events) throws Exception {
        Path past = LOGS.resolve(String.valueOf(rule.name())).resolve("past.csv");
        List<AccessEvent> all = new ArrayList<>(Files.exists(past) ? read(past) : List.of());
        long warmMillis = all.isEmpty() ? Long.MIN_VALUE : all.get(0).timeMillis() + WARM_UP_MILLIS;
        all.addAll(events);
        return alerts(all).stream()
                .filter(alert -> alert.openedAtMillis() >= warmMillis)
                .filter(alert -> alert.reasons().stream()
                        .anyMatch(reason -> reason.rule().equals(rule.id())))
                .map(alert -> Map.copyOf(alert.group()))
                .collect(Collectors.toSet());
    }

    private static List<Alert> alerts(List<AccessEvent> events) {
        Detector detector = new Detector(PLAN, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(PLAN);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add);
        }
        return alerts;
    }
}
