package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPathsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("a.gz", "b.json", "d/c.gz", "d/e/f.gz", "d/e/g.gz.old", "x[1].json")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @Test
    void of_patterns_findsFilesInTheirOrder() throws Exception {
        assertThat(found("*.gz")).containsExactly("a.gz");
        assertThat(found("**/*.gz")).containsExactly("a.gz", "d/c.gz", "d/e/f.gz");
        assertThat(found("d/**/?.gz")).containsExactly("d/c.gz", "d/e/f.gz");
        assertThat(found("{a.gz,b.json}")).containsExactly("a.gz", "b.json");
    }

    @Test
    void of_namesOfFiles_areThemselvesWhateverIsInThem() throws Exception {
        assertThat(found("x[1].json")).containsExactly("x[1].json");
        assertThat(LogPaths.of(List.of("not/there.json"))).containsExactly(Path.of("not/there.json"));
    }

    @Test
    void of_aPatternThatNothingMatches_isWrongUse() {
        assertThatThrownBy(() -> found("*.xz"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no file matches");
        assertThatThrownBy(() -> found("nowhere/*.gz")).isInstanceOf(ConfigException.class);
    }

    private List<String> found(String pattern) throws ConfigException, IOException {
        return LogPaths.of(List.of(folder + "/" + pattern)).stream()
                .map(path -> folder.relativize(path).toString())
                .toList();
    }
}
