package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Sliding steps are those of the list of all occurrences; once there are many, no order that there is is missed. */
class SlidingStepsTest {

    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;

    private record Seen(int step, long timeMillis, long event) {}

    @Test
    void inOrder_otherStepsInBetween_areNoMatter() {
        SlidingSteps steps = new SlidingSteps(1_000, 3);
        steps.add(A, 1, 11);
        steps.add(B, 2, 12);
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.add(A, 3, 13);
        steps.add(C, 4, 14);
        assertThat(steps.inOrder()).isEqualTo(3);
        assertThat(steps.occurred()).isEqualTo(3);
    }

    @Test
    void inOrder_stepsTheOtherWayRound_areCountedFromTheFirstOn() {
        SlidingSteps steps = new SlidingSteps(1_000, 3);
        steps.add(C, 1, 11);
        assertThat(steps.inOrder()).isZero();
        steps.add(B, 2, 12);
        steps.add(A, 3, 13);
        assertThat(steps.inOrder()).isEqualTo(1);
        assertThat(steps.occurred()).isEqualTo(3);
        assertThat(steps.value()).isEqualTo(3);
        steps.add(C, 5, 15);
        assertThat(steps.inOrder()).isEqualTo(1);
        steps.add(B, 4, 14);
        assertThat(steps.inOrder()).isEqualTo(3);
    }

    @Test
    void inOrder_equalTimes_areInOrderEitherWay() {
        SlidingSteps steps = new SlidingSteps(1_000, 3);
        steps.add(C, 5, 11);
        steps.add(B, 5, 12);
        steps.add(A, 5, 13);
        assertThat(steps.inOrder()).isEqualTo(3);
    }

    @Test
    void inOrder_oneEventAsTwoSteps_servesOneOfThem() {
        SlidingSteps steps = new SlidingSteps(1_000, 3);
        steps.add(A, 5, 11);
        steps.add(B, 5, 11);
        assertThat(steps.occurred()).isEqualTo(2);
        assertThat(steps.inOrder()).isEqualTo(1);
        steps.add(A, 5, 11);
        assertThat(steps.inOrder()).isEqualTo(1);
        steps.add(A, 5, 12);
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.add(C, 5, 12);
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.add(A, 5, 13);
        assertThat(steps.inOrder()).isEqualTo(3);
    }

    @Test
    void inOrder_oneEventWhoseHashIsZero_servesOneStep() {
        SlidingSteps steps = new SlidingSteps(1_000, 2);
        steps.add(A, 5, 0);
        steps.add(B, 5, 0);
        assertThat(steps.inOrder()).isEqualTo(1);
    }

    @Test
    void inOrder_eventThatIsTwoStepsSeenTwice_servesBoth() {
        SlidingSteps steps = new SlidingSteps(1_000, 2);
        steps.add(A, 5, 11);
        steps.add(B, 5, 11);
        steps.add(A, 6, 12);
        steps.add(B, 6, 12);
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.advance(1_005);
        assertThat(steps.inOrder()).isEqualTo(1);
    }

    @Test
    void occurred_windowsEdge_isExcluded() {
        SlidingSteps steps = new SlidingSteps(1_000, 2);
        steps.add(A, 10, 11);
        steps.add(B, 500, 12);
        steps.advance(1_009);
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.advance(1_010);
        assertThat(steps.inOrder()).isZero();
        assertThat(steps.occurred()).isEqualTo(1);
        assertThat(steps.add(A, 10, 11)).isFalse();
        assertThat(steps.inOrder()).isZero();
        assertThat(steps.add(A, 11, 11)).isTrue();
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.advance(1_500);
        assertThat(steps.isEmpty()).isTrue();
    }

