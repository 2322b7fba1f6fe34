package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The longest run is that of all numbers sorted, where they come in any order within 64, and never longer. */
class SequentialRunTest {

    private static final long HOUR = 3_600_000;

    private record Read(long timeMillis, long series, long number) {}

    @Test
    void value_sweepUpOrDown_isItsLength() {
        for (int step = -8; step <= 8; step++) {
            SequentialRun run = new SequentialRun(HOUR);
            for (int i = 0; i < 500; i++) {
                run.add(i, 1, 1_000_000 + step * i);
                assertThat(run.value()).isEqualTo(step == 0 ? 1 : i + 1);
            }
        }
    }

    @Test
    void value_everyNinthNumber_isNoRun() {
        SequentialRun run = new SequentialRun(HOUR);
        for (int i = 0; i < 500; i++) {
            run.add(i, 1, 9L * i);
        }
        assertThat(run.value()).isEqualTo(1);
    }

    @Test
    void value_sweepsInTurnAmongOrdinaryReads_isThatOfTheLongest() {
        SplittableRandom random = new SplittableRandom(1);
        SequentialRun run = new SequentialRun(HOUR);
        for (int i = 0; i < 200; i++) {
            for (int sweep = 0; sweep < 8; sweep++) {
                run.add(5, 1, 1_000_000L * sweep + i);
            }
            for (int other = 0; other < 7; other++) {
                run.add(5, 1, random.nextLong(1L << 50));
            }
        }
        assertThat(run.value()).isEqualTo(200);
    }

    @Test
    void value_numbersOfOtherSeries_areOtherRuns() {
        SequentialRun run = new SequentialRun(HOUR);
        for (int i = 0; i < 100; i++) {
            run.add(i, i % 4, 1_000 + i);
        }
        assertThat(run.value()).isEqualTo(25);
    }

    @Test
    void value_noNumberOrOneTooLarge_countsNothing() {
        SequentialRun run = new SequentialRun(HOUR);
        assertThat(run.add(5, 1, SerialNumber.NONE)).isTrue();
        assertThat(run.add(5, 1, Long.MIN_VALUE)).isTrue();
        assertThat(run.add(5, 1, Long.MAX_VALUE)).isTrue();
        assertThat(run.isEmpty()).isTrue();
        assertThat(run.add(5 - HOUR, 1, 1)).isFalse();
        for (int i = 0; i < 3; i++) {
            run.add(5, 1, NumberRun.NUMBER_MAX - i);
        }
        assertThat(run.value()).isEqualTo(3);
    }

    /** A clerk who enters new files in the order of their numbers reads no register from end to end. */
    @Test
    void value_idsThatGrowWithTime_isWhatTheWindowHolds() {
        SequentialRun run = new SequentialRun(HOUR);
        for (int file = 0; file < 10_000; file++) {
            run.add(file * 300_000L, 1, 50_000 + 2 * file);
            assertThat(run.value()).isLessThanOrEqualTo(13);
        }
        assertThat(run.value()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void value_windowsEdge_isExcludedWithinAPane() {
        SequentialRun run = new SequentialRun(64_000);
        for (int i = 0; i < 100; i++) {
            run.add(1_000_000, 1, i);
        }
        run.advance(1_063_999);
        assertThat(run.value()).isEqualTo(100);
        assertThat(run.add(999_999, 1, 101)).isFalse();
        run.advance(1_065_000);
        assertThat(run.value()).isZero();
        assertThat(run.isEmpty()).isTrue();
    }

    @Test
    void value_twoSweepsInAnyOrderWithin64_isExact() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SequentialRun run = new SequentialRun(HOUR);
            SortedRuns reference = new SortedRuns();
            long now = 1_000 * HOUR;
            int stride = 1 + random.nextInt(8);
            for (int page = 0; page < 30; page++) {
                List<Read> reads = new ArrayList<>();
                for (int offset = 0; offset < 56; offset += 1 + random.nextInt(stride)) {
                    reads.add(new Read(0, 1, 5_000 + 56 * page + offset));
                    if (random.nextBoolean()) {
                        reads.add(new Read(0, 1, 9_000_000 - 56 * page - offset));
                    }
                    if (random.nextInt(5) == 0) {
                        reads.add(new Read(0, 1, 5_000 + 56 * page + offset));
                    }
                }
                for (Read read : History.shuffled(reads, random)) {
                    now += random.nextLong(random.nextInt(20) == 0 ? HOUR / 4 : 2_000);
                    long time = now - random.nextLong(random.nextInt(10) == 0 ? HOUR : 1_000);
                    assertThat(run.add(time, read.series, read.number)).isEqualTo(reference.add(time, read));
                    assertThat(run.value()).as("seed %d", seed).isEqualTo(reference.longest());
                }
            }
        }
    }

