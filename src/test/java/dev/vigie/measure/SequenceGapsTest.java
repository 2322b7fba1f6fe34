package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.SequenceGaps.Missing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Numbers that never came, against plain sets; and what no sender may do to the state. */
class SequenceGapsTest {

    private static final long START = 1_767_600_000_000L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = History.DAY_MILLIS;

    /** A number on its way. */
    private record Sent(long sentMillis, long arrivedMillis, long number) {}

    private static void add(SequenceGaps gaps, long timeMillis, long... numbers) {
        for (long number : numbers) {
            gaps.add(timeMillis, number);
        }
    }

    private static void pass(SequenceGaps gaps, long fromMillis, long next) {
        add(gaps, fromMillis + 15 * MINUTE, next);
        add(gaps, fromMillis + 30 * MINUTE, next + 1);
    }

    @Test
    void value_numbersLeftOut_areMissingAfterTheTolerance() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        add(gaps, START, 5, 6);
        add(gaps, START + 2 * MINUTE, 10);
        assertThat(gaps.value()).as("they may still come").isZero();
        pass(gaps, START + 2 * MINUTE, 11);
        assertThat(gaps.value()).isEqualTo(3);
        assertThat(gaps.widest()).contains(new Missing(7, 9, 3, START, START + 2 * MINUTE));
        gaps.advance(START + 3 * DAY);
        assertThat(gaps.value()).as("stated for a day").isZero();
    }

    @Test
    void value_lateNumberOfAGap_isTakenOutOfIt() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        add(gaps, START, 1, 9);
        pass(gaps, START, 10);
        assertThat(gaps.value()).isEqualTo(7);
        add(gaps, START + 5 * SECOND, 5, 5, 2, 8);
        assertThat(gaps.value()).isEqualTo(4);
        assertThat(gaps.gapCount()).isEqualTo(2);
        add(gaps, START + 5 * SECOND, 3, 4, 6, 7);
        assertThat(gaps.value()).isZero();
        assertThat(gaps.widest()).isEmpty();
    }

    @Test
    void value_anyOrderWithinTheTolerance_isWhatSetsSay() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long first = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 40);
            boolean slow = random.nextInt(2) == 0;
            List<Sent> sent = history(random, first, slow);
            long toleranceMillis = SequenceGaps.TOLERANCE_MILLIS * 9 / 8 + (slow ? 12 * MINUTE : 0);
            SequenceGaps gaps = new SequenceGaps(30 * DAY);
            TreeSet<Long> seen = new TreeSet<>();
            for (Sent each : sent) {
                gaps.add(each.arrivedMillis(), each.number());
                seen.add(each.number());
                if (random.nextInt(40) == 0) {
                    gaps = restored(gaps);
                }
                assertThat(gaps.value())
                        .as("seed %d: no more than has not come", seed)
                        .isLessThanOrEqualTo(unseen(seen));
                assertThat(gaps.value())
                        .as("seed %d: no less than has not come for too long", seed)
                        .isGreaterThanOrEqualTo((double) overdue(sent, seen, each.arrivedMillis() - toleranceMillis));
            }
            long endMillis = sent.get(sent.size() - 1).arrivedMillis();
            pass(gaps, endMillis, seen.last() + 1);
            assertThat(gaps.value()).as("seed %d", seed).isEqualTo(unseen(seen));
        }
    }

    /** Numbers that come within minutes of when they are sent, at most 40 gaps among them. */
    private static List<Sent> history(SplittableRandom random, long first, boolean slow) {
        List<Sent> sent = new ArrayList<>();
        long timeMillis = START;
        long number = first;
        int gaps = 0;
        for (int i = 0; i < 600; i++) {
            timeMillis += random.nextLong(slow ? 4 * MINUTE : 2 * SECOND);
            if (i > 0 && gaps < 40 && random.nextInt(12) == 0) {
                number += 1 + random.nextInt(random.nextInt(4) > 0 ? 5 : slow ? 30_000 : 3_000);
                gaps++;
            }
            long delay = i == 0 ? 0 : random.nextLong(random.nextInt(3) == 0 ? 7 * MINUTE : 500);
            sent.add(new Sent(timeMillis, timeMillis + delay, number++));
        }
        sent.sort((a, b) -> Long.compare(a.arrivedMillis(), b.arrivedMillis()));
        return sent;
    }

    /** How many numbers between the lowest and the highest have not come. */
    private static double unseen(NavigableSet<Long> seen) {
        return seen.last() - seen.first() + 1.0 - seen.size();
    }

    /** Numbers left out below one that has been known for longer than the tolerance and the distance of two marks. */
    private static long overdue(List<Sent> sent, NavigableSet<Long> seen, long knownMillis) {
        long highest = sent.stream()
                .filter(each -> each.arrivedMillis() < knownMillis)
                .mapToLong(Sent::number)
                .max()
                .orElse(-1);
        return seen.isEmpty() || highest < seen.first()
                ? 0
                : highest - seen.first() + 1 - seen.headSet(highest, true).size();
    }

    @Test
    void value_fourPartitionsOneAfterTheOther_missesNothing() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        gaps.add(START, 0);
        for (int partition = 0; partition < 4; partition++) {
            for (int number = partition; number < 60_000; number += 4) {
                gaps.add(START + partition * SECOND, Math.max(1, number));
            }
        }
        pass(gaps, START + 5 * SECOND, 60_000);
        assertThat(gaps.value()).isZero();
    }

    @Test
    void value_counterThatBeginsAnew_isNoGap() {
        for (int old : new int[] {40, 5_000, 200_000}) {
            SequenceGaps gaps = new SequenceGaps(DAY);
            for (int number = 1; number <= old; number++) {
                gaps.add(START + number, number);
            }
            for (int number = 1; number <= 500; number++) {
                gaps.add(START + 20 * MINUTE + number, number);
            }
            pass(gaps, START + 40 * MINUTE, 501);
            assertThat(gaps.value()).as("after %d", old).isZero();
        }
    }

    @Test
    void value_gapBeforeANewBeginning_staysAndCannotBeFilledByIt() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        for (int number = 1; number <= 5_000; number++) {
            if (number < 200 || number > 290) {
                gaps.add(START + number, number);
            }
        }
        for (int number = 1; number <= 400; number++) {
            gaps.add(START + 5 * MINUTE + number, number);
        }
        assertThat(gaps.value()).isEqualTo(91);
        assertThat(gaps.widest().map(Missing::from)).contains(200L);
    }

    @Test
    void value_oldLinesSentAgain_changeNothing() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        for (int number = 1; number <= 5_000; number++) {
            gaps.add(START + number, number);
        }
        for (int number = 2_000; number <= 3_000; number++) {
            gaps.add(START + 20 * MINUTE + number, number);
        }
        pass(gaps, START + 30 * MINUTE, 5_001);
        assertThat(gaps.value()).isZero();
        add(gaps, START + 61 * MINUTE, 5_005);
        pass(gaps, START + 61 * MINUTE, 5_006);
        assertThat(gaps.value()).as("and the old counter is gone on with").isEqualTo(2);
    }

    @Test
    void value_oneNumberFarAhead_isAGapAndHidesNone() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        for (int number = 0; number <= 100; number++) {
            if (number < 50 || number > 59) {
                gaps.add(START, number);
            }
        }
        gaps.add(START, Long.MAX_VALUE);
        assertThat(gaps.value()).isGreaterThan(1e18);
        for (int number = 101; number <= 300; number++) {
            gaps.add(START + number, number);
        }
        assertThat(gaps.gapCount()).isGreaterThanOrEqualTo(2);
        gaps.advance(START + 2 * DAY);
        add(gaps, START + 2 * DAY, 301, 305);
        pass(gaps, START + 2 * DAY, 306);
        assertThat(gaps.value()).as("the true counter is watched again").isEqualTo(3);
    }

    @Test
    void value_moreGapsThanAreKept_countsThemAll() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        for (int i = 0; i < 1_000; i++) {
            gaps.add(START + i, 3L * i);
        }
        pass(gaps, START + MINUTE, 2_998);
        assertThat(gaps.value()).isEqualTo(2 * 999);
        assertThat(gaps.gapCount()).isEqualTo(64);
    }

    @Test
    void add_hostileNumbers_staysInItsBounds() {
        for (long seed = 0; seed < 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SequenceGaps gaps = new SequenceGaps(DAY);
            long timeMillis = START;
            for (int i = 0; i < 20_000; i++) {
                timeMillis += random.nextLong(3 * SECOND);
                long number = random.nextLong() >>> (1 + random.nextInt(63));
                gaps.add(timeMillis - random.nextLong(MINUTE), random.nextInt(50) == 0 ? Long.MAX_VALUE : number);
                assertThat(gaps.gapCount()).isLessThanOrEqualTo(64);
            }
            assertThat(gaps.heapBytes()).as("seed %d", seed).isLessThan(40_000);
            assertThat(gaps.serializedBytes()).as("seed %d", seed).isLessThan(13_000);
            assertThat(bytes(restored(gaps))).isEqualTo(bytes(gaps));
        }
    }

    @Test
    void add_beforeTheWindow_isRefused() {
        SequenceGaps gaps = new SequenceGaps(MINUTE);
        assertThat(gaps.isEmpty()).isTrue();
        assertThat(gaps.add(START, 1)).isTrue();
        assertThat(gaps.add(START - MINUTE, 2)).isFalse();
        assertThat(gaps.isEmpty()).isFalse();
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SequenceGaps gaps = new SequenceGaps(DAY);
            history(random, 1_000, seed % 2 == 0).forEach(each -> gaps.add(each.arrivedMillis(), each.number()));
            for (int i = 0; i < 20; i++) {
                gaps.add(START + DAY, 100 + i);
            }
            Corruption.check(bytes(gaps), SequenceGaps::readFrom, SequenceGapsTest::use, seed);
        }
    }

    private static void use(SequenceGaps gaps) {
        assertThat(bytes(restored(gaps))).isEqualTo(bytes(gaps));
        for (int i = 0; i < 50; i++) {
            gaps.add(START + i * MINUTE, 3L * i);
            gaps.add(START + DAY * i, Long.MAX_VALUE - i);
        }
        assertThat(gaps.value()).isNotNegative();
    }

    private static SequenceGaps restored(SequenceGaps gaps) {
        return SequenceGaps.readFrom(ByteBuffer.wrap(bytes(gaps)));
    }

    private static byte[] bytes(SequenceGaps gaps) {
        ByteBuffer out = ByteBuffer.allocate(gaps.serializedBytes());
        gaps.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
