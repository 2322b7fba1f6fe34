package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule files turned into anything: they load, or say why not. */
final class RulesFuzz {

    static Stream<byte[]> seeds() {
        return SigmaLoader.builtInFiles().stream()
                .filter(file -> !file.isList())
                .map(file -> file.text().getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "6m")
    void load_whateverItIs_loadsOrSaysWhyNot(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            SigmaLoader.load(List.of(new RuleFile("rule.yml", text)));
        } catch (RuleException e) {
            assertThat(e.getMessage()).contains("rule.yml");
        }
    }
}
