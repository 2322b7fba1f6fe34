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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever commits, restarts and sends lie between: each group is told all that concerns it, once and in its order. */
final class PendingContributionsTest {

    private static final int EVENTS = 600;
    private static final int PARTITIONS = 3;

    @Test
    void add_commitsRestartsAndDrainsInAnyOrder_everyGroupIsToldEverythingOnce() throws Exception {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MapStore store = new MapStore();
            PendingContributions pending = pending(store);
            Map<String, List<String>> expected = new HashMap<>();
            Map<String, List<String>> told = new HashMap<>();
            for (Contribution each : contributions(random)) {
                pending.add(each);
                note(Keys.text(each.group()), each, expected);
                switch (random.nextInt(40)) {
                    case 0, 1, 2 -> pending.writeChanged();
                    case 3 -> {
                        pending.writeChanged();
                        pending = pending(store);
                    }
                    case 4 -> drain(pending, told);
                    default -> {}
                }
            }
            drain(pending, told);
            assertThat(told).as("seed %d", seed).isEqualTo(expected);
            pending.writeChanged();
            assertThat(pending(store).drain(0, (key, message) -> {}))
                    .as("what was sent waits no more, seed %d", seed)
                    .isFalse();
        }
    }

    @Test
    void isHeavy_messagesOfManyGroups_beforeACommitOutgrowsARecord() throws Exception {
        MapStore store = new MapStore();
        PendingContributions pending = pending(store);
        List<Contribution> contributions = contributions(new SplittableRandom(1));
        for (int i = 0; !pending.isHeavy(); i++) {
            pending.add(contributions.get(i % contributions.size()));
            assertThat(i).isLessThan(100_000);
        }
        pending.writeChanged();
        byte[] written = store.get(Keys.PENDING);
        assertThat(written).isNotNull().hasSizeBetween(150_000, 300_000);
    }

    /** One event of very many people, each of them a group. */
    @Test
    void drain_moreThanAMessageHolds_isSeveralInOrder() throws Exception {
        PendingContributions pending = pending(new MapStore());
        List<Contribution> contributions = contributions(new SplittableRandom(2));
        Map<String, List<String>> expected = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            for (Contribution each : contributions) {
                pending.add(each);
                note(Keys.text(each.group()), each, expected);
            }
        }
        Map<String, List<String>> told = new HashMap<>();
        List<Integer> sizes = new ArrayList<>();
        pending.drain(0, (key, message) -> {
            sizes.add(message.length);
            ContributionReader.read(message).forEach(each -> note(Keys.text(each.group()), each, told));
        });
        assertThat(told).isEqualTo(expected);
        assertThat(sizes).hasSizeGreaterThan(PARTITIONS).allMatch(size -> size < 250_000);
    }

    private static PendingContributions pending(MapStore store) {
        return new PendingContributions(store, PendingContributionsTest::partition);
    }

    private static int partition(byte[] key) {
        return Math.floorMod(Arrays.hashCode(key), PARTITIONS);
    }

    private static void drain(PendingContributions pending, Map<String, List<String>> told) {
        Set<Integer> partitions = new HashSet<>();
        pending.drain(0, (key, message) -> {
            assertThat(partitions.add(partition(key)))
                    .as("one message for each")
                    .isTrue();
            for (Contribution each : ContributionReader.read(message)) {
                String group = Keys.text(each.group());
                assertThat(partition(group.getBytes(StandardCharsets.UTF_8))).isEqualTo(partition(key));
                note(group, each, told);
            }
        });
    }

    /** A contribution by itself is the same bytes wherever it travelled. */
    private static void note(String group, Contribution each, Map<String, List<String>> byGroup) {
        byte[] alone = new ContributionWriter().add(each).toBytes();
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
