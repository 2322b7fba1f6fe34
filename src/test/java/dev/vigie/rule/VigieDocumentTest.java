package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Sensitivity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code sigma.md} about the {@code vigie} block name what the code knows, and no more. */
class VigieDocumentTest {

    private static final Path DOCUMENT = Path.of("src/site/markdown/sigma.md");

    /** What stands in the first column of the section's table, up to the first space, without its quotes. */
    private static List<String> firstColumn(String heading) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3).split("[`:]", 2)[0])
                .toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void measures_areThoseThatAreRead() throws IOException {
        assertThat(firstColumn("#### Measures")).containsExactlyElementsOf(names(VigieMeasure.Kind.values()));
    }

    @Test
    void conditions_areThoseThatAreRead() throws IOException {
        assertThat(firstColumn("#### Conditions"))
                .startsWith(names(Rarity.Condition.values()).toArray(String[]::new));
    }

    @Test
    void categories_areThoseOfTheTable() throws IOException {
        String row = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| categories |"))
                .findFirst()
                .orElseThrow();
        List<String> named = Stream.of(row.split("`", -1))
                .filter(part -> part.matches("[a-z-]+"))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(Sensitivity.CATEGORIES);
    }
}
