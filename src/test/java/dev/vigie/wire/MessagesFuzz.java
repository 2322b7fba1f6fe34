package dev.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzTally;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.ContributionWriter;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.NewerFormatException;
import dev.vigie.detect.PeerTally;
import dev.vigie.detect.Plan;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes back from topics: events, alerts, contributions, alerts as JSON, assignments, verdicts, peers' days. Of
 * its input the first byte says which, the others are the message; of those that have a key, the value begins after the
 * first zero.
 */
final class MessagesFuzz {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.none();
    private static final EventDecoder EVENTS = new EventDecoder(REGISTRY, List.of());
    private static final AlertCodec ALERTS = new AlertCodec(Framing.singleObject(), REGISTRY, List.of());
    private static final int KINDS = 7;
    private static final long BEGIN_MILLIS = 1_765_785_600_000L;

    private static final FuzzTally TALLY = new FuzzTally(MessagesFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        RandomEvents events = new RandomEvents(7);
        for (int i = 0; i < 20; i++) {
            seeds.add(chosen(0, encoder.encode(events.next())));
        }
        for (Alert alert : List.of(Alerts.FULL, Alerts.SPARSE)) {
            seeds.add(chosen(1, ALERTS.encode(alert)));
            seeds.add(chosen(3, AlertJson.line(alert).getBytes(UTF_8)));
        }
        contributions().forEach(message -> seeds.add(chosen(2, message)));
        seeds.add(chosen(4, "atlas/A-17\0{\"from\":\"2026-01-05T00:00:00Z\"}".getBytes(UTF_8)));
        String verdict = "{\"verdict\":\"false\",\"reason\":\"known\",\"expires\":\"2027-01-31\",\"by\":\"kim\"}";
        seeds.add(chosen(5, ("alert-1\0" + verdict).getBytes(UTF_8)));
        seeds.add(chosen(6, new PeerTally().toBytes()));
        return seeds.stream();
    }

    /** What accounts tell the groups above them of a few events, a message for each group. */
    private static List<byte[]> contributions() {
        Plan plan = new Plan(SigmaLoader.builtIn());
        Detector detector = new Detector(
                plan,
                new DetectorSettings(
                        new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> BEGIN_MILLIS));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        Map<Group, ContributionWriter> messages = new LinkedHashMap<>();
        RandomEvents events = new RandomEvents(11);
        for (int i = 0; i < 20; i++) {
            detector.process(
                    events.next(),
                    new Origin("events", 0, i),
                    profiles,
                    alert -> {},
                    each -> messages.computeIfAbsent(each.group(), unseen -> new ContributionWriter())
                            .add(each));
        }
        return messages.values().stream().map(ContributionWriter::toBytes).toList();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_whateverItIs_isReadOrRefused(byte[] input) throws RegistryException {
        TALLY.count();
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
                case 3 ->
                    assertThat(AlertJsonReader.read(new String(message, UTF_8)).id())
                            .isNotNull();
                case 4 ->
                    assertThat(AssignmentMessage.read(key(message), value(message)))
                            .isNotNull();
                case 5 ->
                    assertThat(VerdictJson.read(key(message), value(message))).isNotNull();
                default -> assertThat(PeerTally.read(message)).isNotNull();
            }
        } catch (WireException | IllegalArgumentException | NewerFormatException e) {
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

    private static byte[] chosen(int kind, byte[] message) {
        byte[] seed = new byte[message.length + 1];
        seed[0] = (byte) kind;
        System.arraycopy(message, 0, seed, 1, message.length);
        return seed;
    }
}
