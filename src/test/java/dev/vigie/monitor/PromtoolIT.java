package dev.vigie.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool on the alerting rules, where it is installed (Debian's {@code prometheus}). */
@Timeout(60)
final class PromtoolIT {

    private static final Path TESTS = Path.of("src", "test", "resources", "monitoring");

    @TempDir
    private Path directory;

    @Test
    void check_theRules_areValid() throws Exception {
        assertThat(promtool(List.of("check", "rules", Published.RULES.toString())))
                .contains("SUCCESS");
    }

    @Test
    void test_theRules_fireWhenTheyMustAndOnlyThen() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        try (Stream<Path> files = Files.list(TESTS)) {
            files.sorted().map(Path::toString).forEach(arguments::add);
        }
        assertThat(promtool(arguments)).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void check_theDashboardsQueries_areValid() throws Exception {
        List<Map<String, String>> rules = new ArrayList<>();
        for (JsonNode query :
                new ObjectMapper().readTree(Published.DASHBOARD.toFile()).findValues("expr")) {
            String expr = query.asText()
                    .replaceAll("\\$__(rate_interval|range)", "5m")
                    .replaceAll("\\$(job|instance|operator)", ".*");
            rules.add(Map.of("record", "query:" + rules.size(), "expr", expr));
        }
        assertThat(rules).hasSizeGreaterThan(40);
        Path file = directory.resolve("queries.yaml");
        // JSON is YAML.
        new ObjectMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));
        assertThat(promtool(List.of("check", "rules", file.toString()))).contains(rules.size() + " rules found");
    }

    private static String promtool(List<String> arguments) throws IOException, InterruptedException {
        String program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        if (program.isEmpty()) {
            assertThat(System.getenv("CI")).as("promtool is not installed").isNotEqualTo("true");
            assumeTrue(false, "promtool is not installed");
        }
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
