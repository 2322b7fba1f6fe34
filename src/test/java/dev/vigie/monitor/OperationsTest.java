package dev.vigie.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The documentation, the alerting rules and the dashboard say what the program does. */
final class OperationsTest {

    private static final Path PAGE = Path.of("src", "site", "markdown", "operations.md");
    private static final String BUILD = "vigie_build_info";

    @Test
    void theTable_hasEveryMetricAsItIs() throws IOException {
        List<String> rows = lines("| `vigie_");
        List<String> right = Arrays.stream(Metric.values())
                .map(metric -> "| `" + metric.metricName() + "` | "
                        + metric.kind().name().toLowerCase(Locale.ROOT) + " | "
                        + (metric.labels().isEmpty()
                                ? "-"
                                : metric.labels().stream()
                                        .map(label -> "`" + label + "`")
                                        .collect(Collectors.joining(", ")))
                        + " | " + metric.meaning() + " |")
                .toList();
        assertThat(rows.stream().filter(row -> !row.contains(BUILD))).containsExactlyElementsOf(right);
    }

    @Test
    void theTable_hasWhatIsShownOfLibraries() throws IOException {
        List<String> names = Stream.of("kafka_", "jvm_", "process_")
                .flatMap(prefix -> rows("| `" + prefix))
                .map(row -> row.split("`", 3)[1])
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LibraryMetric.values())
                        .map(LibraryMetric::metricName)
                        .toList());
    }

    @Test
    void theTableOfAlerts_hasEveryRuleAndItsRunbook() throws IOException {
        List<String> rows = lines("| Vigie");
        List<Map<String, Object>> rules = alertingRules();
        assertThat(rows).hasSameSizeAs(rules);
        for (int i = 0; i < rules.size(); i++) {
            Map<String, Object> rule = rules.get(i);
            assertThat(rows.get(i))
                    .startsWith("| " + rule.get("alert") + " | " + text(rule, "labels", "severity") + " |");
            assertThat(rows.get(i)).contains(text(rule, "annotations", "runbook"));
        }
    }

    @Test
    void everyAlert_hasSeveritySummaryDescriptionAndRunbook() throws IOException {
        Set<String> names = new HashSet<>();
        for (Map<String, Object> rule : alertingRules()) {
            assertThat(names.add(String.valueOf(rule.get("alert")))).isTrue();
            assertThat(text(rule, "labels", "severity")).isIn("critical", "warning");
            assertThat(text(rule, "annotations", "summary")).isNotBlank().hasSizeLessThan(100);
            assertThat(text(rule, "annotations", "description")).isNotBlank();
            assertThat(text(rule, "annotations", "runbook")).isNotBlank();
        }
    }

    @Test
    void rulesAndDashboard_useOnlyMetricsThatThereAre() {
        Set<String> known = new TreeSet<>(Set.of(BUILD));
        Arrays.stream(Metric.values()).map(Metric::metricName).forEach(known::add);
        Arrays.stream(LibraryMetric.values()).map(LibraryMetric::metricName).forEach(known::add);
        assertThat(Published.used()).hasSizeGreaterThan(40).isSubsetOf(known);
        assertThat(Published.usedIn(Published.DASHBOARD))
                .as("a metric that the dashboard does not show is one that nobody looks at")
                .containsAll(known);
    }

    @Test
    void theDashboard_hasPanelsThatDoNotOverlapAndSayWhatTheyShow() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Published.DASHBOARD.toFile());
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> cells = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            JsonNode at = panel.get("gridPos");
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = at.get("x").asInt();
                    x < at.get("x").asInt() + at.get("w").asInt();
                    x++) {
                for (int y = at.get("y").asInt();
                        y < at.get("y").asInt() + at.get("h").asInt();
                        y++) {
                    assertThat(cells.add(List.of(x, y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
            panel.path("targets").forEach(target -> {
                assertThat(target.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
                assertThat(target.path("expr").asText()).contains("job=~\"$job\"");
            });
        }
    }

    private static List<Map<String, Object>> alertingRules() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Published.RULES));
        List<Map<String, Object>> rules = new ArrayList<>();
        requireNonNull(file.get("groups")).forEach(group -> rules.addAll(requireNonNull(group.get("rules"))));
        return rules;
    }

    private static String text(Map<String, Object> rule, String section, String name) {
        return String.valueOf(((Map<?, ?>) requireNonNull(rule.get(section))).get(name));
    }

    private static List<String> lines(String prefix) {
        return rows(prefix).toList();
    }

    private static Stream<String> rows(String prefix) {
        try {
            return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
