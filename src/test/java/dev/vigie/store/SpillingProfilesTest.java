package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Profiles;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.SigmaLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillingProfilesTest {

    private static final Plan PLAN = new Plan(SigmaLoader.builtIn());
    private static final long BUDGET_BYTES = 400_000;
    private static final int ACCOUNTS = 150;
    private static final long BEGIN_MILLIS = 1_765_785_600_000L;

    @TempDir
    private Path directory;

    @Test
    void manyAccountsInALittleHeap_saysTheSameAndKeepsToTheBudget() {
        long seed = 3;
        List<AccessEvent> events = events(seed);
        HeapBudget budget = new HeapBudget(BUDGET_BYTES);
        try (RocksMemory memory = new RocksMemory(8 << 20);
                SpillingProfiles spilling = new SpillingProfiles(
                        PLAN, directory.resolve("profiles"), memory, budget, new MemoryPeerDays())) {
            List<Alert> alerts = run(events, spilling);

            assertThat(alerts).as("seed %d", seed).isNotEmpty().isEqualTo(run(events, new MemoryProfiles(PLAN)));
            assertThat(spilling.hasSpilled()).isTrue();
            assertThat(budget.heapBytes()).isLessThanOrEqualTo(BUDGET_BYTES);
        }
    }

    @Test
    void aProfileThatGrowsAndIsNeverWritten_isWeighedAgain() {
        HeapBudget budget = new HeapBudget(Long.MAX_VALUE);
        try (RocksMemory memory = new RocksMemory(8 << 20);
                SpillingProfiles spilling = new SpillingProfiles(
                        PLAN, directory.resolve("profiles"), memory, budget, new MemoryPeerDays())) {
            List<AccessEvent> events = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                events.add(read(i, "busy", "P-" + i));
            }
            run(events, spilling);

            assertThat(budget.heapBytes()).as("600 people, in several tables").isGreaterThan(2 * 600 * 16);
            assertThat(spilling.hasSpilled()).isFalse();
            assertThat(directory.resolve("profiles")).doesNotExist();
        }
    }

    @Test
    void forget_aGroupThatIsDone_freesTheHeapAndWritesNothingUnlessItsEpisodeIsOpen() {
        HeapBudget budget = new HeapBudget(Long.MAX_VALUE);
        try (RocksMemory memory = new RocksMemory(8 << 20);
                SpillingProfiles spilling = new SpillingProfiles(
                        PLAN, directory.resolve("profiles"), memory, budget, new MemoryPeerDays())) {
            List<Alert> alerts = new ArrayList<>();
            Detector detector = detector();
            for (int i = 0; i < 600; i++) {
                String account = i < 2 ? "once" + i : "thief";
                detector.process(read(i, account, "P-" + i), new Origin("t", 0, 0), spilling, alerts::add);
            }
            long heapBytes = budget.heapBytes();
            spilling.forget(Group.account("o", "once0"));
            spilling.forget(Group.account("o", "once1"));
            long left = budget.heapBytes();
            spilling.forget(Group.account("o", "thief"));
            detector.closeAll(spilling, alerts::add);

            assertThat(left).isLessThan(heapBytes);
            assertThat(alerts).last().satisfies(last -> {
                assertThat(last.state()).isEqualTo(Alert.State.CLOSED);
                assertThat(last.peopleExposed()).isEqualTo(598);
            });
            assertThat(spilling.hasSpilled()).isFalse();
        }
    }

    private static List<Alert> run(List<AccessEvent> events, Profiles profiles) {
        Detector detector = detector();
        List<Alert> alerts = new ArrayList<>();
        for (AccessEvent event : events) {
            detector.process(event, new Origin("t", 0, 0), profiles, alerts::add);
        }
        detector.closeAll(profiles, alerts::add);
        return alerts;
    }

    private static Detector detector() {
        return new Detector(PLAN, new DetectorSettings(new long[] {1, 2}, null, 0, "test", () -> 0));
    }

    private static List<AccessEvent> events(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AccessEvent> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            boolean thief = random.nextInt(8) == 0;
            events.add(read(i, thief ? "thief" : "a" + random.nextInt(ACCOUNTS), "P-" + random.nextInt(1_000_000)));
        }
        return events;
    }

    private static AccessEvent read(int number, String account, String subject) {
        return new AccessEvent(
                "e" + number,
                BEGIN_MILLIS + number * 1_000L,
                AccessEvent.UNKNOWN,
                "o",
                account,
                null,
                null,
                "r",
                Action.READ,
                Outcome.SUCCESS,
                List.of(Subject.of(subject)),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of("email"),
                "192.0.2.7",
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
