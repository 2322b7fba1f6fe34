package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {

    @TempDir
    Path directory;

    @Test
    void sources_namedByTheirTopics_areTheOperators() throws Exception {
        Installation installation = installation("""
                topics:
                  prefix: house
                sources:
                  - topic: house.logs.atlas
                    format: json
                    operator: atlas
                  - topic: house.logs.borealis
                    format: combined
                """);
        assertThat(installation.operators()).containsExactly("atlas", "borealis");
        assertThat(installation.topics().alerts()).isEqualTo("house.alerts");
    }

    @Test
    void sources_thatCannotBe_areRefusedWithWhatWouldBeRight() {
        assertWrong("  - {topic: atlas, format: json}", "vigie.logs.OPERATOR");
        assertWrong("  - {topic: vigie.logs.atlas, format: csv}", "Send json, cloudtrail, combined, ocsf");
        assertWrong("  - {topic: vigie.logs.atlas, format: json, operator: other}", "only the topic can say so");
        assertWrong(
                "  - {topic: vigie.logs.atlas, format: json}\n  - {topic: vigie.logs.atlas, format: json}",
                "listed twice");
    }

    private void assertWrong(String sources, String message) {
        assertThatThrownBy(() -> installation("sources:\n" + sources + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private Installation installation(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("vigie.yaml"), yaml);
        return new Installation(Config.load(file, Map.of(), settings -> {}), (short) 1);
    }
}
