package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each format makes of two episodes, in {@code src/test/resources/siem} to be looked at: CEF and LEEF line by
 * line, JSON one file a message and indented. Where it differs, the new text is in {@code target/siem}.
 */
final class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/siem");
    private static final Path ACTUAL = Path.of("target/siem");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void write_episodeOfAnAccount_isTheGoldenText(AlertFormat format) throws IOException {
        check(format, "account", Samples::account);
    }

    @ParameterizedTest
    @EnumSource
    void write_episodeOfAnOperator_isTheGoldenText(AlertFormat format) throws IOException {
        check(format, "operator", Samples::operator);
    }

    private static void check(AlertFormat format, String name, Function<State, Alert> episode) throws IOException {
        Map<String, String> actual = new TreeMap<>();
        for (State state : State.values()) {
            String line = format.writer().write(episode.apply(state));
            if (format.writer().contentType().equals("application/json")) {
                String file = name + "-" + state.name().toLowerCase(Locale.ROOT) + "." + format.formatName() + ".json";
                actual.put(file, JSON.readTree(line).toPrettyString() + "\n");
            } else {
                actual.merge(name + "." + format.formatName(), line + "\n", String::concat);
            }
        }
        Map<String, String> golden = new TreeMap<>();
        for (Map.Entry<String, String> each : actual.entrySet()) {
            Path file = GOLDEN.resolve(each.getKey());
            golden.put(each.getKey(), Files.exists(file) ? Files.readString(file) : "");
            if (!golden.get(each.getKey()).equals(each.getValue())) {
                Files.createDirectories(ACTUAL);
                Files.writeString(ACTUAL.resolve(each.getKey()), each.getValue());
            }
        }
        assertThat(actual).isEqualTo(golden);
    }
}
