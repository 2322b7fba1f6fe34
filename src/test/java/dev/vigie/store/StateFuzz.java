package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Events;
import dev.vigie.detect.Plan;
import dev.vigie.model.Origin;
import dev.vigie.rule.PlainRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A detector's state of which a record has become anything: it goes on, or says that its state is corrupt. Of its input
 * the first byte says which record, the others are its value.
 */
@ExtendWith(FuzzShare.class)
final class StateFuzz {

    private static final int EVENTS = 60;
    private static final int FURTHER = 3;
    private static final Plan PLAN = new Plan(PlainRules.load());
    private static final Map<byte[], byte[]> STATE = state();
    private static final List<byte[]> KEYS = List.copyOf(STATE.keySet());
    private static final FuzzTally TALLY = new FuzzTally(StateFuzz.class);

    @AfterAll
    static void print() throws IOException {
        TALLY.print();
    }

    static Stream<byte[]> seeds() {
        List<byte[]> values = new ArrayList<>(STATE.values());
        return IntStream.range(0, values.size()).mapToObj(i -> {
            byte[] value = values.get(i);
            byte[] seed = new byte[value.length + 1];
            seed[0] = (byte) i;
            System.arraycopy(value, 0, seed, 1, value.length);
            return seed;
        });
    }

    private static Map<byte[], byte[]> state() {
        MapStore store = new MapStore();
        run(store, 0, EVENTS);
        return store.copy();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void detect_whateverTheStateIs_goesOnOrSaysThatItIsCorrupt(byte[] input) {
        TALLY.count();
        if (input.length == 0) {
            return;
        }
        MapStore store = new MapStore();
        store.putBack(STATE);
        store.put(KEYS.get((input[0] & 0xff) % KEYS.size()), Arrays.copyOfRange(input, 1, input.length));
        try {
            run(store, EVENTS, EVENTS + FURTHER);
        } catch (CorruptStateException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /** Two accounts, one of which reads more and more people. */
    private static void run(MapStore store, int from, int to) {
        LiveProfiles profiles = new LiveProfiles(PLAN, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        Detector detector = new Detector(
                PLAN,
                new DetectorSettings(
                        new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> Events.MORNING));
        SplittableRandom random = new SplittableRandom(from);
        for (int i = from; i < to; i++) {
            String person = i % 2 == 0 ? "person-" + i : "person-" + random.nextInt(5);
            detector.process(
                    Events.read("account-" + i % 2, "e" + i, Events.MORNING + i * 20_000L, person),
                    new Origin("log", 0, i),
                    profiles,
                    alert -> {});
            profiles.eventDone();
        }
        detector.closeSilent(profiles, alert -> {});
        profiles.writeChanged();
    }
}
