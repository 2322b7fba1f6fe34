package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds: it loads, or is refused, within bounds that are counted, and in the end. */
@Timeout(300)
class HostileRulesTest {

    private static final String[] PIECES = {
        "|",
        "|re",
        "|base64offset",
        "|windash",
        "|expand",
        "|all",
        "|neq",
        "|fieldref",
        "|wide",
        "|hour",
        "|cidr",
        "%x%",
        "%y%%x%",
        "*",
        "\\",
        "'",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "<<: ",
        ": ",
        "- ",
        "\n",
        "\n    ",
        "not ",
        " of them",
        "(a{9}){9}",
        "\u0000",
        "\uFEFF",
        "é",
        "!!binary ",
        "null",
        "-1e9",
        "~",
        "---\n",
        "rules: any",
        "filter:",
        "expires: 2026-02-30",
        "timeframe",
        "condition",
        " -a -b /c –d"
    };

    private static List<String> fixtures() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/sigma"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void load_mutatedFixtures_loadsOrIsRefused() throws IOException {
        List<String> fixtures = fixtures();
        RuleFile list = new RuleFile("x.txt", "1\n*\n\\\n%y%\n");
        int loaded = 0;
        for (long seed = 0; seed < 6_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = mutated(random, fixtures);
            String name = random.nextInt(20) == 0 ? "a.map" : "a.yml";
            try {
                SigmaLoader.load(List.of(new RuleFile(name, text), list));
                loaded++;
            } catch (RuleException e) {
                assertThat(e.problems()).as("seed " + seed).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ":\n" + text, e);
            }
        }
        assertThat(loaded).isPositive();
    }

    private static String mutated(SplittableRandom random, List<String> fixtures) {
        StringBuilder text = new StringBuilder(fixtures.get(random.nextInt(fixtures.size())));
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(at, text.substring(at, end));
                default -> {
                    String other = fixtures.get(random.nextInt(fixtures.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
                }
            }
        }
        return text.toString();
    }

    @Test
    void load_unknownNamesWithoutEnd_areNotAllComparedWithAllKnownOnes() {
        StringBuilder rule = new StringBuilder("title: T\nlogsource: {product: vigie}\ndetection:\n    s:\n");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            rule.append("        some.unknown.name.of.theirs.").append(i).append("|contains: 'a'\n");
            names.append("their.own.longer.name.number.").append(i).append(" = role\n");
        }
        rule.append("    condition: s\n");
        List<Problem> problems =
                problems(new RuleFile("a.yml", rule.toString()), new RuleFile("n.map", names.toString()));
        assertThat(problems)
                .hasSize(Problems.PROBLEMS_MAX)
                .allSatisfy(problem -> assertThat(problem.message()).startsWith("unknown field"));
        assertThat(problems.get(0).message()).contains("the nearest known one is");
        assertThat(problems.get(Problems.PROBLEMS_MAX - 1).message()).doesNotContain("nearest");
    }

    @Test
    void load_valuesThatMultiply_areRefused() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            lines.append("-abc -d /e ").append(i).append('\n');
        }
        String rule =
                "title: T\nlogsource: {product: vigie}\ndetection:\n    s:\n        role|expand|windash|base64offset"
                        + "|contains: '%x%'\n    condition: s\n";
        assertThat(problems(new RuleFile("a.yml", rule), new RuleFile("x.txt", lines.toString())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("lists and modifiers make too many"));
    }

    private static List<Problem> problems(RuleFile... files) {
        return catchThrowableOfType(RuleException.class, () -> SigmaLoader.load(List.of(files)))
                .problems();
    }
}
