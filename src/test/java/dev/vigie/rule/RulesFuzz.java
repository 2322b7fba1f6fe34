package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule files turned into anything: they load, or say why not. */
@ExtendWith(FuzzShare.class)
final class RulesFuzz {

    private static final FuzzTally TALLY = new FuzzTally(RulesFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() {
        return SigmaLoader.builtInFiles().stream()
                .filter(file -> !file.isList())
                .map(file -> file.text().getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void load_whateverItIs_loadsOrSaysWhyNot(byte[] input) {
        TALLY.count();
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            SigmaLoader.load(List.of(new RuleFile("rule.yml", text)));
        } catch (RuleException e) {
            assertThat(e.getMessage()).contains("rule.yml");
        }
    }
}
