package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.SigmaLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LiveProfilesTest {

    static final Plan PLAN = new Plan(SigmaLoader.builtIn());
    static final long BEGIN_MILLIS = 1_765_785_600_000L;
    private static final int EVENTS = 3_000;

    @Test
    void faultsAndEvictionsAtAnyMoment_changeNothing() {
        for (long seed = 1; seed <= 6; seed++) {
            List<AccessEvent> events = events(seed);
            long heapBytes = seed % 2 == 0 ? 0 : 60_000;
            assertThat(run(events, seed, heapBytes)).as("seed " + seed).isEqualTo(undisturbed(events));
        }
    }

    @Test
    void writeChanged_writesAProfileOnceHoweverOftenItChanged() {
        MapStore store = new MapStore();
        LiveProfiles profiles = new LiveProfiles(PLAN, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        Detector detector = detector();
        for (AccessEvent event : events(1).subList(0, 200)) {
            detector.process(event, new Origin("t", 0, 0), profiles, alert -> {});
        }
        assertThat(store.puts).isZero();
        profiles.writeChanged();
        assertThat(store.puts).isPositive();
        int puts = store.puts;
        profiles.writeChanged();
        assertThat(store.puts).isEqualTo(puts);
    }

    @Test
    void largeParts_areWrittenWhenTheyChangedOnly() {
        MapStore store = new MapStore();
        LiveProfiles profiles = new LiveProfiles(PLAN, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        Detector detector = detector();
        detector.process(read("0", BEGIN_MILLIS, "a", people(2_000)), new Origin("t", 0, 0), profiles, alert -> {});
        profiles.writeChanged();
        int first = store.puts;
        long large = store.largeBytes;
        assertThat(large).as("tables of 2,000 people").isGreaterThan(10 * 16_000);
        AccessEvent login = event("1", BEGIN_MILLIS + 1, "a", Action.LOGIN, List.of());
        detector.process(login, new Origin("t", 0, 1), profiles, alert -> {});
        profiles.writeChanged();
        assertThat(store.puts).as("main records").isGreaterThan(first);
        assertThat(store.largeBytes - large)
                .as("a login may change an open episode, but no table of people")
                .isLessThan(4_000);
    }

    @Test
    void discardAndEviction_giveTheHeapBack() {
        HeapBudget budget = new HeapBudget(0);
        LiveProfiles profiles = new LiveProfiles(PLAN, new MapStore(), budget, new Seal(new byte[16]));
        detector().process(read("0", BEGIN_MILLIS, "a", people(10)), new Origin("t", 0, 0), profiles, alert -> {});
        assertThat(budget.heapBytes()).isZero();
        profiles.get(Group.account("o", "a"));
        assertThat(budget.heapBytes()).isPositive();
        profiles.discard();
        assertThat(budget.heapBytes()).isZero();
        assertThat(budget.uses()).as("not yet told").isZero();
        profiles.writeChanged();
        assertThat(budget.evictions()).isPositive();
        assertThat(budget.loads()).as("the last one did not have to leave").isEqualTo(budget.evictions() + 1);
        assertThat(budget.uses()).isGreaterThanOrEqualTo(budget.loads());
    }

    @Test
    void eventDone_accountsSeenOnce_areCountedWithWhatTheyHoldNow() {
        HeapBudget budget = new HeapBudget(Long.MAX_VALUE);
        LiveProfiles profiles = new LiveProfiles(PLAN, new MapStore(), budget, new Seal(new byte[16]));
        Detector detector = detector();
        List<String> accounts = IntStream.range(0, 200).mapToObj(i -> "a" + i).toList();
        for (String account : accounts) {
            detector.process(read(account, BEGIN_MILLIS, account, people(1)), new Origin("t", 0, 0), profiles, a -> {});
        }
        long counted = budget.heapBytes();
        long held = accounts.stream()
                .mapToLong(account -> profiles.get(Group.account("o", account)).heapBytes())
                .sum();
        assertThat(counted).isGreaterThanOrEqualTo(held);
    }

    @Test
    void get_ofDamagedBytes_saysSo() {
        MapStore store = new MapStore();
        LiveProfiles profiles = new LiveProfiles(PLAN, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        detector().process(read("0", BEGIN_MILLIS, "a", people(5)), new Origin("t", 0, 0), profiles, alert -> {});
        profiles.writeChanged();
        byte[] key = Keys.profile(Group.account("o", "a"));
        byte[] whole = java.util.Objects.requireNonNull(store.get(key));
        for (int length = 0; length < whole.length; length++) {
            store.put(key, java.util.Arrays.copyOf(whole, length));
            profiles.discard();
            assertThatThrownBy(() -> profiles.get(Group.account("o", "a")))
                    .as("cut to " + length)
                    .isInstanceOf(CorruptStateException.class);
        }
        whole[0] = 9;
        store.put(key, whole);
        assertThatThrownBy(() -> profiles.get(Group.account("o", "a"))).hasMessageContaining("version 9");
    }

    @Test
    void openEpisodes_areFoundAfterARestart() {
        MapStore store = new MapStore();
        LiveProfiles before = new LiveProfiles(PLAN, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        List<Alert> alerts = new ArrayList<>();
        detector().process(read("0", BEGIN_MILLIS, "a", people(60)), new Origin("t", 0, 0), before, alerts::add);
        assertThat(alerts).hasSize(1);
        before.writeChanged();
        LiveProfiles after = new LiveProfiles(PLAN, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        assertThat(after.open()).containsExactly(Group.account("o", "a"));
    }

    /** As the stream does it: writes now and then, faults that lose all since, and then the same events again. */
    private static List<Alert> run(List<AccessEvent> events, long seed, long heapBytes) {
        SplittableRandom random = new SplittableRandom(seed);
        MapStore store = new MapStore();
        LiveProfiles profiles = new LiveProfiles(PLAN, store, new HeapBudget(heapBytes), new Seal(new byte[16]));
        Detector detector = detector();
        List<Alert> committed = new ArrayList<>();
        List<Alert> pending = new ArrayList<>();
        Map<byte[], byte[]> image = store.copy();
        int committedUpTo = 0;
        for (int i = 0; i < events.size(); i++) {
            detector.process(events.get(i), new Origin("t", 0, i), profiles, pending::add);
            int dice = random.nextInt(100);
            if (dice < 3 || i == events.size() - 1) {
                profiles.writeChanged();
                image = store.copy();
                committed.addAll(pending);
                pending.clear();
                committedUpTo = i + 1;
            } else if (dice < 5) {
                profiles.discard();
                store.putBack(image);
                pending.clear();
                i = committedUpTo - 1;
            }
        }
        return committed;
    }

    static List<Alert> undisturbed(List<AccessEvent> events) {
        MemoryProfiles profiles = new MemoryProfiles(PLAN);
        Detector detector = detector();
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            detector.process(events.get(i), new Origin("t", 0, i), profiles, alerts::add);
        }
        assertThat(alerts).hasSizeGreaterThan(3);
        return alerts;
    }

    static List<AccessEvent> events(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AccessEvent> events = new ArrayList<>();
        long nowMillis = BEGIN_MILLIS;
        for (int i = 0; i < EVENTS; i++) {
            nowMillis += random.nextLong(6_000);
            int account = random.nextInt(12);
            String subject = "p" + random.nextInt(account < 3 ? 5_000 : 15);
            events.add(read("e" + i, nowMillis - random.nextLong(60_000), "a" + account, List.of(Subject.of(subject))));
        }
        return events;
    }

    private static List<Subject> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> Subject.of("p" + i)).toList();
    }

    static AccessEvent read(String id, long timeMillis, String account, List<Subject> subjects) {
        return event(id, timeMillis, account, Action.READ, subjects);
    }

    private static AccessEvent event(
            String id, long timeMillis, String account, Action action, List<Subject> subjects) {
        return new AccessEvent(
                id,
                timeMillis,
                -1,
                "o",
                account,
                null,
                null,
                "r",
                action,
                Outcome.SUCCESS,
                subjects,
                -1,
                -1,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                -1,
                null);
    }

    static Detector detector() {
        return new Detector(
                PLAN,
                new DetectorSettings(new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "t", () -> 0));
    }
}
