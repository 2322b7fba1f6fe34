package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventsToComeTest {

    private static final int ACCOUNTS = 50_000;
    /** From 192.0.2.7. */
    private static final AccessEvent EVENT = Logs.event("e", Logs.START_MILLIS, "a", "P");

    @Test
    void takeLast_ofShuffledEvents_callsNobodyDoneWhoIsNotAndMostWhoAre() {
        long seed = 11;
        Random random = new Random(seed);
        List<Integer> events = new ArrayList<>();
        Map<Integer, Integer> left = new HashMap<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            int account = ReadEvent.partitionOf("op-" + i % 40, "a" + i);
            int count = 1 + random.nextInt(4);
            left.merge(account, count, Integer::sum);
            events.addAll(Collections.nCopies(count, account));
        }
        Collections.shuffle(events, random);
        EventsToCome toCome = new EventsToCome(32L << 20);
        events.parallelStream().forEach(account -> toCome.add(account, EVENT));

        int done = 0;
        for (Integer account : events) {
            int after = left.merge(account, -1, Integer::sum);
            if (toCome.takeLast(account)) {
                assertThat(after).as("seed %d", seed).isZero();
                done++;
            }
        }
        assertThat(done).as("seed %d", seed).isGreaterThan(ACCOUNTS * 95 / 100);
    }

    @Test
    void takeLast_ofMoreEventsThanAByteCounts_neverCallsTheAccountDone() {
        EventsToCome toCome = new EventsToCome(32L << 20);
        IntStream.range(0, 300).forEach(i -> toCome.add(7, EVENT));
        IntStream.range(0, 254).forEach(i -> toCome.add(8, EVENT));

        assertThat(IntStream.range(0, 300).filter(i -> toCome.takeLast(7))).isEmpty();
        assertThat(IntStream.range(0, 254).filter(i -> toCome.takeLast(8))).containsExactly(253);
    }

    @Test
    void isDone_aSourceOfSeveralAccounts_isFromTheLastOfAllTheirEventsOn() {
        EventsToCome toCome = new EventsToCome(32L << 20);
        toCome.add(7, EVENT);
        toCome.add(8, EVENT);

        assertThat(toCome.takeLast(7)).isTrue();
        toCome.takeFrom("192.0.2.7");
        assertThat(toCome.isDone("192.0.2.7")).isFalse();
        toCome.takeFrom("192.0.2.7");
        assertThat(toCome.isDone("192.0.2.7")).isTrue();
    }

    @Test
    void takeFrom_byManyThreads_isDoneAfterTheLast() {
        EventsToCome toCome = new EventsToCome(32L << 20);
        for (int round = 0; round < 2_000; round++) {
            IntStream.range(0, 200).forEach(i -> toCome.add(i, EVENT));

            IntStream.range(0, 199).parallel().forEach(i -> toCome.takeFrom("192.0.2.7"));
            assertThat(toCome.isDone("192.0.2.7")).as("round %d", round).isFalse();
            toCome.takeFrom("192.0.2.7");
            assertThat(toCome.isDone("192.0.2.7")).as("round %d", round).isTrue();
            IntStream.range(0, 200).forEach(toCome::takeLast);
        }
        assertThatThrownBy(() -> toCome.takeFrom("192.0.2.7")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takeLast_whereSomeEventsWereNotAdded_callsNobodyDone() {
        EventsToCome toCome = new EventsToCome(32L << 20);
        toCome.addUnknown();
        toCome.add(7, EVENT);

        assertThat(toCome.takeLast(7)).isFalse();
        toCome.takeFrom("192.0.2.7");
        assertThat(toCome.isDone("192.0.2.7")).isFalse();
    }

    @Test
    void copy_isTakenFromByItself() {
        EventsToCome toCome = new EventsToCome(32L << 20);
        toCome.add(7, EVENT);

        assertThat(toCome.copy().takeLast(7)).isTrue();
        assertThat(toCome.copy().takeLast(7)).isTrue();
    }

    @Test
    void takeLast_inTheLeastMemory_callsFewDoneAndNobodyTooEarly() {
        EventsToCome toCome = new EventsToCome(0);
        IntStream.range(0, 20_000).forEach(i -> toCome.add(i % 10_000, EVENT));

        assertThat(IntStream.range(0, 10_000).filter(toCome::takeLast)).isEmpty();
        assertThat(IntStream.range(0, 10_000).filter(toCome::takeLast).count()).isBetween(1L, 1_024L);
    }
}