    @Test
    void value_anyHistory_isNeverMoreThanTheWindowHolds() {
        int exact = 0;
        int checks = 0;
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SequentialRun run = new SequentialRun(64_000);
            List<Read> accepted = new ArrayList<>();
            long clock = 1_000_000;
            run.advance(clock);
            int range = 1 + random.nextInt(3_000);
            for (int i = 0; i < 400; i++) {
                long time = clock + random.nextInt(1_000) - random.nextInt(random.nextInt(10) == 0 ? 90_000 : 2_000);
                Read read = new Read(time, random.nextInt(2), random.nextInt(1 + random.nextInt(range)));
                if (run.add(read.timeMillis, read.series, read.number)) {
                    accepted.add(read);
                }
                clock = Math.max(clock, time);
                double most = longestOf(accepted, Math.floorDiv(clock - 64_000 + 1, 1_000));
                assertThat(run.value()).as("seed %d", seed).isLessThanOrEqualTo(most);
                checks++;
                exact += run.value() == most ? 1 : 0;
            }
        }
        assertThat(exact).isGreaterThan(checks / 6);
    }

    @Test
    void value_oneWindowInAnyOrder_isTheSame() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Read> reads = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                reads.add(new Read(5_000 + random.nextInt(3_000), random.nextInt(2), 700 + random.nextInt(60)));
            }
            double value = valueOf(reads);
            assertThat(value).isEqualTo(longestOf(reads, Long.MIN_VALUE));
            assertThat(valueOf(History.shuffled(reads, random)))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    private static double valueOf(List<Read> reads) {
        SequentialRun run = new SequentialRun(HOUR);
        reads.forEach(read -> run.add(read.timeMillis, read.series, read.number));
        return run.value();
    }

    /** All numbers ever read, sorted and cut where the gap is too wide: how many of a piece were read since a pane. */
    private static double longestOf(List<Read> accepted, long oldestPane) {
        Map<Long, TreeMap<Long, Long>> latestPanes = new HashMap<>();
        for (Read read : accepted) {
            latestPanes
                    .computeIfAbsent(read.series, unseen -> new TreeMap<>())
                    .merge(read.number, Math.floorDiv(read.timeMillis, 1_000), Math::max);
        }
        long longest = 0;
        for (TreeMap<Long, Long> series : latestPanes.values()) {
            long before = Long.MIN_VALUE;
            long count = 0;
            for (Map.Entry<Long, Long> each : series.entrySet()) {
                count = each.getKey() - 8 <= before ? count : 0;
                count += each.getValue() >= oldestPane ? 1 : 0;
                longest = Math.max(longest, count);
                before = each.getKey();
            }
        }
        return longest;
    }

    /** Runs as sets of numbers, each with the pane in which it was first read, over an hour. */
    private static final class SortedRuns {
        private final List<TreeMap<Long, Long>> runs = new ArrayList<>();
        private long clock = Long.MIN_VALUE / 2;

        boolean add(long timeMillis, Read read) {
            if (timeMillis <= clock - HOUR) {
                return false;
            }
            clock = Math.max(clock, timeMillis);
            runs.removeIf(run -> count(run) == 0);
            TreeMap<Long, Long> joined = new TreeMap<>();
            for (TreeMap<Long, Long> run : List.copyOf(runs)) {
                if (read.number >= run.firstKey() - 8 && read.number <= run.lastKey() + 8) {
                    joined.putAll(run);
                    runs.remove(run);
                }
            }
            joined.putIfAbsent(read.number, Math.floorDiv(timeMillis, HOUR / 64));
            runs.add(joined);
            return true;
        }

        double longest() {
            return runs.stream().mapToLong(this::count).max().orElse(0);
        }

        private long count(Map<Long, Long> run) {
            long oldest = Math.floorDiv(clock - HOUR + 1, HOUR / 64);
            return run.values().stream().filter(pane -> pane >= oldest).count();
        }
    }
}
