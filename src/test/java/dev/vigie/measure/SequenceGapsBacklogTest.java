package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.SequenceGaps.Missing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Numbers that come out of a backlog, by partitions of which some run far ahead of others. */
final class SequenceGapsBacklogTest {

    private static final long START = 1_767_600_000_000L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** A number on its way: when it was sent, when it was appended, and when the group was told of it. */
    private record Sent(long number, int partition, long timeMillis, long appendedMillis, long arrivedMillis) {

        Sent arriving(long atMillis) {
            return new Sent(number, partition, timeMillis, appendedMillis, atMillis);
        }
    }

    private static void add(SequenceGaps gaps, Sent each) {
        gaps.add(each.timeMillis(), each.number(), each.appendedMillis(), each.arrivedMillis());
    }

    /** Work of a quarter of an hour by which all is known. */
    private static void pass(SequenceGaps gaps, long fromMillis, long next) {
        for (int i = 1; i <= 60; i++) {
            long timeMillis = fromMillis + i * MINUTE / 4;
            add(gaps, new Sent(next + i - 1, 0, timeMillis, timeMillis, timeMillis + SECOND));
        }
    }

    @Test
    void value_anySpeedsOutOfABacklog_missesWhatNeverCameAndNothingElse() {
        for (long seed = 0; seed < 24; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Set<Long> leftOut = new HashSet<>();
            List<Sent> arrived = backlog(history(random, leftOut), random);
            SequenceGaps gaps = new SequenceGaps(30 * DAY);
            double highestValue = 0;
            for (Sent each : arrived) {
                add(gaps, each);
                if (random.nextInt(3_000) == 0) {
                    gaps = restored(gaps);
                }
                highestValue = Math.max(highestValue, gaps.value());
            }
            assertThat(highestValue).as("seed %d", seed).isLessThanOrEqualTo(leftOut.size());
            long highest = arrived.stream().mapToLong(Sent::number).max().orElseThrow();
            pass(gaps, arrived.get(arrived.size() - 1).arrivedMillis(), highest + 1);
            assertThat(gaps.value()).as("seed %d", seed).isEqualTo(leftOut.size());
        }
    }

    /** Four hours of work by some partitions, with numbers left out. */
    private static List<Sent> history(SplittableRandom random, Set<Long> leftOut) {
        int partitions = 2 + random.nextInt(11);
        List<Sent> sent = new ArrayList<>();
        long number = random.nextInt(2) == 0 ? 0 : random.nextLong(1L << 40);
        for (long timeMillis = START; timeMillis < START + 4 * HOUR; timeMillis += random.nextLong(3 * SECOND)) {
            if (!sent.isEmpty() && leftOut.size() < 40 && random.nextInt(300) == 0) {
                leftOut.add(number++);
            }
            sent.add(new Sent(number++, random.nextInt(partitions), timeMillis, timeMillis + random.nextLong(500), 0));
        }
        return sent;
    }

    /**
     * The detector stands still for one to three hours, from the beginning or later on; then each partition is read
     * from some moment on at a speed of its own.
     */
    private static List<Sent> backlog(List<Sent> sent, SplittableRandom random) {
        long stopMillis = START + (random.nextInt(3) == 0 ? 0 : random.nextLong(HOUR));
        long againMillis = stopMillis + HOUR + random.nextLong(2 * HOUR);
        long[] readMillis =
                random.longs(13, 0, 45 * SECOND).map(each -> againMillis + each).toArray();
        long[] stepMillis =
                random.longs(13, 1, 50).map(each -> each * each / 25).toArray();
        List<Sent> arrived = new ArrayList<>();
        for (Sent each : sent) {
            long usualMillis = each.appendedMillis() + 300 + random.nextLong(2 * SECOND);
            if (usualMillis >= stopMillis) {
                usualMillis = Math.max(usualMillis, readMillis[each.partition()]);
                readMillis[each.partition()] += stepMillis[each.partition()];
            }
            arrived.add(each.arriving(usualMillis));
        }
        arrived.sort(Comparator.comparingLong(Sent::arrivedMillis));
        return arrived;
    }

