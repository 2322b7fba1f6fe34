package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Contribution;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupDayTest {

    private static final long SEED = 3;
    /** Texts of the same hash, and so groups of the same place. */
    private static final List<String> OPERATORS = List.of("AaAa", "BBBB", "AaBB", "BBAa", "other", "another");

    @TempDir
    private Path directory;

    @Test
    void of_everyWorker_handsOverEachGroupAtOneStretchInOrderWhateverTheHeapAndWhoGathered() throws Exception {
        Random random = new Random(SEED);
        List<Contribution> day = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long timeMillis = random.nextInt(500);
            day.add(contribution(OPERATORS.get(random.nextInt(OPERATORS.size())), timeMillis, "e" + i));
        }

        Map<String, List<String>> alone = groups(day, 1, Long.MAX_VALUE);

        assertThat(alone).as("seed %d", SEED).hasSize(OPERATORS.size());
        assertThat(alone.values()).allSatisfy(its -> assertThat(its).isSorted());
        assertThat(alone.values().stream().mapToInt(List::size).sum()).isEqualTo(day.size());
        assertThat(groups(day, 3, 9 << 18)).as("seed %d", SEED).isEqualTo(alone);
        assertThat(groups(day, GroupDay.WORKERS_MAX + 1, 50_000))
                .as("seed %d", SEED)
                .isEqualTo(alone);
    }

    /** By group what is handed over, each as a text that rises with time and id. */
    private Map<String, List<String>> groups(List<Contribution> contributions, int workers, long heapBytesMax)
            throws IOException {
        Map<String, List<String>> groups = new TreeMap<>();
        try (GroupDay day = new GroupDay(Logs.scratch(directory), workers, heapBytesMax)) {
            for (int i = 0; i < contributions.size(); i++) {
                day.add(i % workers, contributions.get(i), i, 0);
            }
            assertThat(day.gathered()).isEqualTo(contributions.size());
            for (int worker = 0; worker < workers; worker++) {
                add(day.of(worker), groups);
            }
        }
        return groups;
    }

    private static void add(Iterator<GroupShare> shares, Map<String, List<String>> groups) {
        Map<String, List<String>> its = new TreeMap<>();
        String current = "";
        int shard = 0;
        while (shares.hasNext()) {
            GroupShare share = shares.next();
            String group = share.group().values().get(0);
            if (!group.equals(current)) {
                assertThat(its).as("at one stretch").doesNotContainKey(group);
                assertThat(groups).as("by one worker").doesNotContainKey(group);
                its.put(group, new ArrayList<>());
                current = group;
            }
            Contribution contribution = share.contribution();
            String id = contribution.evidence().eventId();
            its.getOrDefault(group, List.of()).add(String.format("%03d %s", contribution.timeMillis(), id));
            assertThat(share.shard()).isGreaterThanOrEqualTo(shard);
            shard = share.shard();
        }
        groups.putAll(its);
    }

    private static Contribution contribution(String operator, long timeMillis, String id) {
        return new Contribution(
                new Group(List.of("operator"), List.of(operator)),
                timeMillis,
                operator,
                "a",
                id.hashCode(),
                List.of(1L),
                null,
                List.of(),
                null,
                null,
                List.of(),
                new Evidence(id, timeMillis, Action.READ, Outcome.SUCCESS, null, null, List.of(), 1),
                new Origin("log", 0, 1),
                AccessEvent.UNKNOWN);
    }
}
