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
 * One file for each feature and each mistake. A good file says in its first comments which events its first detection
 * rule matches, a bad one which problems it has.
 */
class SigmaFixturesTest {

    private static final Path FIXTURES = Path.of("src/test/resources/sigma");

    static List<Path> good() throws IOException {
        return files("good");
    }

    static List<Path> bad() throws IOException {
        return files("bad");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void load_oneFeature_matchesAsTheFileSays(Path file) throws Exception {
        RuleSet rules = SigmaLoader.loadDirectory(file);
        Selection selection = rules.detections().get(0).selection();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("# match ")) {
                assertThat(selection.matches(JsonEvents.parse(line.substring(8))))
                        .as(line)
                        .isTrue();
            } else if (line.startsWith("# no match ")) {
                assertThat(selection.matches(JsonEvents.parse(line.substring(11))))
                        .as(line)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void load_oneMistake_isRefusedAsTheFileSays(Path file) throws IOException {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> SigmaLoader.loadDirectory(file));
        assertThat(refused).as("%s must not load", file).isNotNull();
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("# expect: "))
                .map(line -> line.substring("# expect: ".length()))
                .toList();
        assertThat(refused.problems())
                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
                .containsExactlyElementsOf(expected);
    }
}
