package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.NewerFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes back from topics: events, alerts, contributions, alerts as JSON. Of its input the first byte says which,
 * the others are the message.
 */
final class MessagesFuzz {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.none();
    private static final EventDecoder EVENTS = new EventDecoder(REGISTRY, List.of());
    private static final AlertCodec ALERTS = new AlertCodec(Framing.singleObject(), REGISTRY, List.of());
    private static final int KINDS = 4;

    static Stream<byte[]> seeds() {
        RandomEvents events = new RandomEvents(7);
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        return Stream.concat(
                Stream.generate(() -> chosen(0, encoder.encode(events.next()))).limit(20),
                Stream.of(Alerts.FULL, Alerts.SPARSE)
                        .flatMap(alert -> Stream.of(
                                chosen(1, ALERTS.encode(alert)),
                                chosen(3, AlertJson.line(alert).getBytes(StandardCharsets.UTF_8)))));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "6m")
    void read_whateverItIs_isReadOrRefused(byte[] input) throws RegistryException {
        if (input.length == 0) {
            return;
        }
        byte[] message = new byte[input.length - 1];
        System.arraycopy(input, 1, message, 0, message.length);
        try {
            switch ((input[0] & 0xff) % KINDS) {
                case 0 -> assertThat(EVENTS.decode(message).account()).isNotNull();
                case 1 -> assertThat(ALERTS.decode(message).id()).isNotNull();
                case 2 -> assertThat(ContributionReader.read(message)).isNotNull();
                default ->
                    assertThat(AlertJsonReader.read(new String(message, StandardCharsets.UTF_8))
                                    .id())
                            .isNotNull();
            }
        } catch (WireException | IllegalArgumentException | NewerFormatException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static byte[] chosen(int kind, byte[] message) {
        byte[] seed = new byte[message.length + 1];
        seed[0] = (byte) kind;
        System.arraycopy(message, 0, seed, 1, message.length);
        return seed;
    }
}