    @Test
    void value_partitionsOneAfterTheOther_isNoGapButThatOfAll() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        long againMillis = START + 2 * HOUR;
        for (int partition = 0; partition < 4; partition++) {
            for (int number = 40_000 + partition; number < 140_000; number += 4) {
                boolean leftOut = number >= 70_000 && number < 70_010;
                long timeMillis = START + (number - 40_000) * HOUR / 100_000;
                long arrivedMillis = againMillis + partition * 20L * SECOND + number / 10_000;
                if (!leftOut) {
                    gaps.add(timeMillis, number, timeMillis, arrivedMillis);
                }
            }
            assertThat(gaps.value()).isZero();
        }
        pass(gaps, againMillis + 2 * MINUTE, 140_000);
        assertThat(gaps.value()).isEqualTo(10);
        assertThat(gaps.widest().map(Missing::from)).contains(70_000L);
    }

    @Test
    void value_aDayWithinSeconds_isJudgedWhenTheyAreOver() {
        SequenceGaps gaps = new SequenceGaps(3 * DAY);
        long nowMillis = START + 300 * DAY;
        for (int partition = 0; partition < 12; partition++) {
            for (int number = partition; number < 12_000; number += 12) {
                if (number != 5_000) {
                    gaps.add(START + number * DAY / 12_000, number, nowMillis, nowMillis + partition * SECOND);
                }
            }
        }
        assertThat(gaps.value()).isZero();
        for (int i = 0; i < 3; i++) {
            long laterMillis = nowMillis + (i + 1) * MINUTE;
            add(gaps, new Sent(12_000 + i, 0, START + DAY, laterMillis, laterMillis));
        }
        assertThat(gaps.value()).isEqualTo(1);
    }

    @Test
    void value_neverCaughtUp_isJudgedAllTheSame() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        long toldMillis = 0;
        for (int number = 0; number < 1_200; number++) {
            long timeMillis = START + number * MINUTE;
            if (number != 10) {
                gaps.add(timeMillis, number, timeMillis, timeMillis + HOUR);
            }
            toldMillis = gaps.value() > 0 && toldMillis == 0 ? timeMillis : toldMillis;
        }
        assertThat(gaps.value()).isEqualTo(1);
        assertThat(toldMillis - START).isBetween(Arrivals.BACKLOG_MILLIS_MAX, Arrivals.BACKLOG_MILLIS_MAX + HOUR);
    }

    @Test
    void value_aBrokersClockFarAhead_isNotWaitedFor() {
        SequenceGaps gaps = new SequenceGaps(DAY);
        add(gaps, new Sent(0, 0, START, START, START));
        add(gaps, new Sent(1, 0, START, START + 9_000 * DAY, START + 9_000 * DAY));
        pass(gaps, START, 3);
        pass(gaps, START + 15 * MINUTE, 63);
        assertThat(gaps.value()).isEqualTo(1);
    }

    @Test
    void readFrom_stateOfTheReleaseBefore_waitsUntilAllHasCome() {
        SequenceGaps before = new SequenceGaps(DAY);
        before.add(START, 1);
        before.add(START + SECOND, 5);
        SequenceGaps gaps = SequenceGaps.readFrom(ByteBuffer.wrap(asBefore(bytes(before))));
        assertThat(bytes(restored(gaps))).isEqualTo(bytes(gaps));
        long againMillis = START + 2 * HOUR;
        add(gaps, new Sent(9, 0, againMillis, againMillis, againMillis + SECOND));
        add(gaps, new Sent(2, 1, START, START + SECOND, againMillis + 2 * SECOND));
        add(gaps, new Sent(3, 1, START, START + SECOND, againMillis + 30 * SECOND));
        assertThat(gaps.value()).isZero();
        pass(gaps, againMillis + MINUTE, 10);
        assertThat(gaps.value()).as("4, 6, 7 and 8").isEqualTo(4);
    }

    /** The same without what the release before did not have. */
    private static byte[] asBefore(byte[] bytes) {
        int common = 1 + 4 * Long.BYTES + 2;
        ByteBuffer before = ByteBuffer.allocate(bytes.length - 1 - Arrivals.BYTES);
        before.put((byte) 1).put(bytes, 1, common - 1);
        before.put(bytes, common + 1 + Arrivals.BYTES, bytes.length - common - 1 - Arrivals.BYTES);
        return before.array();
    }

    @Test
    void add_hostileNumbersAndTimes_staysInItsBounds() {
        for (long seed = 0; seed < 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SequenceGaps gaps = new SequenceGaps(DAY);
            long falling = 1L << 20;
            for (int i = 0; i < 20_000; i++) {
                falling -= random.nextInt(60);
                long number = seed == 0 ? falling : random.nextLong() >>> (1 + random.nextInt(63));
                long timeMillis = START + i * SECOND - random.nextLong(DAY);
                long arrivedMillis = START + random.nextLong(i + 1) * (random.nextInt(500) == 0 ? DAY : SECOND);
                gaps.add(timeMillis, number, arrivedMillis - random.nextLong(2 * MINUTE), arrivedMillis);
            }
            assertThat(gaps.gapCount()).isLessThanOrEqualTo(64);
            assertThat(gaps.heapBytes()).as("seed %d", seed).isLessThan(300_000);
            assertThat(gaps.serializedBytes()).as("seed %d", seed).isLessThan(80_000);
            assertThat(bytes(restored(gaps))).as("seed %d", seed).isEqualTo(bytes(gaps));
            Corruption.check(bytes(new SequenceGaps(DAY)), SequenceGaps::readFrom, each -> each.add(1, 1, 1, 1), seed);
        }
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
