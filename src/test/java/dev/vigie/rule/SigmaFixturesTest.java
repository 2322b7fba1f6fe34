package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One file for each feature and each mistake, or a folder where it takes several files. A good file says in its first
 * comments which events its first detection rule matches, a bad one which problems it has, a skipped one why.
 */
class SigmaFixturesTest {

    private static final Path FIXTURES = Path.of("src/test/resources/sigma");

    static List<Path> good() throws IOException {
        return files("good");
    }

    static List<Path> bad() throws IOException {
        return files("bad");
    }

    static List<Path> skipped() throws IOException {
        return files("skipped");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static List<String> linesOf(Path file, String start) throws IOException {
        Path rule = Files.isDirectory(file) ? file.resolve("rule.yml") : file;
        return Files.readAllLines(rule).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("good")
    void load_oneFeature_matchesAsTheFileSays(Path file) throws Exception {
        RuleSet rules = SigmaLoader.loadDirectory(file);
        Selection selection = rules.detections().get(0).selection();
        for (String event : linesOf(file, "# match ")) {
            assertThat(selection.matches(JsonEvents.parse(event))).as(event).isTrue();
        }
        for (String event : linesOf(file, "# no match ")) {
            assertThat(selection.matches(JsonEvents.parse(event))).as(event).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void load_oneMistake_isRefusedAsTheFileSays(Path file) throws IOException {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> SigmaLoader.loadDirectory(file));
        assertThat(refused).as("%s must not load", file).isNotNull();
        assertThat(refused.problems())
                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
                .containsExactlyElementsOf(linesOf(file, "# expect: "));
    }

    @ParameterizedTest
    @MethodSource("skipped")
    void load_foreignRule_isSkippedForTheReasonThatTheFileSays(Path file) throws Exception {
        RuleSet rules = SigmaLoader.loadDirectory(file);
        assertThat(rules.detections()).isEmpty();
        assertThat(rules.skipped()).extracting(SkippedRule::reason).isEqualTo(linesOf(file, "# skipped: "));
    }
}
