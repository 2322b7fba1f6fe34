package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.ContributionWriter;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Events;
import dev.vigie.detect.Plan;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.SigmaLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever commits, restarts and sends lie between: each group is told all that concerns it, once and in its order. */
final class PendingContributionsTest {

    private static final int EVENTS = 600;

    @Test
    void add_commitsRestartsAndDrainsInAnyOrder_everyGroupIsToldEverythingOnce() throws Exception {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MapStore store = new MapStore();
            PendingContributions pending = new PendingContributions(store);
            Map<String, List<String>> expected = new HashMap<>();
            Map<String, List<String>> told = new HashMap<>();
            for (Contribution each : contributions(random)) {
                pending.add(each);
                note(Keys.text(each.group()), each, expected);
                switch (random.nextInt(40)) {
                    case 0, 1, 2 -> pending.writeChanged();
                    case 3 -> {
                        pending.writeChanged();
                        pending = new PendingContributions(store);
                    }
                    case 4 -> drain(pending, told);
                    default -> {}
                }
            }
            drain(pending, told);
            assertThat(told).as("seed %d", seed).isEqualTo(expected);
            pending.writeChanged();
            assertThat(new PendingContributions(store).drain((key, message) -> {}))
                    .as("what was sent waits no more, seed %d", seed)
                    .isFalse();
        }
    }

    @Test
    void isHeavy_messagesOfManyGroups_beforeACommitOutgrowsARecord() throws Exception {
        MapStore store = new MapStore();
        PendingContributions pending = new PendingContributions(store);
        List<Contribution> contributions = contributions(new SplittableRandom(1));
        for (int i = 0; !pending.isHeavy(); i++) {
            pending.add(contributions.get(i % contributions.size()));
            assertThat(i).isLessThan(100_000);
        }
        pending.writeChanged();
        byte[] written = store.get(Keys.PENDING);
        assertThat(written).isNotNull().hasSizeBetween(150_000, 300_000);
    }

    private static void drain(PendingContributions pending, Map<String, List<String>> told) {
        pending.drain((key, message) -> ContributionReader.read(message)
                .forEach(each -> note(new String(key, StandardCharsets.UTF_8), each, told)));
    }

    /** A contribution by itself is the same bytes wherever it travelled. */
    private static void note(String group, Contribution each, Map<String, List<String>> byGroup) {
        byte[] alone = new ContributionWriter(each.group()).add(each).toBytes();
        byGroup.computeIfAbsent(group, unseen -> new ArrayList<>())
                .add(HexFormat.of().formatHex(alone));
    }

    private static List<Contribution> contributions(SplittableRandom random) throws Exception {
        Plan plan = new Plan(SigmaLoader.builtIn());
        Detector detector = new Detector(
                plan,
                new DetectorSettings(
                        new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> Events.MORNING));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String[] people = IntStream.range(0, random.nextInt(1, 4))
                    .mapToObj(person -> "p" + random.nextInt(50))
                    .toArray(String[]::new);
            detector.process(
                    Events.read("account-" + random.nextInt(20), "e" + i, Events.MORNING + i * 1_000L, people),
                    new Origin("t", 0, i),
                    profiles,
                    alert -> {},
                    contributions::add);
        }
        assertThat(contributions.stream().map(Contribution::group).distinct().toList())
                .hasSizeGreaterThan(1)
                .hasOnlyElementsOfType(Group.class);
        return contributions;
    }
}