    @Test
    void inOrder_fewOccurrences_isThatOfAllChoicesTried() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = 2 + random.nextInt(4);
            long timespan = 1L + random.nextInt(12);
            SlidingSteps steps = new SlidingSteps(timespan, count);
            List<Seen> accepted = new ArrayList<>();
            long clock = 100;
            steps.advance(clock);
            for (int i = 0; i < 40; i++) {
                Seen seen = new Seen(random.nextInt(count), clock + 1 - random.nextInt(14), 1 + random.nextInt(5));
                boolean inside = seen.timeMillis > clock - timespan;
                assertThat(steps.add(seen.step, seen.timeMillis, seen.event))
                        .as("seed %d", seed)
                        .isEqualTo(inside);
                if (inside) {
                    accepted.add(seen);
                }
                clock = Math.max(clock, seen.timeMillis);
                List<Seen> window = after(accepted, clock - timespan);
                assertThat(steps.occurred()).as("seed %d", seed).isEqualTo(occurred(window));
                assertThat(steps.inOrder()).as("seed %d", seed).isEqualTo(longest(window, 0, 0, new HashSet<>()));
            }
        }
    }

    @Test
    void inOrder_manyOccurrences_missesNoneAndIsNeverMoreThanPanesAllow() {
        int doubtful = 0;
        int checks = 0;
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlidingSteps steps = new SlidingSteps(64_000, 6);
            List<Seen> accepted = new ArrayList<>();
            long clock = 1_000_000;
            for (int burst = 0; burst < 60; burst++) {
                int step = random.nextInt(6);
                long start = clock + random.nextInt(12_000) - random.nextInt(6_000);
                int length = 1 + random.nextInt(random.nextBoolean() ? 500 : 20_000);
                int events = 1 + random.nextInt(random.nextBoolean() ? 3 : 150);
                for (int i = 0; i < events; i++) {
                    Seen seen = new Seen(step, start + random.nextInt(length), random.nextLong());
                    if (steps.add(seen.step, seen.timeMillis, seen.event)) {
                        accepted.add(seen);
                    }
                    clock = Math.max(clock, seen.timeMillis);
                }
                List<Seen> window = after(accepted, clock - 64_000);
                int exact = inOrder(window, time -> time);
                assertThat(steps.occurred()).as("seed %d", seed).isEqualTo(occurred(window));
                assertThat(steps.inOrder())
                        .as("seed %d", seed)
                        .isBetween(exact, inOrder(window, time -> Math.floorDiv(time, 1_000)));
                checks++;
                doubtful += steps.inOrder() > exact ? 1 : 0;
            }
        }
        assertThat(doubtful).isLessThan(checks / 50);
    }

    @Test
    void inOrder_manyOfOneStep_leavesTheOrderOfTheOthersExact() {
        SlidingSteps steps = new SlidingSteps(64_000, 3);
        for (int i = 0; i < 1_000; i++) {
            steps.add(A, 100_000 + i % 500, i + 1);
        }
        steps.add(C, 100_600, 5_001);
        steps.add(B, 100_601, 5_002);
        assertThat(steps.inOrder()).isEqualTo(2);
        steps.add(C, 100_602, 5_003);
        assertThat(steps.inOrder()).isEqualTo(3);
    }

    @Test
    void inOrder_afterABurstHasThinnedOut_isExactAgainForNewEvents() {
        SlidingSteps steps = new SlidingSteps(64_000, 2);
        for (int i = 0; i < 10_000; i++) {
            steps.add(A, i, i + 1);
            steps.add(B, i, i + 1);
        }
        steps.advance(80_000);
        assertThat(steps.isEmpty()).isTrue();
        steps.add(A, 80_500, 1);
        steps.add(B, 80_400, 2);
        assertThat(steps.inOrder()).isEqualTo(1);
        steps.add(B, 80_500, 1);
        assertThat(steps.inOrder()).isEqualTo(1);
    }

    @Test
    void add_stepOrNumberOfStepsOutOfBounds_isRefused() {
        SlidingSteps steps = new SlidingSteps(1, 2);
        assertThatThrownBy(() -> steps.add(2, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> steps.add(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingSteps(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingSteps(1, 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlidingSteps(0, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Seen> after(List<Seen> seen, long horizon) {
        return seen.stream().filter(one -> one.timeMillis > horizon).toList();
    }

    private static int occurred(List<Seen> window) {
        return (int) window.stream().mapToInt(Seen::step).distinct().count();
    }

    /** Tries every event for the step, and for each of them every way to go on. */
    private static int longest(List<Seen> window, int step, long fromMillis, Set<Seen> used) {
        int longest = step;
        for (Seen seen : window) {
            Seen event = new Seen(0, seen.timeMillis, seen.event);
            if (seen.step == step && seen.timeMillis >= fromMillis && used.add(event)) {
                longest = Math.max(longest, longest(window, step + 1, seen.timeMillis, used));
                used.remove(event);
            }
        }
        return longest;
    }

    /** Takes each step as early as it can be, where all events are distinct. */
    private static int inOrder(List<Seen> window, LongUnaryOperator clock) {
        long from = Long.MIN_VALUE;
        for (int step = 0; ; step++) {
            long least = from;
            int at = step;
            long[] next = window.stream()
                    .filter(seen -> seen.step == at)
                    .mapToLong(seen -> clock.applyAsLong(seen.timeMillis))
                    .filter(time -> time >= least)
                    .sorted()
                    .toArray();
            if (next.length == 0) {
                return step;
            }
            from = next[0];
        }
    }
}
