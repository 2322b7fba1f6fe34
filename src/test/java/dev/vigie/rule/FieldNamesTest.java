package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldNamesTest {

    @Test
    void standard_everyName_standsInTheDocumentedRowOfItsField() throws IOException {
        List<String> table = Files.readAllLines(Path.of("src/site/markdown/sigma.md"));
        for (String name : FieldNames.STANDARD.like("any.name")) {
            Field field = FieldNames.STANDARD.field(name);
            assertThat(field).isNotNull();
            assertThat(table)
                    .as(name)
                    .anyMatch(
                            row -> row.startsWith("| `" + field.fieldName() + "` |") && row.contains("`" + name + "`"));
        }
    }
}
