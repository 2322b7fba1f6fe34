package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes back from topics in bytes: events, alerts, contributions, peers' days. Of its input the first byte says
 * which, the others are the message.
 */
@ExtendWith(FuzzShare.class)
final class MessagesFuzz {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.none();
    private static final EventDecoder EVENTS = new EventDecoder(REGISTRY, List.of());
    private static final AlertCodec ALERTS = new AlertCodec(Framing.singleObject(), REGISTRY, List.of());
    private static final int KINDS = 4;
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
        }
        contributions().forEach(message -> seeds.add(chosen(2, message)));
        seeds.add(chosen(3, new PeerTally().toBytes()));
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
    @FuzzTest(maxDuration = "15m")
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
                default -> assertThat(PeerTally.read(message)).isNotNull();
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
