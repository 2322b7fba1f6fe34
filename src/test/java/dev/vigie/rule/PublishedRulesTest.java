package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The specification's own example rules, where they lie beside the data: for other events, so skipped by name. */
class PublishedRulesTest {

    @Test
    void load_examplesOfTheSpecification_areSkippedOneByOne() throws Exception {
        String data = System.getProperty("vigie.data", "");
        assumeTrue(!data.isEmpty(), "-Dvigie.data names no directory");
        Path schema = Path.of(data).resolve("../reference/sigma/tests/schema");
        for (String folder : List.of("rules", "filter")) {
            try (Stream<Path> files = Files.list(schema.resolve(folder))) {
                List<Path> all = files.sorted().toList();
                assertThat(all).isNotEmpty();
                for (Path file : all) {
                    RuleSet rules = SigmaLoader.loadDirectory(file);
                    assertThat(rules.skipped()).as(file.toString()).hasSize(1);
                    assertThat(rules.detections()).isEmpty();
                }
            }
        }
    }
}
