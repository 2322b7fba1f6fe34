package dev.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import dev.vigie.model.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes back as JSON: alerts, assignments, verdicts. Of its input the first byte says which, the others are the
 * message; of those that have a key, the value begins after the first zero.
 */
@ExtendWith(FuzzShare.class)
final class JsonMessagesFuzz {

    private static final int KINDS = 3;
    private static final FuzzTally TALLY = new FuzzTally(JsonMessagesFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (Alert alert : List.of(Alerts.FULL, Alerts.SPARSE)) {
            seeds.add(chosen(0, AlertJson.line(alert)));
        }
        seeds.add(chosen(1, "atlas/A-17\0{\"from\":\"2026-01-05T00:00:00Z\"}"));
        seeds.add(chosen(
                2, "alert-1\0{\"verdict\":\"false\",\"reason\":\"known\",\"expires\":\"2027-01-31\",\"by\":\"kim\"}"));
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void read_whateverItIs_isReadOrRefused(byte[] input) {
        TALLY.count();
        if (input.length == 0) {
            return;
        }
        byte[] message = Arrays.copyOfRange(input, 1, input.length);
        try {
            switch ((input[0] & 0xff) % KINDS) {
                case 0 ->
                    assertThat(AlertJsonReader.read(new String(message, UTF_8)).id())
                            .isNotNull();
                case 1 ->
                    assertThat(AssignmentMessage.read(key(message), value(message)))
                            .isNotNull();
                default ->
                    assertThat(VerdictJson.read(key(message), value(message))).isNotNull();
            }
        } catch (WireException | IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static byte[] key(byte[] message) {
        return Arrays.copyOf(message, keyEnd(message));
    }

    private static byte[] value(byte[] message) {
        int from = Math.min(keyEnd(message) + 1, message.length);
        return Arrays.copyOfRange(message, from, message.length);
    }

    private static int keyEnd(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        return end;
    }

    private static byte[] chosen(int kind, String message) {
        return ((char) kind + message).getBytes(UTF_8);
    }
}
