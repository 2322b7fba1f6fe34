package dev.vigie.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.Detector;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.model.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class JournalTest {

    @Test
    void read_afterFaults_bringsTheProfilesBackAsTheyWere() {
        for (long seed = 0; seed < 3; seed++) {
            List<AccessEvent> events = LiveProfilesTest.events(seed);
            for (long heapBytes : new long[] {Long.MAX_VALUE, 400_000, 60_000}) {
                Journaled journaled = new Journaled(events, seed, heapBytes);
                assertThat(journaled.run())
                        .as("seed %d, %d bytes of heap", seed, heapBytes)
                        .isEqualTo(LiveProfilesTest.undisturbed(events));
                assertThat(journaled.takenInAgain).as("taken in again").isPositive();
            }
        }
    }

    /**
     * Some accounts have changed since all were written, and room is needed for others: the rest has to leave first.
     */
    @Test
    void eventDone_whereProfilesHaveToLeave_leavesTheJournalInUse() {
        HeapBudget unbounded = new HeapBudget(Long.MAX_VALUE);
        new Commits(unbounded).read(0, 40);
        HeapBudget budget = new HeapBudget(unbounded.heapBytes());
        Commits commits = new Commits(budget);
        commits.read(0, 33);
        commits.profiles.writeAllNext();
        commits.read(33, 34);
        commits.read(0, 10);
        int before = commits.large;

        commits.read(40, 60);

        assertThat(budget.evictions()).isGreaterThan(10);
        assertThat(commits.large).as("commits that wrote more than the journal").isEqualTo(before);
        commits.read(60, 90);
        assertThat(commits.large).as("where all have changed").isGreaterThan(before);
    }

    /** Commits after every event, and counts the commits that wrote more than a record of the journal. */
    private static final class Commits {
        private final MapStore store = new MapStore();
        private final HeapBudget budget;
        private final LiveProfiles profiles;
        private final Detector detector = LiveProfilesTest.detector();
        private int number;
        int large;

        Commits(HeapBudget budget) {
            this.budget = budget;
            profiles = new LiveProfiles(LiveProfilesTest.PLAN, store, budget, new Seal(new byte[16]));
            profiles.journal().read(LiveProfilesTest.PLAN.rulesHash(), noReader());
        }

        /** One event of each account from the first to the one before the last. */
        void read(int first, int last) {
            for (int account = first; account < last; account++) {
                long timeMillis = LiveProfilesTest.BEGIN_MILLIS + number * 1_000L;
                List<Subject> subjects = List.of(Subject.of("p" + number));
                AccessEvent event = LiveProfilesTest.read("e" + number, timeMillis, "a" + account, subjects);
                detector.process(event, new Origin("t", 0, number), profiles, alert -> {}, contribution -> {});
                profiles.journal().add(number++, new byte[0], 0);
                assertThat(budget.heapBytes()).isLessThanOrEqualTo(budget.heapBytesMax());
                int puts = store.puts;
                profiles.writeChanged();
                large += store.puts > puts + 1 ? 1 : 0;
            }
        }
    }

    @Test
    void read_ofOtherRules_saysSo() {
        MapStore store = new MapStore();
        Journal journal = new Journal(store, new Seal(new byte[16]));
        journal.read("then", noReader());
        journal.add(7, new byte[] {1, 2, 3}, 2);
        journal.addSweep(1);
        assertThat(journal.suffices()).isTrue();
        journal.write("then");
        assertThat(again(store, "now")).containsExactly("7 [1, 2, 3] -1", "sweep -1");
        assertThat(again(store, "then")).containsExactly("7 [1, 2, 3] 2", "sweep 1");
    }

    /** What a release before wrote, which did not note how much was said. */
    @Test
    void read_withoutWhatWasSaid_takesAllForSaid() {
        MapStore store = new MapStore();
        ByteBuffer record = ByteBuffer.allocate(100);
        record.putInt(4).put("then".getBytes(UTF_8));
        record.putLong(7).putInt(3).put(new byte[] {1, 2, 3}).putLong(0).putInt(-1);
        byte[] bytes = Arrays.copyOf(record.array(), record.position());
        store.put(Keys.journal(0), new Seal(new byte[16]).seal(bytes));
        int all = Integer.MAX_VALUE;
        assertThat(again(store, "then")).containsExactly("7 [1, 2, 3] " + all, "sweep " + all);
        assertThat(again(store, "now")).containsExactly("7 [1, 2, 3] -1", "sweep -1");
    }

    private static List<String> again(MapStore store, String rules) {
        List<String> again = new ArrayList<>();
        new Journal(store, new Seal(new byte[16])).read(rules, new Journal.Reader() {
            @Override
            public void input(long position, byte[] input, int said) {
                again.add(position + " " + Arrays.toString(input) + " " + said);
            }

            @Override
            public void sweep(int said) {
                again.add("sweep " + said);
            }
        });
        return again;
    }

    @Test
    void suffices_ofAFullJournal_isFalse() {
        Journal journal = new Journal(new MapStore(), new Seal(new byte[16]));
        journal.read("rules", noReader());
        for (int i = 0; i < Journal.RECORDS_MAX; i++) {
            journal.add(i, new byte[10], 0);
            assertThat(journal.suffices()).as("record %d", i).isTrue();
            journal.write("rules");
        }
        journal.add(0, new byte[10], 0);
        assertThat(journal.suffices()).isFalse();
        assertThat(journal.fullness()).isEqualTo(1.5);
        journal.clear();
        assertThat(journal.fullness()).isZero();
        journal.add(0, new byte[Journal.BYTES_FULL - 100], 0);
        assertThat(journal.suffices()).isTrue();
        journal.add(0, new byte[100], 0);
        assertThat(journal.suffices()).isFalse();
    }

    @Test
    void read_corruptBytes_areRefused() {
        MapStore store = new MapStore();
        Seal seal = new Seal(new byte[16]);
        store.put(Keys.journal(0), seal.seal(new byte[] {0, 0, 1, 0, 5}));
        assertThatThrownBy(() -> new Journal(store, seal).read("rules", noReader()))
                .isInstanceOf(CorruptStateException.class);
    }

    @Test
    void write_namesNobody_andOnlyTheKeyOpensIt() {
        MapStore store = new MapStore();
        Journal journal = new Journal(store, new Seal(new byte[16]));
        journal.read("rules", noReader());
        journal.add(7, "person-4711".getBytes(UTF_8), 0);
        journal.write("rules");

        byte[] record = Objects.requireNonNull(store.get(Keys.journal(0)));
        assertThat(new String(record, ISO_8859_1)).doesNotContain("4711", "rules");
        byte[] otherKey = new byte[16];
        otherKey[3] = 1;
        assertThatThrownBy(() -> new Journal(store, new Seal(otherKey)).read("rules", noReader()))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("keys.hash-key");
        record[record.length / 2] ^= 1;
        store.put(Keys.journal(0), record);
        assertThatThrownBy(() -> new Journal(store, new Seal(new byte[16])).read("rules", noReader()))
                .isInstanceOf(CorruptStateException.class);
    }

    private static Journal.Reader noReader() {
        return new Journal.Reader() {
            @Override
            public void input(long position, byte[] input, int said) {
                throw new AssertionError("nothing was written");
            }

            @Override
            public void sweep(int said) {
                throw new AssertionError("nothing was written");
            }
        };
    }

    /** As the stream does it: commits often, most of which write the journal alone, and faults that lose all since. */
    private static final class Journaled implements Journal.Reader {
        private final List<AccessEvent> events;
        private final SplittableRandom random;
        private final MapStore store = new MapStore();
        private final LiveProfiles profiles;
        private Detector detector = LiveProfilesTest.detector();
        int takenInAgain;

        Journaled(List<AccessEvent> events, long seed, long heapBytes) {
            this.events = events;
            this.random = new SplittableRandom(seed);
            this.profiles =
                    new LiveProfiles(LiveProfilesTest.PLAN, store, new HeapBudget(heapBytes), new Seal(new byte[16]));
        }

        List<Alert> run() {
            List<Alert> committed = new ArrayList<>();
            List<Alert> pending = new ArrayList<>();
            Map<byte[], byte[]> image = store.copy();
            int committedUpTo = 0;
            for (int i = 0; i < events.size(); i++) {
                if (!profiles.journal().isRead()) {
                    profiles.journal().read(LiveProfilesTest.PLAN.rulesHash(), this);
                }
                int before = pending.size();
                detector.process(events.get(i), new Origin("t", 0, i), profiles, pending::add);
                profiles.journal().add(i, new byte[0], pending.size() - before);
                int dice = random.nextInt(100);
                if (dice < 20 || i == events.size() - 1) {
                    profiles.writeChanged();
                    profiles.writeChanged(); // as other tasks of the thread have it do
                    image = store.copy();
                    committed.addAll(pending);
                    pending.clear();
                    committedUpTo = i + 1;
                } else if (dice < 23) {
                    profiles.discard();
                    detector = LiveProfilesTest.detector();
                    store.putBack(image);
                    pending.clear();
                    i = committedUpTo - 1;
                }
            }
            return committed;
        }

        @Override
        public void input(long position, byte[] input, int said) {
            takenInAgain++;
            List<Alert> again = new ArrayList<>();
            detector.process(events.get((int) position), new Origin("t", 0, position), profiles, again::add);
            assertThat(again).as("what was said of it").hasSize(said);
        }

        @Override
        public void sweep(int said) {
            throw new AssertionError("nothing was swept");
        }
    }
}
