package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogNamesTest {

    @Test
    void of_namesThatDiffer_areTheFileNames() {
        assertThat(LogNames.of(List.of(Path.of("logs/a.json"), Path.of("/var/b.json"))))
                .containsExactly("a.json", "b.json");
    }

    @Test
    void of_sameFileNames_takeAsManyDirectoriesAsTellThemApart() {
        assertThat(LogNames.of(List.of(Path.of("x/d/a.json"), Path.of("y/d/a.json"), Path.of("b.json"))))
                .containsExactly("x/d/a.json", "y/d/a.json", "b.json");
    }

    @Test
    void of_oneThatEndsAsAnotherDoes_isItsWholePath() {
        assertThat(LogNames.of(List.of(Path.of("/logs/a.json"), Path.of("/mnt/logs/a.json"))))
                .containsExactly("logs/a.json", "mnt/logs/a.json");
    }

    @Test
    void of_sameFileTwice_isOneName() {
        assertThat(LogNames.of(List.of(Path.of("x/a.json"), Path.of("x/../x/a.json"))))
                .containsExactly("a.json", "a.json");
    }
}
