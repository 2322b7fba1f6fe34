package dev.vigie.measure;

import static dev.vigie.measure.IdMemory.Seen.NEW;
import static dev.vigie.measure.IdMemory.Seen.REUSED;
import static dev.vigie.measure.IdMemory.Seen.SAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.IdMemory.Seen;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The memory of ids answers like a map from ids to contents that forgets by segments. */
class IdMemoryTest {

    /** The obvious one. */
    private static final class Reference {

        private final Deque<Set<List<Number>>> segments = new ArrayDeque<>();
        private final Deque<Long> newest = new ArrayDeque<>();
        private final Map<Long, Set<Integer>> contents = new HashMap<>();

        Seen remember(long id, int content, long time, long clock) {
            while (!segments.isEmpty() && newest.getFirst() <= clock - IdMemory.MEMORY_MILLIS) {
                forgetOldest();
            }
            Set<Integer> known = contents.getOrDefault(id, Set.of());
            if (known.contains(content)) {
                return SAME;
            }
            Seen seen = known.isEmpty() ? NEW : REUSED;
            if (segments.isEmpty() || segments.getLast().size() == 64) {
                if (segments.size() == 1_024) {
                    forgetOldest();
                }
                segments.add(new HashSet<>());
                newest.add(Long.MIN_VALUE);
            }
            segments.getLast().add(List.of(id, content));
            newest.add(Math.max(newest.removeLast(), time));
            contents.computeIfAbsent(id, any -> new HashSet<>()).add(content);
            return seen;
        }

        private void forgetOldest() {
            newest.removeFirst();
            for (List<Number> pair : segments.removeFirst()) {
                contents.computeIfPresent(pair.get(0).longValue(), (id, known) -> {
                    known.remove(pair.get(1).intValue());
                    return known.isEmpty() ? null : known;
                });
            }
        }
    }

    /** What a store holds: a segment is written if it changed, and deleted if it is gone. */
    private static final class Stored {

        private final TreeMap<Integer, byte[]> segments = new TreeMap<>();

        void save(IdMemory memory) {
            segments.headMap(memory.firstSegment()).clear();
            for (int number = memory.firstSegment(); number <= memory.lastSegment(); number++) {
                if (memory.segmentChanged(number)) {
                    ByteBuffer out = ByteBuffer.allocate(memory.segmentBytes(number));
                    memory.writeSegment(number, out);
                    assertThat(out.hasRemaining()).isFalse();
                    segments.put(number, out.array());
                }
            }
            memory.markWritten();
        }

        IdMemory restore() {
            return IdMemory.restore(
                    segments.values().stream().map(ByteBuffer::wrap).toList());
        }
    }

    @Test
    void remember_randomHistories_answersLikeTheReference() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int ids = 1 << random.nextInt(16);
            int contents = 1 + random.nextInt(random.nextInt(1_000) + 1);
            long pace = 1 + random.nextLong(100_000);
            checkAgainstReference(random, ids, contents, pace, 20_000, "seed " + seed);
        }
    }

    @Test
    void remember_moreThanTheRingHolds_forgetsTheOldestSegments() {
        checkAgainstReference(new SplittableRandom(1), 150_000, 2, 10, 300_000, "many ids");
    }

    @Test
    void remember_oneIdOnEveryEvent_answersLikeTheReference() {
        checkAgainstReference(new SplittableRandom(1), 1, 200_000, 10, 200_000, "one id");
    }

    private static void checkAgainstReference(
            SplittableRandom random, int ids, int contents, long pace, int events, String name) {
        IdMemory memory = new IdMemory();
        Reference reference = new Reference();
        Stored stored = new Stored();
        long clock = 1_767_225_600_000L;
        for (int i = 0; i < events; i++) {
            clock += random.nextInt(5_000) == 0 ? random.nextLong(2 * IdMemory.MEMORY_MILLIS) : random.nextLong(pace);
            long time = clock - (random.nextInt(3) == 0 ? random.nextLong(IdMemory.MEMORY_MILLIS / 2) : 0);
            long id = new SplittableRandom(random.nextInt(ids)).nextLong();
            int content = random.nextInt(contents);
            assertThat(memory.remember(id, content, time, clock))
                    .as("%s, event %d", name, i)
                    .isEqualTo(reference.remember(id, content, time, clock));
            if (random.nextInt(2_000) == 0) {
                stored.save(memory);
                memory = random.nextBoolean() ? stored.restore() : memory;
            }
        }
        assertThat(memory.lastSegment() - memory.firstSegment()).isLessThan(1_024);
        assertThat(memory.heapBytes()).isLessThan(2_100_000);
    }

    @Test
    void remember_reusedIdRedelivered_isSameForBothContents() {
        IdMemory memory = new IdMemory();
        assertThat(memory.remember(1, 10, 0, 0)).isEqualTo(NEW);
        assertThat(memory.remember(1, 11, 0, 0)).isEqualTo(REUSED);
        assertThat(memory.remember(1, 10, 0, 0)).isEqualTo(SAME);
        assertThat(memory.remember(1, 11, 0, 0)).isEqualTo(SAME);
    }

    @Test
    void remember_after24Hours_isNewAgain() {
        IdMemory memory = new IdMemory();
        memory.remember(1, 10, 0, 0);
        assertThat(memory.remember(1, 10, 0, IdMemory.MEMORY_MILLIS - 1)).isEqualTo(SAME);
        assertThat(memory.remember(1, 10, 0, IdMemory.MEMORY_MILLIS)).isEqualTo(NEW);
    }

    @Test
    void segmentChanged_afterWriting_onlyTheSegmentBeingFilled() {
        IdMemory memory = new IdMemory();
        assertThat(memory.lastSegment()).isEqualTo(memory.firstSegment() - 1);
        for (int id = 0; id < 200; id++) {
            memory.remember(id, 0, 0, 0);
        }
        assertThat(List.of(memory.firstSegment(), memory.lastSegment())).containsExactly(0, 3);
        assertThat(memory.segmentChanged(0)).isTrue();
        memory.markWritten();
        assertThat(memory.segmentChanged(3)).isFalse();
        memory.remember(200, 0, 0, 0);
        assertThat(memory.segmentChanged(2)).isFalse();
        assertThat(memory.segmentChanged(3)).isTrue();
        assertThatThrownBy(() -> memory.segmentChanged(4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void restore_missingOrRepeatedSegment_isRefused() {
        IdMemory memory = new IdMemory();
        for (int id = 0; id < 192; id++) {
            memory.remember(id, 0, 0, 0);
        }
        Stored stored = new Stored();
        stored.save(memory);
        byte[] first = stored.segments.remove(1);
        assertThatThrownBy(stored::restore).isInstanceOf(IllegalArgumentException.class);
        first[3] = 3;
        stored.segments.put(3, Arrays.copyOf(first, first.length - 1));
        assertThatThrownBy(stored::restore).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void restore_damagedBytes_refusesOrReadsWithoutAllocating() {
        IdMemory memory = new IdMemory();
        for (int id = 0; id < 40; id++) {
            memory.remember(id, 0, 0, 0);
        }
        Stored stored = new Stored();
        stored.save(memory);
        Corruption.check(
                stored.segments.firstEntry().getValue(),
                in -> IdMemory.restore(List.of(in)),
                damaged -> damaged.remember(1, 2, 3, 4),
                1);
    }
}
