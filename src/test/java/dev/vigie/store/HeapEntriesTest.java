package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.model.Group;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.HeapEntries.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeapEntriesTest {

    private static final long SEED = 9;
    /** More than are kept at hand, so that many share a place there. */
    private static final int GROUPS = 500;

    private final Plan plan = new Plan(SigmaLoader.builtIn());
    private final HeapEntries entries = new HeapEntries(new HeapBudget(Long.MAX_VALUE));

    @Test
    void get_afterAnyAdditionsAndDrops_isWhatAMapHolds() {
        Random random = new Random(SEED);
        Map<Group, Entry> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            Group group = Group.account("op", "account-" + random.nextInt(GROUPS));
            Entry known = expected.get(group);
            assertThat(entries.get(group)).as("seed %d, step %d", SEED, i).isSameAs(known);
            switch (random.nextInt(8)) {
                case 0, 1 -> drop(expected, group, known);
                case 2 -> passOver(known);
                default -> add(expected, group, known);
            }
            if (random.nextInt(10_000) == 0) {
                entries.clear();
                expected.clear();
            }
            assertThat(entries.get(group)).as("seed %d, step %d", SEED, i).isSameAs(expected.get(group));
        }
        assertThat(entries.size()).isEqualTo(expected.size());
    }

    private void add(Map<Group, Entry> expected, Group group, @Nullable Entry known) {
        if (known == null) {
            Entry entry = new Entry(new Profile(group, plan), new long[0]);
            entries.add(entry);
            expected.put(group, entry);
        }
    }

    private void drop(Map<Group, Entry> expected, Group group, @Nullable Entry known) {
        if (known != null) {
            entries.drop(known);
            expected.remove(group);
        }
    }

    private void passOver(@Nullable Entry known) {
        if (known != null) {
            entries.passOver(known);
        }
    }
}
